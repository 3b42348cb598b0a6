import { describe, expect, test } from "vitest";
import {
  addDays,
  datesBetween,
  dayInterval,
  durationMs,
  formatDay,
  formatLength,
  formatShortDay,
  gridTimes,
  instantOf,
  instantsOf,
  isLocalDate,
  isTimeZone,
  isWallTime,
  localDateOf,
  offsetMsAt,
  wallTimeAt,
  wallTimeOf,
  weekdayOf,
  zoneName,
} from "../../src/domain/local-time.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, VANCOUVER } from "./venue.ts";

const utc = (text: string) => Date.parse(text);

describe("dates and times as text", () => {
  test.each(["2026-12-07", "2028-02-29", "2000-02-29", "2026-01-31"])("%s is a date", (text) => {
    expect(isLocalDate(text)).toBe(true);
  });

  test.each([
    "2027-02-29",
    "2100-02-29",
    "2026-04-31",
    "2026-13-01",
    "2026-00-10",
    "2026-12-00",
    "2026-12-7",
    "20261207",
    "2026-12-07T09:00",
    "+002026-12-07",
    "2026-12-07[u-ca=hebrew]",
    " 2026-12-07",
    "2026-12-07\n",
    "",
  ])("%j is not a date", (text) => {
    expect(isLocalDate(text)).toBe(false);
  });

  test.each(["00:00", "09:00", "23:59", "19:30"])("%s is a wall time", (text) => {
    expect(isWallTime(text)).toBe(true);
  });

  test.each(["24:00", "9:00", "09:60", "09:00:00", "0900", "09.00", "-9:00", "09:00\n", ""])(
    "%j is not a wall time",
    (text) => {
      expect(isWallTime(text)).toBe(false);
    },
  );

  test("a zone is a place that the time zone database knows, not an offset", () => {
    expect(isTimeZone("America/Vancouver")).toBe(true);
    expect(isTimeZone("UTC")).toBe(true);
    expect(isTimeZone("America/Vancuver")).toBe(false);
    expect(isTimeZone("-08:00")).toBe(false);
    expect(isTimeZone("")).toBe(false);
  });
});

describe("wall times and instants", () => {
  test("winter and summer differ by an hour where clocks change", () => {
    expect(instantOf("2026-12-07", "09:00", "Europe/Rome")).toBe(utc("2026-12-07T08:00:00Z"));
    expect(instantOf("2026-07-07", "09:00", "Europe/Rome")).toBe(utc("2026-07-07T07:00:00Z"));
    expect(instantOf("2025-12-08", "09:00", VANCOUVER)).toBe(utc("2025-12-08T17:00:00Z"));
  });

  test("many times of one date are as each of them, also when the clocks change that day", () => {
    const times = gridTimes(15 * MINUTE_MS);
    const days = [
      ["Europe/Rome", "2027-03-28"],
      ["Europe/Rome", "2026-10-25"],
      ["America/New_York", "2027-03-14"],
      ["Australia/Lord_Howe", "2027-04-04"],
      ["America/Sao_Paulo", "2018-11-04"],
      ["Asia/Kolkata", "2026-12-07"],
      [VANCOUVER, "2026-12-07"],
    ] as const;
    for (const [zone, date] of days) {
      const each = times.flatMap((time) => {
        const at = instantOf(date, time, zone);
        return at === undefined ? [] : [{ time, at }];
      });
      expect(instantsOf(date, times, zone), `${zone} ${date}`).toEqual(each);
    }
  });

  // Fails on a runtime whose time zone data is older than 2026b: it would be an hour wrong.
  test("British Columbia stays at UTC-7 from November 2026 on", () => {
    for (const date of ["2026-10-30", "2026-11-02", "2026-12-07", "2027-03-15", "2027-07-07"]) {
      expect(instantOf(date, "09:00", VANCOUVER)).toBe(utc(`${date}T16:00:00Z`));
    }
    expect(instantOf("2027-03-14", "02:30", VANCOUVER)).toBe(utc("2027-03-14T09:30:00Z"));
  });

  test("a time that the clocks skip does not exist", () => {
    expect(instantOf("2025-03-09", "01:59", VANCOUVER)).toBe(utc("2025-03-09T09:59:00Z"));
    expect(instantOf("2025-03-09", "02:00", VANCOUVER)).toBeUndefined();
    expect(instantOf("2025-03-09", "02:59", VANCOUVER)).toBeUndefined();
    expect(instantOf("2025-03-09", "03:00", VANCOUVER)).toBe(utc("2025-03-09T10:00:00Z"));
    expect(instantOf("2027-03-14", "02:30", "America/Los_Angeles")).toBeUndefined();
    expect(instantOf("2027-03-28", "02:30", "Europe/Rome")).toBeUndefined();
  });

  test("a time that the clocks show twice is the first of the two", () => {
    expect(instantOf("2025-11-02", "01:30", VANCOUVER)).toBe(utc("2025-11-02T08:30:00Z"));
    expect(instantOf("2027-11-07", "01:30", "America/Los_Angeles")).toBe(
      utc("2027-11-07T08:30:00Z"),
    );
    expect(instantOf("2027-10-31", "02:30", "Europe/Rome")).toBe(utc("2027-10-31T00:30:00Z"));
  });

  test("both of the two instants show the same wall time", () => {
    expect(wallTimeOf(utc("2025-11-02T08:30:00Z"), VANCOUVER)).toBe("01:30");
    expect(wallTimeOf(utc("2025-11-02T09:30:00Z"), VANCOUVER)).toBe("01:30");
  });

  test("the local date is the wall's, not UTC's", () => {
    expect(localDateOf(utc("2026-12-08T06:59:59.999Z"), VANCOUVER)).toBe("2026-12-07");
    expect(localDateOf(utc("2026-12-08T07:00:00Z"), VANCOUVER)).toBe("2026-12-08");
    expect(localDateOf(utc("2026-12-31T23:30:00Z"), "Europe/Rome")).toBe("2027-01-01");
    expect(wallTimeOf(utc("2026-12-08T06:59:59.999Z"), VANCOUVER)).toBe("23:59");
  });
});

