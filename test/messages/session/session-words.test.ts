import { describe, expect, test } from "vitest";
import { sessionWords } from "../../../src/messages/session/session-words.ts";
import { at } from "../../domain/venue.ts";
import { sampleSession } from "./sample-session.ts";

const ROME = "Europe/Rome";
const inRome = sampleSession({
  timeZone: ROME,
  startsAt: at("2026-12-12", "10:00", ROME),
  endsAt: at("2026-12-12", "12:30", ROME),
  currency: "eur",
});

describe("the words of a session", () => {
  test("are English with the operator's own habits", () => {
    const say = sessionWords(sampleSession(), "en");
    expect(say.locale).toBe("en-CA");
    expect(say.when).toBe("Saturday, December 12, 2026 at 10:00 am");
    expect(say.money(123_456)).toBe("CA$1,234.56");
  });

  test("stay English for guests of an operator who is at home elsewhere", () => {
    const { operator } = sampleSession();
    const abroad = sampleSession({ operator: { ...operator, locale: "it-IT" } });
    expect(sessionWords(abroad, "en").day).toBe("Saturday, December 12, 2026");
  });

  test("are Italian in days, times, places and money", () => {
    const say = sessionWords(inRome, "it");
    expect(say.day).toBe("Sabato 12 dicembre 2026");
    expect(say.when).toBe("sabato 12 dicembre 2026, ore 10:00");
    expect(say.times).toBe("10:00 – 12:30");
    expect(say.zone).toBe("ora di Roma");
    expect(say.money(8_550).replace(/\s/g, " ")).toBe("85,50 €");
  });

  test("write an instant on the experience's clock, whatever the season", () => {
    const { instant } = sessionWords(inRome, "it");
    expect(instant(Date.parse("2026-07-01T10:00Z"))).toBe(
      "mercoledì 1 luglio 2026, ore 12:00 (ora di Roma)",
    );
    expect(instant(Date.parse("2026-12-31T23:30Z"))).toBe(
      "venerdì 1 gennaio 2027, ore 00:30 (ora di Roma)",
    );
  });

  test("know currencies without cents, and zones without a city", () => {
    const odd = sampleSession({ currency: "jpy", timeZone: "UTC" });
    expect(sessionWords(odd, "it").money(8_500)).toMatch(/^8\.?500/);
    expect(sessionWords(odd, "it").zone).toBe("UTC");
    expect(sessionWords(odd, "en").money(8_500)).toBe("JP¥8,500");
  });
});
