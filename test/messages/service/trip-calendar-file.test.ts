import { describe, expect, test } from "vitest";
import { tripCalendarFile } from "../../../src/messages/service/trip-calendar-file.ts";
import { sampleTrip } from "./sample-trip.ts";

/** The file's lines, unfolded as RFC 5545 says. */
function linesOf(facts = sampleTrip()): string[] {
  return tripCalendarFile(facts).content.replaceAll("\r\n ", "").split("\r\n");
}

describe("the calendar file of a trip", () => {
  const lines = linesOf();

  test("is one event at the wall time of the service's zone", () => {
    expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(1);
    expect(lines).toContain("DTSTART;TZID=America/Vancouver:20261212T083000");
    expect(lines).toContain("DTEND;TZID=America/Vancouver:20261212T133000");
  });

  test("says the route, the place of the pickup, the code and whom to ask", () => {
    expect(lines).toContain("SUMMARY:Vancouver Airport to Whistler\\, Labour Temple");
    expect(lines).toContain("LOCATION:Vancouver Airport\\, arrivals\\, Flight AC 8081");
    const description = lines.find((line) => line.startsWith("DESCRIPTION:"));
    expect(description).toContain("LT-9C4KWD");
    expect(description).toContain("collins@labourtemple.example or +16045550143 on WhatsApp");
  });

  test("gives the same event for the same booking, so that adding it twice adds it once", () => {
    const uid = "UID:res_service_coast-transfers_0123456789abcdef-2026-12-12@labourtemple.example";
    expect(lines).toContain(uid);
    expect(linesOf(sampleTrip({ at: 0 }))).toContain(uid);
  });

  test("gets no line from what a guest wrote", () => {
    const { guest, pickup } = sampleTrip();
    const hostile = "Gate\r\nEND:VEVENT\r\nBEGIN:VEVENT";
    const facts = sampleTrip({
      guest: { ...guest, name: hostile },
      pickup: { ...pickup, details: hostile },
    });
    expect(linesOf(facts)).toHaveLength(lines.length);
  });
});
