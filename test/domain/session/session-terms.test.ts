import { describe, expect, it } from "vitest";
import { completionTimes } from "../../../src/domain/session/session-terms.ts";
import { sessionAt } from "../../../src/domain/session/session-times.ts";
import { DAY_MS, HOUR_MS, VANCOUVER } from "../venue.ts";
import { ROME, sessionRules } from "./session-venue.ts";

const rules = {
  timeZone: VANCOUVER,
  completionCheck: "10:00",
  autoCompleteMs: 7 * DAY_MS,
  reportMs: 14 * DAY_MS,
};

function session(date: string, time: string, timeZone: string, durationMs = 2 * HOUR_MS) {
  const found = sessionAt(sessionRules({ timeZone, durationMs }), date, time);
  if (found === undefined) throw new Error(`no ${time} on ${date}`);
  return found;
}

const iso = (instant: number) => new Date(instant).toISOString();

describe("when a session is settled", () => {
  it("the supplier is asked at ten the morning after, on the clock of the experience", () => {
    const times = completionTimes(rules, session("2026-12-12", "10:00", VANCOUVER));
    expect(iso(times.completionCheckAt)).toBe("2026-12-13T17:00:00.000Z");
    expect(iso(times.autoCompleteAt)).toBe("2026-12-19T19:00:00.000Z");
    expect(times.reportUntil).toBe(times.completionCheckAt + 14 * DAY_MS);
    const rome = completionTimes(
      { ...rules, timeZone: ROME },
      session("2026-12-12", "10:00", ROME),
    );
    expect(iso(rome.completionCheckAt)).toBe("2026-12-13T09:00:00.000Z");
  });

  it("at ten also when the clocks were changed that night", () => {
    const autumn = session("2026-10-24", "10:00", ROME);
    const spring = session("2027-03-27", "10:00", ROME);
    const inRome = { ...rules, timeZone: ROME };
    expect(iso(completionTimes(inRome, autumn).completionCheckAt)).toBe("2026-10-25T09:00:00.000Z");
    expect(iso(completionTimes(inRome, spring).completionCheckAt)).toBe("2027-03-28T08:00:00.000Z");
  });

  it("never before it is over, however long it lasts", () => {
    const long = session("2026-12-12", "22:00", VANCOUVER, 14 * HOUR_MS);
    expect(completionTimes(rules, long).completionCheckAt).toBe(long.endsAt);
  });

  it("at its end, when that morning has no such time", () => {
    const night = session("2027-03-27", "22:00", ROME);
    const check = { ...rules, timeZone: ROME, completionCheck: "02:30" };
    expect(completionTimes(check, night).completionCheckAt).toBe(night.endsAt);
  });

  it("after a length of time, where one is configured", () => {
    const found = session("2026-12-12", "10:00", VANCOUVER);
    const times = completionTimes({ ...rules, completionCheck: "PT2H" }, found);
    expect(times.completionCheckAt).toBe(found.endsAt + 2 * HOUR_MS);
  });
});
