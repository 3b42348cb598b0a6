import type { World } from "../world.ts";
import { eventKey, events } from "./calendars.ts";
import { googleError, invalidValue, notFound } from "./errors.ts";
import {
  type EventRecord,
  etagOf,
  isEventId,
  readEventBody,
  shownEvent,
} from "./event-resource.ts";
import { findEvent } from "./instances.ts";
import { changeEvent, writeEvent } from "./write-event.ts";

/** https://developers.google.com/workspace/calendar/api/v3/reference/events/insert */
export function insertEvent(
  world: World,
  calendar: string,
  body: Record<string, unknown>,
  creator: string,
): Response {
  const id = body.id ?? newEventId(world);
  if (!isEventId(id)) return invalidValue("id", "Invalid resource id value.");
  const written = readEventBody(world, body);
  if (written instanceof Response) return written;
  // A deleted event keeps its id for ever.
  if (events(world).get(eventKey(calendar, id)) !== undefined) {
    return googleError(409, "duplicate", "The requested identifier already exists.");
  }
  const record = writeEvent(world, {
    ...written,
    calendar,
    id,
    createdAt: world.now(),
    updatedAt: world.now(),
    changes: 0,
    creator,
  });
  return Response.json(shownEvent(world, record), { headers: { etag: etagOf(record) } });
}

/** https://developers.google.com/workspace/calendar/api/v3/reference/events/get */
export function getEvent(world: World, calendar: string, id: string): Response {
  const record = findEvent(world, calendar, id);
  if (record === undefined) return notFound();
  return Response.json(shownEvent(world, record), { headers: { etag: etagOf(record) } });
}

/** https://developers.google.com/workspace/calendar/api/v3/reference/events/delete */
export function deleteEvent(
  world: World,
  calendar: string,
  id: string,
  ifMatch: string | null,
): Response {
  const record = findEvent(world, calendar, id);
  if (record === undefined) return notFound();
  if (record.status === "cancelled") {
    return googleError(410, "deleted", "Resource has been deleted");
  }
  if (ifMatch !== null && ifMatch !== "*" && ifMatch !== etagOf(record)) return conditionNotMet();
  changeEvent(world, record, { status: "cancelled" });
  return new Response(null, { status: 204 });
}

/**
 * Merges the given fields; arrays are replaced, `null` removes.
 * https://developers.google.com/workspace/calendar/api/v3/reference/events/patch
 */
export function patchEvent(
  world: World,
  calendar: string,
  id: string,
  body: Record<string, unknown>,
  ifMatch: string | null,
): Response {
  const record = findEvent(world, calendar, id);
  if (record === undefined) return notFound();
  if (ifMatch !== null && ifMatch !== "*" && ifMatch !== etagOf(record)) return conditionNotMet();
  const merged = mergeFields(record as unknown as Record<string, unknown>, body);
  const written = readEventBody(world, merged);
  if (written instanceof Response) return written;
  const { calendar: owner, createdAt, updatedAt, changes, creator } = record;
  const instance: Partial<EventRecord> =
    record.recurringEventId === undefined
      ? {}
      : {
          recurringEventId: record.recurringEventId,
          ...(record.originalStartTime === undefined
            ? {}
            : { originalStartTime: record.originalStartTime }),
        };
  const kept = { calendar: owner, id, createdAt, updatedAt, changes, creator };
  const changed = changeEvent(world, { ...kept, ...instance, ...written }, {});
  return Response.json(shownEvent(world, changed), { headers: { etag: etagOf(changed) } });
}

function mergeFields(
  base: Record<string, unknown>,
  patch: Record<string, unknown>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(patch)) {
    const before = base[name];
    const time = name === "start" || name === "end";
    if (value === null) delete merged[name];
    else if (isFields(value) && isFields(before) && !time)
      merged[name] = mergeFields(before, value);
    else merged[name] = value;
  }
  return merged;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function conditionNotMet(): Response {
  return googleError(412, "conditionNotMet", "Precondition Failed", {
    location: "If-Match",
    locationType: "header",
  });
}

function newEventId(world: World): string {
  const alphabet = "abcdefghijklmnopqrstuv0123456789";
  const letters = Array.from({ length: 26 }, () =>
    alphabet.charAt(Math.floor(world.random() * alphabet.length)),
  );
  return letters.join("");
}