describe("days", () => {
  test.each([
    ["2026-12-07", VANCOUVER, 24],
    ["2025-03-09", VANCOUVER, 23],
    ["2025-11-02", VANCOUVER, 25],
    ["2026-11-01", VANCOUVER, 24],
    ["2027-03-28", "Europe/Rome", 23],
    ["2027-10-31", "Europe/Rome", 25],
  ])("%s in %s has %i hours", (date, timeZone, hours) => {
    const day = dayInterval(date, timeZone);
    expect(day.endsAt - day.startsAt).toBe(hours * HOUR_MS);
    expect(localDateOf(day.startsAt, timeZone)).toBe(date);
    expect(localDateOf(day.endsAt - 1, timeZone)).toBe(date);
  });

  test("a day begins where midnight is skipped, too", () => {
    const day = dayInterval("2018-11-04", "America/Sao_Paulo");
    expect(wallTimeOf(day.startsAt, "America/Sao_Paulo")).toBe("01:00");
    expect(day.endsAt - day.startsAt).toBe(23 * HOUR_MS);
  });

  test("counting days crosses months, years and leap days", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2027-02-28", 1)).toBe("2027-03-01");
    expect(addDays("2027-03-01", -1)).toBe("2027-02-28");
    expect(datesBetween("2028-02-28", "2028-03-01")).toEqual([
      "2028-02-28",
      "2028-02-29",
      "2028-03-01",
    ]);
    expect(datesBetween("2026-12-07", "2026-12-07")).toEqual(["2026-12-07"]);
    expect(datesBetween("2026-12-08", "2026-12-07")).toEqual([]);
    expect(datesBetween("2026-01-01", "2026-12-31")).toHaveLength(365);
  });

  test("weeks begin on Monday", () => {
    expect(weekdayOf("2026-12-07")).toBe(1);
    expect(weekdayOf("2026-12-13")).toBe(7);
  });
});

describe("durations", () => {
  test.each([
    ["PT15M", 15 * MINUTE_MS],
    ["PT24H", 24 * HOUR_MS],
    ["PT1.5H", 90 * MINUTE_MS],
    ["P60D", 60 * DAY_MS],
    ["P1DT6H", 30 * HOUR_MS],
    ["PT0M", 0],
  ])("%s is exact", (iso, ms) => {
    expect(durationMs(iso)).toBe(ms);
  });

  test.each(["P1M", "P1Y", "P2W", "15 minutes", "PT", ""])("%j has no exact length", (iso) => {
    expect(() => durationMs(iso)).toThrow(RangeError);
  });

  test.each([
    [15 * MINUTE_MS, "15 minutes"],
    [HOUR_MS, "1 hour"],
    [90 * MINUTE_MS, "1.5 hours"],
    [24 * HOUR_MS, "24 hours"],
    [48 * HOUR_MS, "48 hours"],
    [60 * DAY_MS, "60 days"],
  ])("%i ms is said as %s", (ms, words) => {
    expect(formatLength(ms)).toBe(words);
  });
});

test("the grid begins at midnight and ends before the next", () => {
  const times = gridTimes(15 * MINUTE_MS);
  expect(times).toHaveLength(96);
  expect(times[0]).toBe("00:00");
  expect(times[1]).toBe("00:15");
  expect(times.at(-1)).toBe("23:45");
  expect(wallTimeAt(24 * 60)).toBeUndefined();
  expect(wallTimeAt(-1)).toBeUndefined();
});

test("days are written as the operator's language writes them", () => {
  expect(formatDay("2026-12-07", "en-CA")).toBe("Monday, December 7, 2026");
  expect(formatDay("2026-12-07", "it")).toBe("lunedì 7 dicembre 2026");
  expect(formatShortDay("2026-12-07", "en-CA")).toBe("Mon, Dec 7");
});

test("a zone is named by its city", () => {
  expect(zoneName(VANCOUVER)).toBe("Vancouver time");
  expect(zoneName("America/Argentina/Buenos_Aires")).toBe("Buenos Aires time");
  expect(zoneName("UTC")).toBe("UTC");
});

test("the offset is the one in force at the instant", () => {
  expect(offsetMsAt(utc("2026-12-07T17:00:00Z"), VANCOUVER)).toBe(-7 * HOUR_MS);
  expect(offsetMsAt(utc("2026-12-07T17:00:00Z"), "Europe/Rome")).toBe(HOUR_MS);
  expect(offsetMsAt(utc("2026-07-07T17:00:00Z"), "Europe/Rome")).toBe(2 * HOUR_MS);
  expect(offsetMsAt(utc("2026-07-07T17:00:00Z"), "Asia/Kolkata")).toBe(5.5 * HOUR_MS);
});
