import type { World } from "../world.ts";
import { eventKey, events } from "./calendars.ts";
import { notifyChannels } from "./channels.ts";
import type { EventRecord } from "./event-resource.ts";

/** Stores a new state of an event and tells the calendar's push channels. */
export function writeEvent(world: World, record: EventRecord): EventRecord {
  events(world).put(eventKey(record.calendar, record.id), record, record.calendar);
  notifyChannels(world, record.calendar);
  return record;
}

export function changeEvent(
  world: World,
  record: EventRecord,
  changes: Partial<EventRecord>,
): EventRecord {
  return writeEvent(world, {
    ...record,
    ...changes,
    updatedAt: world.now(),
    changes: record.changes + 1,
  });
}
