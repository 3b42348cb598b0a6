import type { World } from "../world.ts";
import { knownCalendars } from "./calendars.ts";
import { googleError } from "./errors.ts";
import { deleteEvent, insertEvent } from "./events.ts";

/** Who writes in a calendar by hand. */
const STAFF = "staff@sandbox.example";

/**
 * What a member of staff does in Google Calendar itself:
 * `{ calendar, summary, start, end, recurrence?, transparency?, description? }`, where start and
 * end are dates (end exclusive), wall times in the calendar's zone, or times with an offset.
 */
export function addByHand(world: World, body: Record<string, unknown>): Response {
  const { calendar, start, end, date, ...fields } = body;
  if (typeof calendar !== "string" || calendar === "") {
    return googleError(400, "required", "calendar is required.");
  }
  const dates =
    typeof date === "string"
      ? allDay(date)
      : { start: timeOf(world, start), end: timeOf(world, end) };
  return insertEvent(world, calendar, { ...fields, ...dates }, STAFF);
}

/** `{ calendar, id }`; without `calendar` the event is looked for in every calendar. */
export function deleteByHand(world: World, body: Record<string, unknown>): Response {
  const { calendar, id } = body;
  if (typeof id !== "string") return googleError(400, "required", "id is required.");
  const places = typeof calendar === "string" ? [calendar] : knownCalendars(world);
  for (const place of places) {
    const answer = deleteEvent(world, place, id, null);
    if (answer.status !== 404) return answer;
  }
  return googleError(404, "notFound", "Not Found");
}

function allDay(date: string): { start: object; end: object } {
  const next = new Date(`${date}T00:00:00Z`);
  const end = Number.isNaN(next.getTime())
    ? date
    : new Date(next.getTime() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  return { start: { date }, end: { date: end } };
}

function timeOf(world: World, given: unknown): unknown {
  if (typeof given !== "string") return given;
  if (!given.includes("T")) return { date: given };
  const dateTime = /T\d{2}:\d{2}$/.test(given) ? `${given}:00` : given;
  return { dateTime, timeZone: world.settings.calendarTimeZone };
}
