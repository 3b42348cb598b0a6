import { describe, expect, test } from "vitest";
import { sessionMessages } from "../../../src/messages/session/session-messages.ts";
import { at } from "../../domain/venue.ts";
import { sampleSession } from "./sample-session.ts";

/** The attached file's lines, unfolded as RFC 5545 says. */
function linesOf(change: Parameters<typeof sampleSession>[0] = {}): string[] {
  const [file] = sessionMessages.guest_payment_confirmed(sampleSession(change)).attachments;
  return (file?.content ?? "").replaceAll("\r\n ", "").split("\r\n");
}

describe("the confirmation's calendar file", () => {
  test("is named after the booking", () => {
    const [file] = sessionMessages.guest_payment_confirmed(sampleSession()).attachments;
    expect(file?.filename).toBe("booking-LT-7K2MQ4.ics");
    expect(file?.type).toBe("text/calendar; charset=utf-8; method=PUBLISH");
  });

  test("has one event, at the experience's wall time, at the meeting point", () => {
    const lines = linesOf();
    expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(1);
    expect(lines).toContain("DTSTART;TZID=America/Vancouver:20261212T100000");
    expect(lines).toContain("DTEND;TZID=America/Vancouver:20261212T123000");
    expect(lines).toContain("SUMMARY:Harbour by Kayak\\, False Creek Paddlers");
    expect(lines.join("\n")).toContain("LOCATION:The red boathouse at the end of Cedar Cove Dock");
  });

  test("has a UID that follows from the reservation, so that adding it twice adds it once", () => {
    const uid = `UID:${sampleSession().reservation}-2026-12-12@labourtemple.example`;
    expect(linesOf()).toContain(uid);
    expect(linesOf({ at: 0, experienceName: "Renamed" })).toContain(uid);
  });

  test("says what to bring and the code, and holds no signed link: calendars are shared", () => {
    const text = linesOf().join("\n");
    expect(text).toContain("LT-7K2MQ4");
    expect(text).toContain("Bring: Warm layers");
    expect(text).not.toContain("token=");
  });

  test("ends a session past midnight on the next day", () => {
    const night = {
      time: "22:00",
      startsAt: at("2026-12-12", "22:00"),
      endsAt: at("2026-12-13", "01:00"),
    };
    expect(linesOf(night)).toContain("DTEND;TZID=America/Vancouver:20261213T010000");
    const { text } = sessionMessages.guest_payment_confirmed(sampleSession(night));
    expect(text).toContain("10:00 pm – 1:00 am (Sun, Dec 13)");
  });
});
