import type { RequestHours, SessionRules } from "../../../src/domain/session/session-rules.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, VANCOUVER } from "../venue.ts";

export const ROME = "Europe/Rome";

export const requestHours: RequestHours = { opens: "09:00", closes: "20:00" };

/** A workshop of two hours in Vancouver, on Wednesday evenings and twice on Saturdays. */
export function sessionRules(overrides: Partial<SessionRules> = {}): SessionRules {
  return {
    timeZone: VANCOUVER,
    weeklyTimes: { 3: ["18:00"], 6: ["10:00", "14:00"] },
    closures: { "2026-12-26": "Boxing Day" },
    durationMs: 2 * HOUR_MS,
    gridMs: 15 * MINUTE_MS,
    participants: { minimum: 2, maximum: 8 },
    noticeMs: 2 * HOUR_MS,
    horizonMs: 90 * DAY_MS,
    instant: true,
    request: requestHours,
    ...overrides,
  };
}
