import { describe, expect, it } from "vitest";
import { sayFailure } from "../../src/domain/failure-words.ts";
import { closedDays } from "../../src/site/client/booking/closed-days.tsx";
import { sayProblem } from "../../src/site/client/problem-words.ts";
import {
  datePlus,
  sayInstant,
  sayLength,
  sayList,
  sayShortDay,
  sayTime,
} from "../../src/site/day-words.ts";
import { sayDuration, sayWeeklyTimes } from "../../src/site/experience-words.ts";
import { sayWeeklyHours } from "../../src/site/room-words.ts";

describe("times in words", () => {
  it.each([
    ["00:00", "12:00 am"],
    ["09:05", "9:05 am"],
    ["12:00", "12:00 pm"],
    ["16:45", "4:45 pm"],
    ["24:00", "midnight"],
  ])("says %s as %s", (time, words) => {
    expect(sayTime(time)).toBe(words);
  });

  it("says lengths in hours and minutes", () => {
    expect([60, 90, 45, 121].map(sayLength)).toEqual([
      "1 hour",
      "1 hour 30 minutes",
      "45 minutes",
      "2 hours 1 minute",
    ]);
  });
});

describe("dates", () => {
  it("are moved over the ends of months and over clock changes", () => {
    expect(datePlus("2027-02-28", 1)).toBe("2027-03-01");
    expect(datePlus("2026-10-31", 2)).toBe("2026-11-02");
  });

  it("are said with their own weekday wherever the reader is", () => {
    expect(sayShortDay("2026-12-07")).toBe("Mon, Dec 7");
  });
});

it("lists are joined as people join them", () => {
  expect([sayList([]), sayList(["a"]), sayList(["a", "b"]), sayList(["a", "b", "c"])]).toEqual([
    "",
    "a",
    "a and b",
    "a, b and c",
  ]);
});

describe("weekly hours", () => {
  const day = { opens: "08:00", closes: "17:00" };

  it("are said once for a run of days that are alike", () => {
    expect(sayWeeklyHours({ 1: day, 2: day, 3: day, 4: day, 5: day })).toEqual([
      "Monday to Friday, 8:00 am – 5:00 pm",
    ]);
  });

  it("are said apart where a day is missing or differs", () => {
    expect(sayWeeklyHours({ 1: day, 3: day, 4: { opens: "10:00", closes: "12:00" } })).toEqual([
      "Monday, 8:00 am – 5:00 pm",
      "Wednesday, 8:00 am – 5:00 pm",
      "Thursday, 10:00 am – 12:00 pm",
    ]);
  });
});

describe("the days that cannot be picked", () => {
  const closed = (date: string, reason: string) => ({ date, open: false, reason, free: [] });
  const days = [
    closed("2026-12-28", "Closed: Winter break"),
    closed("2026-12-25", "Closed: Christmas Day"),
    closed("2026-12-24", "Closed: Winter break"),
    closed("2026-12-26", "Closed on Saturdays"),
    closed("2027-01-01", "Closed: New Year's Day"),
  ];
  const state = { days: Object.fromEntries(days.map((each) => [each.date, each])) };
  const hours = { opens: "08:00", closes: "17:00" };
  const weeklyHours = { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours };

  it("are named by their reason, month by month, without the weekends", () => {
    expect(closedDays(state, { weeklyHours }, "2026-12")).toEqual([
      { reason: "Closed: Winter break", days: [24, 28] },
      { reason: "Closed: Christmas Day", days: [25] },
    ]);
  });
});

describe("codes", () => {
  it.each(["calendar-write-failed", "something-new", "constructor", undefined])(
    "of a failure never reach a guest: %s",
    (reason) => {
      expect(sayFailure(reason)).toMatch(/^[A-Z].* .*\.$/);
    },
  );

  it("of a refusal never reach a guest, known or not", () => {
    const problem = { code: "something-new", title: "The desk is on fire", status: 503 };
    expect(sayProblem(problem)).toContain("The desk is on fire.");
    expect(sayProblem({ ...problem, code: "payments-paused" })).not.toContain("payments-paused");
  });
});

describe("an instant", () => {
  it("is said in the zone of the experience", () => {
    expect(sayInstant("2026-12-05T09:30:00Z", "Europe/Rome")).toBe(
      "Saturday, December 5, 10:30 am",
    );
    expect(sayInstant("2026-12-04T23:30:00.000Z", "Europe/Rome")).toBe(
      "Saturday, December 5, 12:30 am",
    );
  });

  it("that is written with its offset is said as written, whatever this machine knows of zones", () => {
    expect(sayInstant("2026-12-05T10:00:00-07:00", "Etc/Unknown")).toBe(
      "Saturday, December 5, 10:00 am",
    );
  });
});

it("sessions are said by weekday, with all their times", () => {
  expect(sayWeeklyTimes({ 6: ["10:00", "14:00"], 3: ["18:00"], 7: [] })).toEqual([
    "Wednesday, 6:00 pm",
    "Saturday, 10:00 am and 2:00 pm",
  ]);
});

it("lengths beside a price are short", () => {
  expect([45, 60, 90, 150].map(sayDuration)).toEqual([
    "45 minutes",
    "1 hour",
    "1 h 30 min",
    "2 h 30 min",
  ]);
});
