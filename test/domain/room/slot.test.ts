import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, datesBetween } from "../../../src/domain/local-time.ts";
import type { SlotRequest, Violation } from "../../../src/domain/room/slot.ts";
import { validateSlot } from "../../../src/domain/room/slot.ts";
import { at, DAY_MS, HOUR_MS, roomRules, sleeplessRules } from "../venue.ts";

const NOW = at("2026-12-01", "12:00");
const good: SlotRequest = { dates: ["2026-12-07"], start: "09:00", end: "12:00", attendees: 8 };

function violations(change: Partial<SlotRequest>, rules = roomRules(), now = NOW): Violation[] {
  const decision = validateSlot(rules, { ...good, ...change }, now);
  return decision.ok ? [] : decision.violations;
}

function codes(change: Partial<SlotRequest>, rules = roomRules(), now = NOW): string[] {
  return violations(change, rules, now).map(({ field, code }) => `${field} ${code}`);
}

describe("an accepted slot", () => {
  test("has one interval a day, in order of date", () => {
    const dates = ["2026-12-09", "2026-12-07"];
    expect(validateSlot(roomRules(), { ...good, dates }, NOW)).toEqual({
      ok: true,
      days: ["2026-12-07", "2026-12-09"].map((date) => ({
        date,
        startsAt: at(date, "09:00"),
        endsAt: at(date, "12:00"),
      })),
    });
  });

  test("may cross the end of a month, of a year, and a leap day", () => {
    expect(codes({ dates: ["2026-12-31", "2027-01-04"] })).toEqual([]);
    const leapYear = at("2028-02-20", "12:00");
    expect(
      codes({ dates: ["2028-02-28", "2028-02-29", "2028-03-01"] }, roomRules(), leapYear),
    ).toEqual([]);
  });
});

describe("days", () => {
  test("at least one", () => {
    expect(codes({ dates: [] })).toEqual(["dates no-dates"]);
  });

  test("ten are accepted, eleven are not", () => {
    const weekdays = datesBetween("2026-12-07", "2026-12-21").filter(
      (date) => !["2026-12-12", "2026-12-13", "2026-12-19", "2026-12-20"].includes(date),
    );
    expect(weekdays).toHaveLength(11);
    expect(codes({ dates: weekdays.slice(0, 10) })).toEqual([]);
    expect(codes({ dates: weekdays })).toEqual(["dates too-many-days"]);
  });

  test("thousands are refused in one sentence and not looked at one by one", () => {
    expect(codes({ dates: Array.from({ length: 5_000 }, () => "2026-12-07") }).length).toBeLessThan(
      11,
    );
  });

  test("none twice", () => {
    expect(violations({ dates: ["2026-12-07", "2026-12-08", "2026-12-07"] })).toEqual([
      {
        field: "dates[2]",
        code: "duplicate-day",
        message: "This day is chosen twice.",
        date: "2026-12-07",
      },
    ]);
  });

  test.each(["2026-02-30", "2027-02-29", "tomorrow", "", "2026-12-7", "2026-12-07T09:00"])(
    "%j is not one",
    (date) => {
      expect(codes({ dates: [date] })).toEqual(["dates[0] not-a-date"]);
    },
  );

  test("not at the weekend", () => {
    expect(codes({ dates: ["2026-12-05"] })).toEqual(["dates[0] closed-day"]);
  });

  test("not on a holiday, which is named", () => {
    expect(violations({ dates: ["2026-12-24", "2026-12-25"] })).toEqual([
      {
        field: "dates[1]",
        code: "holiday",
        message: "Closed: Christmas Day.",
        date: "2026-12-25",
      },
    ]);
  });
});

describe("the booking window", () => {
  test("exactly 24 hours ahead is accepted, 1 ms less is not", () => {
    const now = at("2026-12-07", "09:00") - 24 * HOUR_MS;
    expect(codes({}, roomRules(), now)).toEqual([]);
    expect(codes({}, roomRules(), now + 1)).toEqual(["dates[0] too-soon"]);
  });

  test("exactly 60 days ahead is accepted, 1 ms more is not", () => {
    const now = at("2026-12-07", "09:00") - 60 * DAY_MS;
    expect(codes({}, roomRules(), now)).toEqual([]);
    expect(codes({}, roomRules(), now - 1)).toEqual(["dates[0] too-late"]);
  });

  test("is measured for each day", () => {
    const now = at("2026-12-07", "09:00") - 60 * DAY_MS;
    expect(codes({ dates: ["2026-12-07", "2026-12-08"] }, roomRules(), now)).toEqual([
      "dates[1] too-late",
    ]);
    const late = at("2026-12-07", "08:00");
    expect(codes({ dates: ["2026-12-09", "2026-12-07"] }, roomRules(), late)).toEqual([
      "dates[1] too-soon",
    ]);
  });

  test("is 24 hours of time that passes, also when the clocks change in between", () => {
    const rules = sleeplessRules({ timeZone: "Europe/Rome" });
    const startsAt = at("2027-03-28", "09:00", "Europe/Rome");
    const sameWallTimeTheDayBefore = at("2027-03-27", "09:00", "Europe/Rome");
    expect(startsAt - sameWallTimeTheDayBefore).toBe(23 * HOUR_MS);
    const request = { dates: ["2027-03-28"] };
    expect(codes(request, rules, sameWallTimeTheDayBefore)).toEqual(["dates[0] too-soon"]);
    expect(codes(request, rules, sameWallTimeTheDayBefore - HOUR_MS)).toEqual([]);
  });

  test("a day in the past is too soon even when the time is nonsense", () => {
    expect(codes({ dates: ["2026-11-24"], start: "24:00" })).toEqual([
      "start not-a-time",
      "dates[0] too-soon",
    ]);
  });
});

