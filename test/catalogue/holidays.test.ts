import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { holidayCalendars } from "../../src/catalogue/holidays.ts";
import {
  FIRST_YEAR,
  holidayFile,
  holidaysOf,
  LAST_YEAR,
  SOURCES,
} from "../../src/catalogue/write-holidays.ts";
import { weekdayOf } from "../../src/domain/local-time.ts";

/** Years in which the file still covers every booking; then run the script with a later year. */
const YEARS_AHEAD = 3;

describe.each(SOURCES)("the holidays of $region", (source) => {
  const days = holidayCalendars[source.region] ?? {};

  test("are what the library says: after an update run npm run holidays", () => {
    const path = `src/catalogue/holidays/${source.region.toLowerCase()}.json`;
    expect(readFileSync(path, "utf8")).toBe(holidayFile(source));
    expect(days).toEqual(holidaysOf(source));
  });

  test("reach years beyond anything that can be booked", () => {
    expect(LAST_YEAR - new Date().getUTCFullYear()).toBeGreaterThanOrEqual(YEARS_AHEAD);
  });

  test("are on each year's page", () => {
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
      expect(Object.keys(days).filter((date) => date.startsWith(`${year}-`)).length).toBe(11);
    }
  });
});

test("British Columbia's eleven statutory days of 2027", () => {
  const days = Object.entries(holidayCalendars["CA-BC"] ?? {});
  expect(days.filter(([date]) => date.startsWith("2027-"))).toEqual([
    ["2027-01-01", "New Year's Day"],
    ["2027-02-15", "Family Day"],
    ["2027-03-26", "Good Friday"],
    ["2027-05-24", "Victoria Day"],
    ["2027-07-01", "Canada Day"],
    ["2027-08-02", "British Columbia Day"],
    ["2027-09-06", "Labour Day"],
    ["2027-09-30", "National Day for Truth and Reconciliation"],
    ["2027-10-11", "Thanksgiving"],
    ["2027-11-11", "Remembrance Day"],
    ["2027-12-25", "Christmas Day"],
  ]);
});

test("substitute days are written where a region has them, and say so", () => {
  const england = { region: "GB-ENG", country: "GB", state: "ENG", statutoryAnyway: {} };
  const days = holidaysOf(england);
  expect(weekdayOf("2027-12-25")).toBe(6);
  expect(days["2027-12-27"]).toMatch(/Christmas Day \(substitute day\)/);
});
