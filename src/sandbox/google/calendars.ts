import type { Collection } from "../documents.ts";
import type { World } from "../world.ts";
import type { EventRecord } from "./event-resource.ts";

/** Owned by their calendar; keyed by calendar and id, because ids are unique per calendar only. */
export const events = (world: World): Collection<EventRecord> =>
  world.documents.collection("google.event");

export function eventKey(calendar: string, id: string): string {
  return `${calendar}\n${id}`;
}

interface CalendarRecord {
  id: string;
  /** False: taken away by a control call, even when the settings say that every id exists. */
  exists: boolean;
  /** Sync tokens issued before this number no longer count. */
  syncGeneration: number;
}

const calendars = (world: World) => world.documents.collection<CalendarRecord>("google.calendar");

export function calendarExists(world: World, id: string): boolean {
  const known = calendars(world).get(id);
  if (known !== undefined) return known.exists;
  const { calendars: listed } = world.settings;
  return listed === "*" || listed.includes(id);
}

export function setCalendarExists(world: World, id: string, exists: boolean): void {
  calendars(world).put(id, { id, exists, syncGeneration: syncGeneration(world, id) });
}

export function syncGeneration(world: World, id: string): number {
  return calendars(world).get(id)?.syncGeneration ?? 0;
}

/** From now on every sync token of the calendar answers 410 `fullSyncRequired`. */
export function invalidateSyncTokens(world: World, id: string): void {
  const exists = calendarExists(world, id);
  calendars(world).put(id, { id, exists, syncGeneration: syncGeneration(world, id) + 1 });
}

/** Every calendar that anything has been written to or said about. */
export function knownCalendars(world: World): string[] {
  const listed = world.settings.calendars === "*" ? [] : world.settings.calendars;
  const written = events(world)
    .list()
    .map((event) => event.calendar);
  const said = calendars(world)
    .list()
    .map((calendar) => calendar.id);
  return [...new Set([...listed, ...written, ...said])].sort();
}
