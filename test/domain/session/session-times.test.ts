import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, localDateOf, wallTimeOf } from "../../../src/domain/local-time.ts";
import {
  isBookableAt,
  isScheduled,
  scheduledSessions,
  scheduledTimes,
  sessionAt,
} from "../../../src/domain/session/session-times.ts";
import { at, DAY_MS, HOUR_MS } from "../venue.ts";
import { ROME, sessionRules } from "./session-venue.ts";

const NOW = at("2026-12-01", "12:00");
/** Europe puts its clocks forward at 02:00 on this Sunday, and back at 03:00 on the other one. */
const SPRING = "2027-03-28";
const AUTUMN = "2027-10-31";

/** The keys of the sessions that are listed. */
function listed(from: string, to: string, rules = sessionRules(), now = NOW): string[] {
  return scheduledSessions(rules, from, to, now).map(({ date, time }) => `${date} ${time}`);
}

describe("the schedule", () => {
  test("is that of the weekday", () => {
    expect(scheduledTimes(sessionRules(), "2026-12-12")).toEqual(["10:00", "14:00"]);
    expect(scheduledTimes(sessionRules(), "2026-12-16")).toEqual(["18:00"]);
    expect(scheduledTimes(sessionRules(), "2026-12-13")).toEqual([]);
  });

  test("leaves out days on which we are closed", () => {
    expect(scheduledTimes(sessionRules(), "2026-12-26")).toEqual([]);
    expect(isScheduled(sessionRules(), "2026-12-26", "10:00")).toBe(false);
  });

  test("knows its own times and no others", () => {
    expect(isScheduled(sessionRules(), "2026-12-12", "10:00")).toBe(true);
    expect(isScheduled(sessionRules(), "2026-12-12", "10:15")).toBe(false);
    expect(isScheduled(sessionRules(), "2026-12-13", "10:00")).toBe(false);
  });

  test("has no session at a time that the clocks skip, on that day only", () => {
    const rules = sessionRules({ timeZone: ROME, weeklyTimes: { 7: ["02:30"] } });
    expect(isScheduled(rules, SPRING, "02:30")).toBe(false);
    expect(isScheduled(rules, addDays(SPRING, 7), "02:30")).toBe(true);
  });
});

describe("a session in time", () => {
  test("begins on the wall and lasts as long as its experience", () => {
    expect(sessionAt(sessionRules(), "2026-12-12", "10:00")).toEqual({
      date: "2026-12-12",
      time: "10:00",
      startsAt: at("2026-12-12", "10:00"),
      endsAt: at("2026-12-12", "10:00") + 2 * HOUR_MS,
    });
  });

  test("does not exist at a time that the clocks skip", () => {
    const rules = sessionRules({ timeZone: ROME });
    expect(sessionAt(rules, SPRING, "02:30")).toBeUndefined();
    expect(sessionAt(rules, SPRING, "01:59")).toBeDefined();
    expect(sessionAt(rules, SPRING, "03:00")).toBeDefined();
  });

  test("is the first of two when the clocks show its time twice", () => {
    const session = sessionAt(sessionRules({ timeZone: ROME }), AUTUMN, "02:30");
    expect(session?.startsAt).toBe(Date.parse("2027-10-31T00:30:00Z"));
  });

  test("lasts two hours of time that passes, also while the clocks change", () => {
    const session = sessionAt(sessionRules({ timeZone: ROME }), SPRING, "01:00");
    expect(wallTimeOf(session?.endsAt ?? 0, ROME)).toBe("04:00");
  });
});

describe("the sessions that guests may book", () => {
  test("are those of the schedule in the range, both ends included, earliest first", () => {
    expect(listed("2026-12-12", "2026-12-19")).toEqual([
      "2026-12-12 10:00",
      "2026-12-12 14:00",
      "2026-12-16 18:00",
      "2026-12-19 10:00",
      "2026-12-19 14:00",
    ]);
    expect(listed("2026-12-12", "2026-12-12")).toHaveLength(2);
    expect(listed("2026-12-13", "2026-12-12")).toEqual([]);
  });

  test("begin within the booking window, to the millisecond", () => {
    const range = ["2026-12-12", "2026-12-12"] as const;
    const [ten, two] = ["2026-12-12 10:00", "2026-12-12 14:00"];
    const earliest = at("2026-12-12", "10:00");
    const soon = earliest - 2 * HOUR_MS;
    expect(listed(...range, sessionRules(), soon)).toEqual([ten, two]);
    expect(listed(...range, sessionRules(), soon + 1)).toEqual([two]);
    const far = earliest - 90 * DAY_MS;
    expect(listed(...range, sessionRules(), far)).toEqual([ten]);
    expect(listed(...range, sessionRules(), far - 1)).toEqual([]);
  });

  test("are none when guests may not book them by themselves", () => {
    expect(listed("2026-12-12", "2026-12-19", sessionRules({ instant: false }))).toEqual([]);
  });

  test("leave out closed days and skipped times", () => {
    expect(listed("2026-12-25", "2026-12-27")).toEqual([]);
    const rules = sessionRules({ timeZone: ROME, weeklyTimes: { 7: ["02:30", "05:00"] } });
    const now = at("2027-03-20", "12:00", ROME);
    expect(listed(SPRING, SPRING, rules, now)).toEqual([`${SPRING} 05:00`]);
  });

  test("are found at once in a range of thousands of years", () => {
    const sessions = listed("0001-01-01", "9999-12-31");
    expect(sessions[0]).toBe("2026-12-02 18:00");
    expect(sessions.length).toBeLessThan(3 * 14);
  });

  test("are exactly the scheduled ones within the window, whatever the range and the clock", () => {
    const rules = sessionRules({
      timeZone: ROME,
      weeklyTimes: { 1: ["00:00"], 3: ["23:45"], 7: ["00:30", "02:30"] },
      horizonMs: 20 * DAY_MS,
    });
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: 0, max: DAY_MS - 1 }),
        fc.integer({ min: -30, max: 30 }),
        fc.integer({ min: 0, max: 40 }),
        (day, ms, offset, length) => {
          const now = at(addDays("2027-03-20", day), "00:00", ROME) + ms;
          const from = addDays(localDateOf(now, ROME), offset);
          const wanted: string[] = [];
          for (let index = 0; index <= length; index += 1) {
            const date = addDays(from, index);
            for (const time of scheduledTimes(rules, date)) {
              const session = sessionAt(rules, date, time);
              if (!session || !isBookableAt(rules, session.startsAt, now)) continue;
              wanted.push(`${date} ${time}`);
            }
          }
          expect(listed(from, addDays(from, length), rules, now)).toEqual(wanted);
        },
      ),
      { numRuns: 60 },
    );
  });
});
