import type { LocalDate, WallTime, Weekday } from "../local-time.ts";
import { minutesOf } from "../local-time.ts";

/** When and how an experience can be booked. Lengths are exact milliseconds. */
export interface SessionRules {
  timeZone: string;
  /** The times at which sessions begin, by weekday (Monday is 1); a missing one has none. */
  weeklyTimes: Partial<Record<Weekday, WallTime[]>>;
  /** Date to the reason that a guest reads: there are no sessions on these. */
  closures: Record<LocalDate, string>;
  durationMs: number;
  /** Every session begins on it, whoever opens it; counted from midnight on the wall. */
  gridMs: number;
  /** Participants of one reservation: from `minimum` to `maximum`. A new session has `maximum` spots. */
  participants: { minimum: number; maximum: number };
  /** A session's start lies within `[now + noticeMs, now + horizonMs]`. */
  noticeMs: number;
  horizonMs: number;
  /** There are sessions by schedule. Others are opened by staff, or by a request that is accepted. */
  instant: boolean;
  /** Guests may ask for another date and time. */
  request: RequestHours | undefined;
}

/**
 * When a guest may ask for a session: it begins on the rules' grid, not before `opens`, and is over by
 * `closes`.
 */
export interface RequestHours {
  opens: WallTime;
  closes: WallTime;
}

const MINUTE_MS = 60_000;

/** The reason why an experience does not take place on a date, in words for a guest. */
export function closureReason(rules: SessionRules, date: LocalDate): string | undefined {
  return Object.hasOwn(rules.closures, date) ? rules.closures[date] : undefined;
}

/** True for a wall time at which a session may begin. */
export function isOnSessionGrid({ gridMs }: Pick<SessionRules, "gridMs">, time: WallTime): boolean {
  return (minutesOf(time) * MINUTE_MS) % gridMs === 0;
}

/** True when a session that begins at a wall time lies within the hours of requests. */
export function isWithinRequestHours(
  { opens, closes }: RequestHours,
  time: WallTime,
  durationMs: number,
): boolean {
  return time >= opens && minutesOf(time) + durationMs / MINUTE_MS <= minutesOf(closes);
}
