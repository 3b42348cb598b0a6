/** How far an object's clock may be from the world's. */
export const CLOCK_SKEW_MS = 130_000;
/** An alarm that fires ahead of its object's clock pauses this long at most. */
export const ALARM_PAUSE_MS = 5 * 60_000;
/** What the product counts on: a call without an answer lands within this, or hardly ever. */
export const LANDS_WITHIN_MS = 110_000;
/**
 * Beyond its budget a paid reservation may wait for a lost alarm's cron, a crash, a late answer: three
 * crons in a row that were missed or whose calls were lost are as many as 30,000 runs have seen.
 */
export const DECISION_SLACK_MS = 65 * 60_000;
/** Written down a second time: what must lie between two claims of a room. */
export const BUFFER_MS = 15 * 60_000;
