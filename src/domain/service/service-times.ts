import type { Interval } from "../intervals.ts";
import type { LocalDate, WallTime } from "../local-time.ts";
import {
  dayInterval,
  formatDay,
  formatLength,
  instantOf,
  isLocalDate,
  isWallTime,
  minutesOf,
  weekdayOf,
} from "../local-time.ts";
import type { ServiceRules } from "./service-rules.ts";
import type { TripViolation, TripViolationCode } from "./service-violation.ts";

const MINUTE_MS = 60_000;

/** Of the sentences here, which are English. */
const WORDS_LOCALE = "en-CA";

/**
 * When the vehicle of a trip is away: from the pickup, for as long as the route takes. `undefined`
 * when the clocks skip the time of the pickup. Throws a RangeError for what is not a date or a time.
 */
export function tripInterval(
  { timeZone }: ServiceRules,
  { date, time }: { date: LocalDate; time: WallTime },
  durationMs: number,
): Interval | undefined {
  const startsAt = instantOf(date, time, timeZone);
  return startsAt === undefined ? undefined : { startsAt, endsAt: startsAt + durationMs };
}

/**
 * Every rule that the date and the time of a pickup break at `now` (UTC epoch ms). What has not been
 * chosen yet is `undefined` and breaks none.
 */
export function pickupTimeViolations(
  rules: ServiceRules,
  { date, time }: { date: LocalDate | undefined; time: WallTime | undefined },
  now: number,
): TripViolation[] {
  const clock = clockViolations(rules, time);
  if (date === undefined) return clock;
  if (!isLocalDate(date)) {
    const message = "Write the day as year, month and day of a real date, like 2026-12-12.";
    return [{ field: "date", code: "not-a-date", message }, ...clock];
  }
  const pickup = time !== undefined && isWallTime(time) ? time : undefined;
  return [
    ...closedViolations(rules, date),
    ...windowViolations(rules, date, pickup, now),
    ...clock,
    ...(pickup === undefined ? [] : hoursViolations(rules, date, pickup)),
  ];
}

function clockViolations({ gridMs }: ServiceRules, time: WallTime | undefined): TripViolation[] {
  if (time === undefined) return [];
  if (!isWallTime(time)) {
    const message = "Write the time as hours and minutes from 00:00 to 23:59, like 10:00.";
    return [{ field: "time", code: "not-a-time", message }];
  }
  if ((minutesOf(time) * MINUTE_MS) % gridMs === 0) return [];
  const message = `Times are in steps of ${formatLength(gridMs)}.`;
  return [{ field: "time", code: "off-grid", message }];
}

/** A named closure before the weekday without service. */
function closedViolations(rules: ServiceRules, date: LocalDate): TripViolation[] {
  const reason = Object.hasOwn(rules.closures, date) ? rules.closures[date] : undefined;
  if (reason !== undefined) {
    return [{ field: "date", code: "holiday", message: `Closed: ${reason}.`, date }];
  }
  if (rules.weeklyHours[weekdayOf(date)]) return [];
  const message = `There are no pickups on ${formatDay(date, WORDS_LOCALE)}.`;
  return [{ field: "date", code: "closed-day", message, date }];
}

/** Without a usable time the whole day stands in: it must lie outside the window as a whole. */
function windowViolations(
  rules: ServiceRules,
  date: LocalDate,
  time: WallTime | undefined,
  now: number,
): TripViolation[] {
  const day = dayInterval(date, rules.timeZone);
  const startsAt = time === undefined ? undefined : instantOf(date, time, rules.timeZone);
  const latest = startsAt ?? day.endsAt;
  const violation = (code: TripViolationCode, message: string): TripViolation[] => [
    { field: "date", code, message, date },
  ];
  if (latest < now) {
    return violation("past-date", "This time has passed: choose one to come.");
  }
  if (latest < now + rules.noticeMs) {
    return violation("too-soon", `Book at least ${formatLength(rules.noticeMs)} ahead.`);
  }
  if ((startsAt ?? day.startsAt) > now + rules.horizonMs) {
    return violation("too-late", `Book at most ${formatLength(rules.horizonMs)} ahead.`);
  }
  return [];
}

/** The last pickup may be when the hours close: they say when guests are picked up, not for how long. */
function hoursViolations(rules: ServiceRules, date: LocalDate, time: WallTime): TripViolation[] {
  if (instantOf(date, time, rules.timeZone) === undefined) {
    const message = `The clocks change on ${date}: ${time} does not exist that day.`;
    return [{ field: "time", code: "not-a-time", message, date }];
  }
  const hours = rules.weeklyHours[weekdayOf(date)];
  if (!hours || (time >= hours.opens && time <= hours.closes)) return [];
  const message = `Pickups are from ${hours.opens} to ${hours.closes}.`;
  return [{ field: "time", code: "outside-hours", message, date }];
}
