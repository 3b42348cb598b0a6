/** First try again after a second: most provider hiccups are shorter than the guest's patience. */
const FIRST_MS = 1_000;
/** Never less often than this while the effect is young: money and messages should not wait. */
const LONGEST_MS = 5 * 60_000;
/** An effect this old needs a person; it is still tried, hourly and for ever. */
export const STUCK_AFTER_MS = 60 * 60_000;
const SLOW_MS = 60 * 60_000;

/** A call whose answer never came may still land this long after it was sent. */
export const LATE_CALL_MS = 2 * 60_000;

/** The same where a call that lands twice moves money twice: there, patience costs nothing. */
export const LATE_MONEY_MS = 10 * 60_000;

/**
 * When a failed attempt is tried again: doubling from one second, at most five minutes, hourly once
 * it is stuck; later if the provider names a time. Milliseconds from now.
 */
export function backoffMs(attempts: number, ageMs: number, retryAfterMs = 0): number {
  const young = Math.min(FIRST_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_MS);
  return Math.max(ageMs >= STUCK_AFTER_MS ? SLOW_MS : young, retryAfterMs);
}
