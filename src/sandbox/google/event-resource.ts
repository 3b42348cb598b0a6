import type { World } from "../world.ts";
import { badRequest, googleError, invalidValue } from "./errors.ts";
import { type EventTime, instantOfEventTime, readEventTime } from "./event-time.ts";
import { readRecurrence } from "./recurrence.ts";

/** A stored event: the writable fields of Google's resource, and what the sandbox keeps with it. */
export interface EventRecord {
  calendar: string;
  id: string;
  status: "confirmed" | "tentative" | "cancelled";
  summary?: string;
  description?: string;
  location?: string;
  colorId?: string;
  visibility?: string;
  transparency?: "opaque" | "transparent";
  start: EventTime;
  end: EventTime;
  recurrence?: string[];
  /** On an instance that was moved or cancelled by itself. */
  recurringEventId?: string;
  originalStartTime?: EventTime;
  extendedProperties?: { private?: Record<string, string>; shared?: Record<string, string> };
  createdAt: number;
  updatedAt: number;
  /** Counts the changes; part of the etag and of `sequence`. */
  changes: number;
  /** Who wrote it: a service account through the API, or staff by hand. */
  creator: string;
}

/** RFC 2938 base32hex, as Google asks. https://developers.google.com/workspace/calendar/api/v3/reference/events/insert */
const EVENT_ID = /^[a-v0-9]{5,1024}$/;

// https://developers.google.com/workspace/calendar/api/guides/extended-properties#limits
const PROPERTY_KEY_MAX = 44;
const PROPERTY_VALUE_MAX = 1024;
const PROPERTIES_MAX = 300;

export function isEventId(id: unknown): id is string {
  return typeof id === "string" && EVENT_ID.test(id);
}

type Written = Pick<
  EventRecord,
  | "summary"
  | "description"
  | "location"
  | "colorId"
  | "visibility"
  | "transparency"
  | "recurrence"
  | "extendedProperties"
> & { start: EventTime; end: EventTime; status: EventRecord["status"] };

/** Reads the body of insert (or the merged body of patch) as strictly as Google does. */
export function readEventBody(world: World, body: Record<string, unknown>): Written | Response {
  const zone = world.settings.calendarTimeZone;
  if (Array.isArray(body.attendees) && body.attendees.length > 0) {
    return googleError(
      403,
      "forbiddenForServiceAccounts",
      "Service accounts cannot invite attendees without Domain-Wide Delegation of Authority.",
      { domain: "calendar" },
    );
  }
  const start = readEventTime(body.start, "start", zone);
  if ("problem" in start) return googleError(400, start.reason, start.problem);
  const end = readEventTime(body.end, "end", zone);
  if ("problem" in end) return googleError(400, end.reason, end.problem);
  if ((start.date === undefined) !== (end.date === undefined)) {
    return badRequest(
      "Start and end times must either both be date or both be dateTime.",
      "invalid",
    );
  }
  const startsAt = instantOfEventTime(start, zone);
  const endsAt = instantOfEventTime(end, zone);
  // A timed event may have no length; an all-day event's end date is exclusive.
  if (endsAt < startsAt || (start.date !== undefined && endsAt === startsAt)) {
    return googleError(400, "timeRangeEmpty", "The specified time range is empty.", {
      domain: "calendar",
    });
  }
  const written: Written = { start, end, status: "confirmed" };
  const choice = readChoices(body, written) ?? readTexts(body, written);
  if (choice !== undefined) return choice;
  const recurrence = body.recurrence;
  if (recurrence !== undefined && recurrence !== null) {
    if (!isTextList(recurrence) || readRecurrence(recurrence) === undefined) {
      return invalidValue("recurrence", "Invalid recurrence rule.");
    }
    if (start.dateTime !== undefined && !hasTimeZone(body.start)) {
      return googleError(400, "required", "Missing time zone definition for start time.");
    }
    written.recurrence = recurrence;
  }
  const properties = readExtendedProperties(body.extendedProperties);
  if (properties instanceof Response) return properties;
  if (properties !== undefined) written.extendedProperties = properties;
  return written;
}

function readChoices(body: Record<string, unknown>, written: Written): Response | undefined {
  const status = body.status;
  if (status !== undefined) {
    if (status !== "confirmed" && status !== "tentative" && status !== "cancelled") {
      return invalidValue("status", "Invalid value for status.");
    }
    written.status = status;
  }
  const transparency = body.transparency;
  if (transparency === undefined || transparency === null) return undefined;
  if (transparency !== "opaque" && transparency !== "transparent") {
    return invalidValue("transparency", "Invalid value for transparency.");
  }
  written.transparency = transparency;
  return undefined;
}

function readTexts(body: Record<string, unknown>, written: Written): Response | undefined {
  for (const name of ["summary", "description", "location", "colorId", "visibility"] as const) {
    const value = body[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== "string") return invalidValue(name);
    written[name] = value;
  }
  return undefined;
}

function readExtendedProperties(
  given: unknown,
): EventRecord["extendedProperties"] | Response | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given !== "object") return invalidValue("extendedProperties");
  const read: NonNullable<EventRecord["extendedProperties"]> = {};
  let total = 0;
  for (const kind of ["private", "shared"] as const) {
    const properties = (given as Record<string, unknown>)[kind];
    if (typeof properties !== "object" || properties === null) continue;
    const kept: Record<string, string> = {};
    for (const [key, value] of Object.entries(properties)) {
      if (value === null) continue;
      total += 1;
      if (
        typeof value !== "string" ||
        key.length > PROPERTY_KEY_MAX ||
        value.length > PROPERTY_VALUE_MAX ||
        total > PROPERTIES_MAX
      ) {
        return invalidValue(`extendedProperties.${kind}.${key}`, "Invalid extended property.");
      }
      kept[key] = value;
    }
    read[kind] = kept;
  }
  return read;
}

/** The resource as Google shows it; a cancelled event guarantees only its id and status. */
export function shownEvent(world: World, record: EventRecord): object {
  const etag = etagOf(record);
  const instance =
    record.recurringEventId === undefined
      ? {}
      : { recurringEventId: record.recurringEventId, originalStartTime: record.originalStartTime };
  if (record.status === "cancelled") {
    return { kind: "calendar#event", etag, id: record.id, status: "cancelled", ...instance };
  }
  const { calendar, createdAt, updatedAt, changes, creator, ...fields } = record;
  const self = creator === calendar ? { self: true } : {};
  return {
    kind: "calendar#event",
    etag,
    ...fields,
    htmlLink: `${world.settings.publicBase}/sandbox#event-${record.id}`,
    created: new Date(createdAt).toISOString(),
    updated: new Date(updatedAt).toISOString(),
    creator: { email: creator, ...self },
    organizer: { email: calendar, displayName: calendar, self: true },
    iCalUID: `${record.recurringEventId ?? record.id}@google.com`,
    sequence: changes,
    reminders: { useDefault: true },
    eventType: "default",
  };
}

export function etagOf(record: EventRecord): string {
  return `"${record.updatedAt}${String(record.changes).padStart(3, "0")}"`;
}

function hasTimeZone(time: unknown): boolean {
  return typeof time === "object" && time !== null && "timeZone" in time;
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
