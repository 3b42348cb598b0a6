import type { Interval } from "../intervals.ts";
import type { LocalDate, WallTime } from "../local-time.ts";
import { datesBetween, instantOf, localDateOf, weekdayOf } from "../local-time.ts";
import type { SessionRules } from "./session-rules.ts";
import { closureReason, isOnSessionGrid } from "./session-rules.ts";

/** Nobody opens a session later than that, and strangers need none that is longer ago. */
export const SESSIONS_AROUND_MS = 366 * 24 * 60 * 60_000;

/** One session in time: `date` and `time` on the wall, instants in UTC epoch milliseconds. */
export interface SessionTimes extends Interval {
  date: LocalDate;
  time: WallTime;
}

/** The times at which sessions begin on a date by schedule, earliest first; none when closed. */
export function scheduledTimes(rules: SessionRules, date: LocalDate): WallTime[] {
  if (closureReason(rules, date) !== undefined) return [];
  return rules.weeklyTimes[weekdayOf(date)] ?? [];
}

/** True when there is a session at that date and time by schedule, without anyone's doing. */
export function isScheduled(rules: SessionRules, date: LocalDate, time: WallTime): boolean {
  return scheduledTimes(rules, date).includes(time) && sessionAt(rules, date, time) !== undefined;
}

/**
 * The session that begins when a clock on the wall shows `time` on `date`: the first of the two when
 * it shows it twice, `undefined` when it never does (clocks put forward). A session is as long as
 * its experience, whatever the clocks do meanwhile.
 * Throws a RangeError for what is not a date or a wall time: check those first.
 */
export function sessionAt(
  rules: SessionRules,
  date: LocalDate,
  time: WallTime,
): SessionTimes | undefined {
  const startsAt = instantOf(date, time, rules.timeZone);
  if (startsAt === undefined) return undefined;
  return { date, time, startsAt, endsAt: startsAt + rules.durationMs };
}

/**
 * True when there may be a session at that date and time, or may have been one: on the grid, within a
 * year of `now`. What is not cannot be meant by anybody.
 */
export function couldBeSession(
  rules: SessionRules,
  { date, time }: { date: LocalDate; time: WallTime },
  now: number,
): boolean {
  const session = isOnSessionGrid(rules, time) ? sessionAt(rules, date, time) : undefined;
  return session !== undefined && Math.abs(session.startsAt - now) <= SESSIONS_AROUND_MS;
}

/** True when guests may book a session at `now`: it begins within the booking window. */
export function isBookableAt(rules: SessionRules, startsAt: number, now: number): boolean {
  return startsAt >= now + rules.noticeMs && startsAt <= now + rules.horizonMs;
}

/**
 * Every scheduled session from `from` to `to` (dates, both included) that guests may book at `now`,
 * earliest first. Dates outside the booking window cost nothing, however many are asked for.
 */
export function scheduledSessions(
  rules: SessionRules,
  from: LocalDate,
  to: LocalDate,
  now: number,
): SessionTimes[] {
  if (!rules.instant) return [];
  const first = localDateOf(now + rules.noticeMs, rules.timeZone);
  const last = localDateOf(now + rules.horizonMs, rules.timeZone);
  return datesBetween(from > first ? from : first, to < last ? to : last)
    .flatMap((date) => scheduledTimes(rules, date).map((time) => sessionAt(rules, date, time)))
    .filter((session) => session !== undefined)
    .filter(({ startsAt }) => isBookableAt(rules, startsAt, now))
    .sort((a, b) => a.startsAt - b.startsAt);
}
