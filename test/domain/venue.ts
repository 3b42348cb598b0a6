import { instantOf } from "../../src/domain/local-time.ts";
import type { RoomRules } from "../../src/domain/room/room-rules.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const VANCOUVER = "America/Vancouver";

/** A room of a Vancouver venue, Monday to Friday, 8 to 17. */
export function roomRules(overrides: Partial<RoomRules> = {}): RoomRules {
  const hours = { opens: "08:00", closes: "17:00" };
  return {
    timeZone: VANCOUVER,
    weeklyHours: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours },
    closures: { "2026-12-25": "Christmas Day" },
    gridMs: 15 * MINUTE_MS,
    bufferMs: 15 * MINUTE_MS,
    minimumMs: HOUR_MS,
    noticeMs: 24 * HOUR_MS,
    horizonMs: 60 * DAY_MS,
    daysMax: 10,
    capacity: 12,
    ...overrides,
  };
}

/** Open all week and all day but for the last quarter of an hour, so that clock changes matter. */
export function sleeplessRules(overrides: Partial<RoomRules> = {}): RoomRules {
  const hours = { opens: "00:00", closes: "23:45" };
  const weeklyHours = { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: hours, 7: hours };
  return roomRules({ weeklyHours, closures: {}, ...overrides });
}

/** The instant of a wall time that is known to exist. */
export function at(date: string, time: string, timeZone = VANCOUVER): number {
  const instant = instantOf(date, time, timeZone);
  if (instant === undefined) throw new Error(`${date} ${time} does not exist in ${timeZone}`);
  return instant;
}
