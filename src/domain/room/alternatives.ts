import type { LocalDate, WallTime } from "../local-time.ts";
import {
  addDays,
  gridTimes,
  isLocalDate,
  isWallTime,
  minutesOf,
  wallTimeAt,
} from "../local-time.ts";
import type { DayAvailability } from "./free-time.ts";
import { slotFits } from "./free-time.ts";
import type { RoomRules } from "./room-rules.ts";
import type { SlotRequest } from "./slot.ts";

/** Another slot that is free, of the same length and for as many days. */
export interface Alternative {
  dates: LocalDate[];
  start: WallTime;
  end: WallTime;
}

/** Two weeks each way: further away is no longer "nearby", and each day looked at is a query. */
const SHIFT_DAYS_MAX = 14;

/**
 * Up to `limit` free slots near a request whose days are taken: the same dates at other times
 * (nearest first, none overlapping another), then other dates at the same time (all dates moved
 * together, nearest first). The last place is kept for other dates when there are any.
 * `dayAvailability` is asked at most once a date.
 */
export function alternatives(
  rules: RoomRules,
  request: SlotRequest,
  dayAvailability: (date: LocalDate) => DayAvailability,
  limit = 3,
): Alternative[] {
  const { dates, start, end } = request;
  if (dates.length === 0 || !dates.every(isLocalDate)) return [];
  if (!isWallTime(start) || !isWallTime(end) || end <= start) return [];
  const known = new Map<LocalDate, DayAvailability>();
  const fits = (wanted: Alternative) =>
    wanted.dates.every((date) => {
      const day = known.get(date) ?? dayAvailability(date);
      known.set(date, day);
      return slotFits(rules, day, wanted.start, wanted.end);
    });

  const times = otherTimes(rules, request, fits, limit);
  const timesKept = Math.max(1, limit - 1);
  const missing = limit - Math.min(times.length, timesKept);
  const days = otherDates(request, fits, missing);
  return [...times.slice(0, limit - days.length), ...days].slice(0, limit);
}

function otherTimes(
  rules: RoomRules,
  { dates, start, end }: SlotRequest,
  fits: (wanted: Alternative) => boolean,
  limit: number,
): Alternative[] {
  const wantedStart = minutesOf(start);
  const lengthMinutes = minutesOf(end) - wantedStart;
  const found: Alternative[] = [];
  const nearestFirst = gridTimes(rules.gridMs).sort(
    (a, b) => Math.abs(minutesOf(a) - wantedStart) - Math.abs(minutesOf(b) - wantedStart),
  );
  for (const time of nearestFirst) {
    if (found.length === limit) break;
    const until = wallTimeAt(minutesOf(time) + lengthMinutes);
    if (time === start || until === undefined) continue;
    if (found.some((other) => time < other.end && other.start < until)) continue;
    const wanted = { dates: [...dates].sort(), start: time, end: until };
    if (fits(wanted)) found.push(wanted);
  }
  return found;
}

function otherDates(
  { dates, start, end }: SlotRequest,
  fits: (wanted: Alternative) => boolean,
  limit: number,
): Alternative[] {
  const found: Alternative[] = [];
  for (let days = 1; days <= SHIFT_DAYS_MAX; days += 1) {
    for (const shift of [days, -days]) {
      if (found.length >= limit) return found;
      const wanted = { dates: dates.map((date) => addDays(date, shift)).sort(), start, end };
      if (fits(wanted)) found.push(wanted);
    }
  }
  return found;
}
