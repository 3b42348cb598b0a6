import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Interval } from "../../../src/domain/intervals.ts";
import { overlaps, widen } from "../../../src/domain/intervals.ts";
import { addDays, gridTimes, instantOf } from "../../../src/domain/local-time.ts";
import { freeTime, slotFits } from "../../../src/domain/room/free-time.ts";
import type { RoomRules } from "../../../src/domain/room/room-rules.ts";
import { validateSlot } from "../../../src/domain/room/slot.ts";
import { at, DAY_MS, HOUR_MS, MINUTE_MS, roomRules, sleeplessRules, VANCOUVER } from "../venue.ts";

const MONDAY = "2026-12-07";
const NOW = at("2026-12-01", "12:00");

function busy(start: string, end: string, date = MONDAY, timeZone = VANCOUVER): Interval {
  return { startsAt: at(date, start, timeZone), endsAt: at(date, end, timeZone) };
}

function free(rules: RoomRules, date: string, taken: Interval[] = [], now = NOW): string[] {
  return freeTime(rules, date, taken, now).free.map(({ start, end }) => `${start}-${end}`);
}

describe("an open day", () => {
  test("is free from opening to closing", () => {
    expect(freeTime(roomRules(), MONDAY, [], NOW)).toEqual({
      date: MONDAY,
      open: true,
      free: [{ start: "08:00", end: "17:00" }],
    });
  });

  test("loses what is taken and the buffer on both sides of it", () => {
    expect(free(roomRules(), MONDAY, [busy("10:00", "12:00")])).toEqual([
      "08:00-09:45",
      "12:15-17:00",
    ]);
  });

  test("is free again exactly one buffer after a booking, and not a minute earlier", () => {
    const day = freeTime(roomRules(), MONDAY, [busy("10:00", "12:00")], NOW);
    expect(slotFits(roomRules(), day, "12:15", "13:15")).toBe(true);
    expect(slotFits(roomRules(), day, "12:00", "13:15")).toBe(false);
    expect(slotFits(roomRules(), day, "08:45", "09:45")).toBe(true);
    expect(slotFits(roomRules(), day, "08:45", "10:00")).toBe(false);
  });

  test("rounds to the grid around events that are not on it", () => {
    expect(free(roomRules(), MONDAY, [busy("10:07", "11:52")])).toEqual([
      "08:00-09:45",
      "12:15-17:00",
    ]);
  });

  test("lists no window that is shorter than the minimum", () => {
    const taken = [busy("09:00", "10:00"), busy("11:15", "17:00")];
    expect(free(roomRules({ minimumMs: 45 * MINUTE_MS }), MONDAY, taken)).toEqual([
      "08:00-08:45",
      "10:15-11:00",
    ]);
    expect(free(roomRules(), MONDAY, taken)).toEqual([]);
  });

  test("says that it is fully booked when nothing is left", () => {
    const day = freeTime(roomRules(), MONDAY, [busy("08:00", "17:00")], NOW);
    expect(day).toEqual({ date: MONDAY, open: true, reason: "Fully booked", free: [] });
  });

  test("is blocked by an event that lasts for days", () => {
    const week = { startsAt: at("2026-12-04", "00:00"), endsAt: at("2026-12-09", "00:00") };
    expect(free(roomRules(), MONDAY, [week])).toEqual([]);
    expect(free(roomRules(), "2026-12-09", [week])).toEqual(["08:00-17:00"]);
  });

  test("takes events in any order, overlapping or one inside the other", () => {
    const taken = [busy("13:00", "14:00"), busy("09:00", "12:00"), busy("10:00", "11:00")];
    const expected = ["14:15-17:00"];
    expect(free(roomRules(), MONDAY, taken)).toEqual(expected);
    expect(free(roomRules(), MONDAY, taken.toReversed())).toEqual(expected);
  });
});

describe("a closed day", () => {
  test.each([
    ["2026-12-05", "Closed on Saturdays"],
    ["2026-12-06", "Closed on Sundays"],
    ["2026-12-25", "Closed: Christmas Day"],
  ])("%s: %s", (date, reason) => {
    expect(freeTime(roomRules(), date, [], NOW)).toEqual({ date, open: false, reason, free: [] });
  });

  test("names the holiday rather than the weekend on which it falls", () => {
    const rules = roomRules({
      closures: { "2027-12-25": "Christmas Day", "2027-12-27": "Christmas Day (substitute day)" },
    });
    const now = at("2027-12-01", "12:00");
    expect(freeTime(rules, "2027-12-25", [], now).reason).toBe("Closed: Christmas Day");
    expect(freeTime(rules, "2027-12-27", [], now).reason).toBe(
      "Closed: Christmas Day (substitute day)",
    );
    expect(freeTime(rules, "2027-12-28", [], now).open).toBe(true);
  });
});

