import type { World } from "../world.ts";
import { eventKey, events } from "./calendars.ts";
import type { EventRecord } from "./event-resource.ts";
import { expandRecurrence } from "./recurrence.ts";

const INSTANCE_ID = /^([a-v0-9]+)_(\d{8}(?:T\d{6}Z)?)$/;

/** The instances of a recurring event, those that were moved or cancelled by themselves included. */
export function instancesOf(world: World, master: EventRecord): EventRecord[] {
  const zone = world.settings.calendarTimeZone;
  const { recurrence, ...fields } = master;
  if (recurrence === undefined) return [];
  return expandRecurrence({ ...fields, recurrence }, zone).map(({ key, start, end }) => {
    const id = `${master.id}_${key}`;
    const exception = events(world).get(eventKey(master.calendar, id));
    if (exception !== undefined && master.status !== "cancelled") return exception;
    return { ...fields, id, start, end, recurringEventId: master.id, originalStartTime: start };
  });
}

/** An event by its id; the id of an instance finds it through its recurring event. */
export function findEvent(world: World, calendar: string, id: string): EventRecord | undefined {
  const stored = events(world).get(eventKey(calendar, id));
  if (stored !== undefined) return stored;
  const [, masterId] = INSTANCE_ID.exec(id) ?? [];
  const master =
    masterId === undefined ? undefined : events(world).get(eventKey(calendar, masterId));
  if (master === undefined) return undefined;
  return instancesOf(world, master).find((instance) => instance.id === id);
}
