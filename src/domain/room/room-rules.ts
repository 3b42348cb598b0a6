import type { LocalDate, WallTime, Weekday } from "../local-time.ts";
import { isWallTime, minutesOf } from "../local-time.ts";

/** When a day begins and ends. */
export interface OpeningHours {
  opens: WallTime;
  closes: WallTime;
}

/** What the venue allows in one room. Lengths are exact milliseconds. */
export interface RoomRules {
  timeZone: string;
  /** A weekday that is missing is closed. */
  weeklyHours: Partial<Record<Weekday, OpeningHours>>;
  /** Date to the reason that a guest reads: "Christmas Day". */
  closures: Record<LocalDate, string>;
  /** Bookings start and end on this grid, counted from midnight on the wall. */
  gridMs: number;
  /** Kept empty before and after every booking. */
  bufferMs: number;
  /** The shortest booking on one day. */
  minimumMs: number;
  /** Every day's start lies within `[now + noticeMs, now + horizonMs]`. */
  noticeMs: number;
  horizonMs: number;
  daysMax: number;
  capacity: number;
}

/** Why nothing can be booked on a date, whatever is taken: a code and words for a guest. */
export type DayRefusal = { code: "closed-day" | "holiday"; message: string };

const MINUTE_MS = 60_000;

const WEEKDAY_NAMES = [
  "Mondays",
  "Tuesdays",
  "Wednesdays",
  "Thursdays",
  "Fridays",
  "Saturdays",
  "Sundays",
];

/** The opening hours of a weekday, or `undefined` when the venue is closed on it. */
export function hoursOn(rules: RoomRules, weekday: Weekday): OpeningHours | undefined {
  return rules.weeklyHours[weekday];
}

/** The closure of a date: a named holiday before the weekly closing day. */
export function closureOn(
  rules: RoomRules,
  date: LocalDate,
  weekday: Weekday,
): DayRefusal | undefined {
  const reason = Object.hasOwn(rules.closures, date) ? rules.closures[date] : undefined;
  if (reason !== undefined) return { code: "holiday", message: `Closed: ${reason}` };
  if (hoursOn(rules, weekday)) return undefined;
  return { code: "closed-day", message: `Closed on ${WEEKDAY_NAMES[weekday - 1]}` };
}

/** True for a wall time on the room's grid. */
export function isOnGrid(rules: RoomRules, time: string): boolean {
  return isWallTime(time) && (minutesOf(time) * MINUTE_MS) % rules.gridMs === 0;
}