describe("the booking window", () => {
  test("begins exactly at the notice", () => {
    const now = at("2026-12-06", "10:00");
    expect(free(roomRules(), MONDAY, [], now)).toEqual(["10:00-17:00"]);
    expect(free(roomRules(), MONDAY, [], now - 1)).toEqual(["10:00-17:00"]);
    expect(free(roomRules(), MONDAY, [], now + 1)).toEqual(["10:15-17:00"]);
  });

  test("closes a day on which too little is left", () => {
    const day = (now: number) => freeTime(roomRules(), MONDAY, [], now);
    expect(day(at("2026-12-06", "16:00")).free).toEqual([{ start: "16:00", end: "17:00" }]);
    expect(day(at("2026-12-06", "16:00") + 1)).toMatchObject({
      open: false,
      reason: "Too soon: book at least 24 hours ahead",
    });
  });

  test("ends exactly at the horizon: the last day says how late a booking may start", () => {
    const now = at(MONDAY, "10:00") - 60 * DAY_MS;
    const day = freeTime(roomRules(), MONDAY, [], now);
    expect(day).toMatchObject({ open: true, latestStart: "10:00" });
    expect(slotFits(roomRules(), day, "10:00", "17:00")).toBe(true);
    expect(slotFits(roomRules(), day, "10:15", "17:00")).toBe(false);
    const before = freeTime(roomRules(), MONDAY, [], now - 1);
    expect(before.latestStart).toBe("09:45");
    expect(freeTime(roomRules(), "2026-12-04", [], now).latestStart).toBeUndefined();
  });

  test("lists no window that begins after the horizon", () => {
    const now = at(MONDAY, "10:00") - 60 * DAY_MS;
    expect(free(roomRules(), MONDAY, [busy("09:00", "12:00")], now)).toEqual([]);
    expect(free(roomRules(), MONDAY, [busy("11:15", "12:00")], now)).toEqual(["08:00-11:00"]);
  });

  test("refuses days past the horizon", () => {
    expect(freeTime(roomRules(), "2027-03-01", [], NOW)).toMatchObject({
      open: false,
      reason: "Too far ahead: book at most 60 days ahead",
    });
  });
});

describe("days on which the clocks change", () => {
  const rome = sleeplessRules({ timeZone: "Europe/Rome" });
  const GAP = "2027-03-28";
  const TWICE = "2027-10-31";
  const weekBefore = (date: string) => at(addDays(date, -7), "12:00", "Europe/Rome");

  test("a window reaches over the skipped hour, but none starts or ends in it", () => {
    const day = freeTime(rome, GAP, [], weekBefore(GAP));
    expect(day.free).toEqual([{ start: "00:00", end: "23:45" }]);
    expect(slotFits(rome, day, "01:00", "04:00")).toBe(true);
    expect(slotFits(rome, day, "02:30", "04:00")).toBe(false);
    expect(slotFits(rome, day, "01:00", "02:30")).toBe(false);
  });

  test("the minimum is measured in time that passes, not on the wall", () => {
    const day = freeTime(rome, GAP, [], weekBefore(GAP));
    expect(slotFits(rome, day, "01:30", "03:00")).toBe(false);
    expect(slotFits(rome, day, "01:30", "03:30")).toBe(true);
  });

  test("what is taken in the second of two equal hours leaves the first one bookable", () => {
    const secondHalfPastTwo = at(TWICE, "02:30", "Europe/Rome") + HOUR_MS;
    const taken = { startsAt: secondHalfPastTwo, endsAt: secondHalfPastTwo + HOUR_MS };
    const day = freeTime(rome, TWICE, [taken], weekBefore(TWICE));
    expect(day.free).toEqual([
      { start: "00:00", end: "02:45" },
      { start: "03:45", end: "23:45" },
    ]);
  });

  test("what is taken in the first of two equal hours blocks that wall time", () => {
    const taken = busy("02:00", "02:45", TWICE, "Europe/Rome");
    const day = freeTime(rome, TWICE, [taken], weekBefore(TWICE));
    expect(day.free).toEqual([
      { start: "00:00", end: "01:45" },
      { start: "03:00", end: "23:45" },
    ]);
  });

  test("Vancouver's last short day and its days without a change since", () => {
    const rules = sleeplessRules();
    const gap = freeTime(rules, "2025-03-09", [], at("2025-03-01", "12:00"));
    expect(slotFits(rules, gap, "02:30", "04:00")).toBe(false);
    const noGap = freeTime(rules, "2027-03-14", [], at("2027-03-01", "12:00"));
    expect(slotFits(rules, noGap, "02:30", "04:00")).toBe(true);
    const noSecondHour = freeTime(rules, "2026-11-01", [], at("2026-10-20", "12:00"));
    expect(slotFits(rules, noSecondHour, "01:00", "02:00")).toBe(true);
  });
});

