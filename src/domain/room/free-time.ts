import type { Interval } from "../intervals.ts";
import { subtract, widen } from "../intervals.ts";
import type { LocalDate, WallTime } from "../local-time.ts";
import {
  dayInterval,
  formatLength,
  gridTimes,
  instantOf,
  instantsOf,
  weekdayOf,
} from "../local-time.ts";
import type { RoomRules } from "./room-rules.ts";
import { closureOn, hoursOn, isOnGrid } from "./room-rules.ts";

/** Two months, as a guest's page shows them: no request can make an object work for long. */
export const AVAILABILITY_DAYS_MAX = 62;

/** A stretch of a day in which a booking may lie, in wall times on the grid. */
export interface FreeWindow {
  start: WallTime;
  end: WallTime;
}

/** What can still be booked on one date. */
export interface DayAvailability {
  date: LocalDate;
  /** False when nothing could be booked whatever is taken: closed, too soon or too late. */
  open: boolean;
  /** Why there is no free time, in words for a guest. */
  reason?: string;
  free: FreeWindow[];
  /** Only on the last day of the booking window: a booking may not start later than this. */
  latestStart?: WallTime;
}

/** A wall time on the grid that exists on the date, with its instant. Instants increase. */
interface GridPoint {
  time: WallTime;
  at: number;
}

/** The wall times on the grid that exist on the date within opening hours; both ends included. */
function gridPoints(rules: RoomRules, date: LocalDate): GridPoint[] {
  const hours = hoursOn(rules, weekdayOf(date));
  if (!hours) return [];
  const times = gridTimes(rules.gridMs).filter(
    (time) => hours.opens <= time && time <= hours.closes,
  );
  return instantsOf(date, times, rules.timeZone);
}

/** The largest window of grid points inside a free interval, when it is long enough. */
function windowIn(
  points: GridPoint[],
  interval: Interval,
  minimumMs: number,
): FreeWindow | undefined {
  const first = points.find(({ at }) => at >= interval.startsAt);
  const last = points.findLast(({ at }) => at <= interval.endsAt);
  if (!first || !last || last.at - first.at < Math.max(minimumMs, 1)) return undefined;
  return { start: first.time, end: last.time };
}

/** Why the booking window leaves nothing of the date, if so. */
function windowRefusal(rules: RoomRules, points: GridPoint[], now: number): string | undefined {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return "Closed";
  if (last.at - rules.minimumMs < now + rules.noticeMs) {
    return `Too soon: book at least ${formatLength(rules.noticeMs)} ahead`;
  }
  if (first.at > now + rules.horizonMs) {
    return `Too far ahead: book at most ${formatLength(rules.horizonMs)} ahead`;
  }
  return undefined;
}

/**
 * The free time of one date at `now` (UTC epoch ms).
 *
 * `busy` is every claim and calendar event that touches the date or its buffer, unbuffered; the
 * buffer is applied here, on both sides. Opening hours, closures, the booking window, the grid and
 * the minimum are applied; windows shorter than the minimum are not listed. A slot is accepted
 * exactly when `slotFits` says that it lies in what is listed here.
 */
export function freeTime(
  rules: RoomRules,
  date: LocalDate,
  busy: readonly Interval[],
  now: number,
): DayAvailability {
  const closure = closureOn(rules, date, weekdayOf(date));
  if (closure) return { date, open: false, reason: closure.message, free: [] };
  const points = gridPoints(rules, date);
  const refusal = windowRefusal(rules, points, now);
  if (refusal) return { date, open: false, reason: refusal, free: [] };

  const latestStartsAt = now + rules.horizonMs;
  const day = dayInterval(date, rules.timeZone);
  const bookable = { startsAt: Math.max(day.startsAt, now + rules.noticeMs), endsAt: day.endsAt };
  const buffered = busy.map((taken) => widen(taken, rules.bufferMs));
  const starts = new Map(points.map(({ time, at }) => [time, at]));
  const free = subtract(bookable, buffered)
    .map((interval) => windowIn(points, interval, rules.minimumMs))
    .filter((window) => window !== undefined)
    .filter(({ start }) => (starts.get(start) ?? Infinity) <= latestStartsAt);

  const latest = points.findLast(({ at }) => at <= latestStartsAt);
  const isLastDay = latest !== undefined && latest !== points.at(-1);
  return {
    date,
    open: true,
    ...(free.length === 0 && { reason: "Fully booked" }),
    free,
    ...(isLastDay && { latestStart: latest.time }),
  };
}

/**
 * Decides by the same list that guests see: `[start, end)` fits when both wall times exist on the
 * date and lie on the grid, it is at least the minimum long, inside one listed window, and starts
 * within the booking window.
 */
export function slotFits(
  rules: RoomRules,
  day: DayAvailability,
  start: WallTime,
  end: WallTime,
): boolean {
  if (!isOnGrid(rules, start) || !isOnGrid(rules, end)) return false;
  if (day.latestStart !== undefined && start > day.latestStart) return false;
  if (!day.free.some((window) => window.start <= start && end <= window.end)) return false;
  const startsAt = instantOf(day.date, start, rules.timeZone);
  const endsAt = instantOf(day.date, end, rules.timeZone);
  if (startsAt === undefined || endsAt === undefined) return false;
  return endsAt > startsAt && endsAt - startsAt >= rules.minimumMs;
}
