export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** Few days and times, so that guests get in one another's way. */
export const DATES = ["2026-11-30", "2026-12-01", "2026-12-02"] as const;