describe("times", () => {
  test.each(["24:00", "9:00", "25:00", "09:60", "09:00:00", "noon", ""])(
    "%j is not one",
    (time) => {
      expect(codes({ start: time })).toEqual(["start not-a-time"]);
      expect(codes({ end: time })).toEqual(["end not-a-time"]);
    },
  );

  test("lie on the grid", () => {
    expect(codes({ start: "09:10" })).toEqual(["start off-grid"]);
    expect(codes({ end: "11:59" })).toEqual(["end off-grid"]);
    expect(codes({ start: "09:15", end: "11:45" })).toEqual([]);
  });

  test.each([
    ["12:00", "09:00"],
    ["09:00", "09:00"],
  ])("from %s to %s ends before it starts", (start, end) => {
    expect(codes({ start, end })).toEqual(["end end-before-start"]);
  });

  test("from opening to closing, and not a quarter of an hour more", () => {
    expect(codes({ start: "08:00", end: "17:00" })).toEqual([]);
    expect(codes({ start: "07:45", end: "17:00" })).toEqual(["start outside-hours"]);
    expect(codes({ start: "08:00", end: "17:15" })).toEqual(["end outside-hours"]);
    expect(codes({ start: "17:00", end: "19:00" })).toEqual([
      "start outside-hours",
      "end outside-hours",
    ]);
  });

  test("hours are said once, however many days they concern", () => {
    const dates = ["2026-12-07", "2026-12-08", "2026-12-09"];
    expect(violations({ dates, start: "07:00" })).toEqual([
      {
        field: "start",
        code: "outside-hours",
        message: "The room is open from 08:00 to 17:00.",
        date: "2026-12-07",
      },
    ]);
  });

  test("exactly the minimum is accepted, a quarter of an hour less is not", () => {
    const rules = roomRules({ minimumMs: 2 * HOUR_MS });
    expect(codes({ start: "09:00", end: "11:00" }, rules)).toEqual([]);
    expect(violations({ start: "09:00", end: "10:45" }, rules)).toMatchObject([
      { field: "end", code: "below-minimum", message: "Book at least 2 hours a day." },
    ]);
  });

  test("a time that the clocks skip is refused with its day", () => {
    const rules = sleeplessRules({ timeZone: "Europe/Rome" });
    const now = at("2027-03-20", "12:00", "Europe/Rome");
    const request = { dates: ["2027-03-27", "2027-03-28"], start: "02:30", end: "05:00" };
    expect(violations(request, rules, now)).toMatchObject([
      { field: "start", code: "not-a-time", date: "2027-03-28" },
    ]);
  });
});

describe("attendees", () => {
  test("up to the capacity, and not one more", () => {
    expect(codes({ attendees: 12 })).toEqual([]);
    expect(codes({ attendees: 1 })).toEqual([]);
    expect(codes({ attendees: 13 })).toEqual(["attendees over-capacity"]);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])(
    "%d is not a number of people",
    (attendees) => {
      expect(codes({ attendees })).toEqual(["attendees attendees"]);
    },
  );
});

test("everything that is wrong is said at once", () => {
  expect(
    codes({
      dates: ["2026-12-05", "2026-12-01", "2026-12-25", "2027-12-06", "x"],
      start: "18:10",
      end: "9:00",
      attendees: 99,
    }),
  ).toEqual([
    "start off-grid",
    "end not-a-time",
    "attendees over-capacity",
    "dates[0] closed-day",
    "dates[1] too-soon",
    "dates[2] holiday",
    "dates[3] too-late",
    "dates[4] not-a-date",
  ]);
});

test("no request makes it throw, and every refusal names a field and a reason", () => {
  const anyDate = fc.oneof(
    fc.string(),
    fc.constantFrom("2026-12-07", "2026-12-25", "0000-01-01", "9999-12-31", "-000001-01-01"),
    fc.integer({ min: -400, max: 400 }).map((days) => addDays("2026-12-07", days)),
  );
  const anyTime = fc.oneof(fc.string(), fc.constantFrom("00:00", "09:00", "12:00", "24:00"));
  fc.assert(
    fc.property(
      fc.array(anyDate, { maxLength: 12 }),
      anyTime,
      anyTime,
      fc.oneof(fc.integer(), fc.double()),
      (dates, start, end, attendees) => {
        const decision = validateSlot(roomRules(), { dates, start, end, attendees }, NOW);
        if (decision.ok) {
          expect(decision.days).toHaveLength(dates.length);
          return;
        }
        expect(decision.violations.length).toBeGreaterThan(0);
        for (const { field, message } of decision.violations) {
          expect(field).toMatch(/^(dates(\[\d+\])?|start|end|attendees)$/);
          expect(message).toMatch(/[a-z].*\.$/);
        }
      },
    ),
  );
});