describe("a slot", () => {
  const day = freeTime(roomRules(), MONDAY, [], NOW);
  test.each([
    ["24:00", "24:15"],
    ["9:00", "10:00"],
    ["09:00", "10:07"],
    ["09:10", "10:10"],
    ["12:00", "09:00"],
    ["09:00", "09:00"],
    ["09:00", "09:45"],
    ["07:00", "09:00"],
    ["16:00", "17:15"],
    ["", ""],
  ])("from %j to %j does not fit", (start, end) => {
    expect(slotFits(roomRules(), day, start, end)).toBe(false);
  });

  test("from opening to closing fits", () => {
    expect(slotFits(roomRules(), day, "08:00", "17:00")).toBe(true);
  });
});

/** Days around clock changes, month ends, the leap day and holidays, in several zones. */
const places = fc.constantFrom(
  { timeZone: VANCOUVER, date: "2025-03-09" },
  { timeZone: VANCOUVER, date: "2025-11-02" },
  { timeZone: VANCOUVER, date: "2026-11-01" },
  { timeZone: VANCOUVER, date: "2026-12-25" },
  { timeZone: VANCOUVER, date: "2026-12-31" },
  { timeZone: "Europe/Rome", date: "2027-03-28" },
  { timeZone: "Europe/Rome", date: "2027-10-31" },
  { timeZone: "Europe/Rome", date: "2028-02-29" },
  { timeZone: "Australia/Lord_Howe", date: "2027-04-04" },
  { timeZone: "Australia/Lord_Howe", date: "2027-10-03" },
  { timeZone: "Asia/Kolkata", date: "2027-06-30" },
);
const quarters = fc.integer({ min: -8, max: 120 });
const events = fc.array(fc.tuple(quarters, fc.integer({ min: 1, max: 300 })), { maxLength: 5 });

describe("for any day, any rules and any events", () => {
  test("what is listed is accepted, and what is not listed is refused", () => {
    fc.assert(
      fc.property(
        places,
        fc.constantFrom(15, 30, 60).map((minutes) => minutes * MINUTE_MS),
        fc.constantFrom(0, 10, 15, 45).map((minutes) => minutes * MINUTE_MS),
        fc.integer({ min: 1, max: 4 }),
        events,
        // From long before the window to long after it, in odd milliseconds.
        fc.integer({ min: -62 * DAY_MS, max: 2 * DAY_MS }),
        fc.boolean(),
        ({ timeZone, date }, gridMs, bufferMs, minimumSteps, pairs, nowFromDay, isSleepless) => {
          const overrides = { timeZone, gridMs, bufferMs, minimumMs: minimumSteps * gridMs };
          const rules = isSleepless ? sleeplessRules(overrides) : roomRules(overrides);
          const midnight = at(date, "00:00", timeZone);
          const taken = pairs.map(([start, minutes]) => {
            const startsAt = midnight + start * 15 * MINUTE_MS;
            return { startsAt, endsAt: startsAt + minutes * MINUTE_MS };
          });
          const now = midnight + nowFromDay;
          const day = freeTime(rules, date, taken, now);
          const times = gridTimes(30 * MINUTE_MS);
          for (const start of times) {
            for (const end of [...times.filter((time) => time > start).slice(0, 5), "23:45"]) {
              const isListed = slotFits(rules, day, start, end);
              expect(isListed).toBe(isAllowed(rules, date, start, end, taken, now));
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  /** The same said another way: valid by itself, and no taken interval within the buffer. */
  function isAllowed(
    rules: RoomRules,
    date: string,
    start: string,
    end: string,
    taken: Interval[],
    now: number,
  ): boolean {
    const slot = validateSlot(rules, { dates: [date], start, end, attendees: 1 }, now);
    if (!slot.ok) return false;
    return slot.days.every(
      (day) => !taken.some((other) => overlaps(widen(other, rules.bufferMs), day)),
    );
  }

  test("every listed window can itself be booked whole, unless it begins too late", () => {
    fc.assert(
      fc.property(places, events, ({ timeZone, date }, pairs) => {
        const rules = sleeplessRules({ timeZone });
        const midnight = at(date, "00:00", timeZone);
        const taken = pairs.map(([start, minutes]) => {
          const startsAt = midnight + start * 15 * MINUTE_MS;
          return { startsAt, endsAt: startsAt + minutes * MINUTE_MS };
        });
        const day = freeTime(rules, date, taken, midnight - 5 * DAY_MS);
        for (const { start, end } of day.free) {
          expect(slotFits(rules, day, start, end)).toBe(true);
          expect(instantOf(date, start, timeZone)).toBeDefined();
        }
      }),
    );
  });
});
