import { describe, expect, test } from "vitest";
import { calendarFile } from "../../src/messages/calendar-file.ts";
import { bookedDay, sampleFacts } from "./sample-facts.ts";

/** The file's lines, unfolded as RFC 5545 says. */
function linesOf(change: Parameters<typeof sampleFacts>[0] = {}): string[] {
  return calendarFile(sampleFacts(change)).content.replaceAll("\r\n ", "").split("\r\n");
}

const valuesOf = (lines: string[], name: string) =>
  lines.filter((line) => line.startsWith(name)).map((line) => line.slice(name.length));

describe("the calendar file", () => {
  const lines = linesOf();

  test("is for publishing, and says so in its type", () => {
    expect(lines[0]).toBe("BEGIN:VCALENDAR");
    expect(lines.at(-2)).toBe("END:VCALENDAR");
    expect(lines).toContain("METHOD:PUBLISH");
    expect(calendarFile(sampleFacts()).type).toBe("text/calendar; charset=utf-8; method=PUBLISH");
  });

  test("has one event a day at the venue's wall time", () => {
    expect(valuesOf(lines, "DTSTART;TZID=America/Vancouver:")).toEqual([
      "20261207T090000",
      "20261208T090000",
      "20261210T090000",
    ]);
    expect(valuesOf(lines, "DTEND;TZID=America/Vancouver:")).toEqual([
      "20261207T120000",
      "20261208T120000",
      "20261210T120000",
    ]);
  });

  test("gives each event a UID that follows from reservation and date alone", () => {
    const uids = valuesOf(lines, "UID:");
    expect(uids).toEqual(
      ["2026-12-07", "2026-12-08", "2026-12-10"].map(
        (date) => `res_room_sonic-studio_0123456789abcdef-${date}@labourtemple.example`,
      ),
    );
    expect(
      valuesOf(linesOf({ at: 0, bookable: { kind: "room", slug: "x", name: "Renamed" } }), "UID:"),
    ).toEqual(uids);
  });

  test("is stamped in UTC with the time that it was given", () => {
    expect(new Set(valuesOf(lines, "DTSTAMP:"))).toEqual(new Set(["20261201T190000Z"]));
  });

  test("escapes text and breaks no line by it", () => {
    const hostile = linesOf({
      bookable: { kind: "room", slug: "x", name: "A; B, C\r\nEND:VEVENT" },
    });
    expect(valuesOf(hostile, "END:VEVENT")).toHaveLength(3);
    expect(hostile.some((line) => line.startsWith("SUMMARY:A\\; B\\, C"))).toBe(true);
  });

  test("folds lines at 75 octets", () => {
    const folded = calendarFile(sampleFacts()).content.split("\r\n");
    for (const line of folded) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});

describe("its time zone", () => {
  test("carries the offset in force, for calendars that do not know it", () => {
    expect(valuesOf(linesOf(), "TZOFFSETTO:")).toEqual(["-0700"]);
    expect(valuesOf(linesOf(), "TZID:")).toEqual(["America/Vancouver"]);
  });

  test("changes at the very minute when the clocks do", () => {
    const timeZone = "Europe/Rome";
    const days = [
      bookedDay("2027-03-27", "09:00", "12:00", timeZone),
      bookedDay("2027-03-28", "09:00", "12:00", timeZone),
    ];
    const lines = linesOf({ timeZone, days });
    expect(valuesOf(lines, "TZOFFSETTO:")).toEqual(["+0100", "+0200"]);
    expect(valuesOf(lines, "DTSTART:")).toEqual(["19700101T000000", "20270328T020000"]);
  });

  test("changes inside a booking of that night", () => {
    const timeZone = "Europe/Rome";
    const days = [bookedDay("2027-10-31", "01:00", "05:00", timeZone)];
    const lines = linesOf({ timeZone, days });
    expect(valuesOf(lines, "TZOFFSETTO:")).toEqual(["+0200", "+0100"]);
    expect(valuesOf(lines, "DTSTART:")).toEqual(["19700101T000000", "20271031T030000"]);
  });
});
