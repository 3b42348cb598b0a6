import { describe, expect, test } from "vitest";
import { catalogue } from "../../src/catalogue/catalogue.ts";
import { publicCatalogue } from "../../src/catalogue/public-view.ts";
import { validateExtras } from "../../src/domain/extras.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../domain/venue.ts";

describe("the Labour Temple", () => {
  test("has seven rooms, all bookable, each with a calendar of its own", () => {
    expect(catalogue.rooms).toHaveLength(7);
    expect(catalogue.bookableRooms()).toHaveLength(7);
    expect(new Set(catalogue.rooms.map(({ calendarId }) => calendarId)).size).toBe(7);
  });

  test("keeps the rules that its documents state", () => {
    for (const { rules, holdMs, calendar, refundPolicy, operator } of catalogue.rooms) {
      const hours = { opens: "08:00", closes: "17:00" };
      expect(rules.weeklyHours).toEqual({ 1: hours, 2: hours, 3: hours, 4: hours, 5: hours });
      expect(rules).toMatchObject({
        timeZone: "America/Vancouver",
        bufferMs: 15 * MINUTE_MS,
        gridMs: 15 * MINUTE_MS,
        noticeMs: 24 * HOUR_MS,
        horizonMs: 60 * DAY_MS,
        daysMax: 10,
      });
      expect(holdMs).toBe(15 * MINUTE_MS);
      expect(calendar).toEqual({ writeBudgetMs: 10 * MINUTE_MS, stalenessMs: MINUTE_MS });
      expect(refundPolicy.tiers).toEqual([
        { noticeMs: 48 * HOUR_MS, percent: 100 },
        { noticeMs: 24 * HOUR_MS, percent: 50 },
      ]);
      expect(operator.currency).toBe("cad");
    }
  });

  test("is closed on British Columbia's holidays and on its own dates", () => {
    const closures = catalogue.rooms[0]?.rules.closures ?? {};
    expect(closures["2026-12-25"]).toBe("Christmas Day");
    expect(closures["2027-07-01"]).toBe("Canada Day");
    expect(closures["2027-09-30"]).toBe("National Day for Truth and Reconciliation");
    expect(closures["2027-12-27"]).toBe("Christmas Day (substitute day)");
    expect(closures["2026-12-07"]).toBeUndefined();
  });

  test("does not let anyone into Sonic Studio without show name, group size and set", () => {
    const extras = catalogue.room("sonic-studio")?.pricing.extras ?? [];
    const decision = validateExtras(extras, {});
    const fields = decision.ok ? [] : decision.violations.map(({ field }) => field);
    expect(fields).toEqual(["extras.showName", "extras.groupSize", "extras.setChoice"]);
  });
});

describe("what guests may see of it", () => {
  const seen = publicCatalogue(catalogue);

  test("is every room with its price and rules in units that people use", () => {
    expect(seen.rooms).toHaveLength(7);
    expect(seen.rooms.find(({ slug }) => slug === "solidarity-hall")).toMatchObject({
      capacity: 120,
      bookable: true,
      currency: "cad",
      pricePerHour: 18_000,
      dayRate: 120_000,
      minimumHours: 2,
      gridMinutes: 15,
      bufferMinutes: 15,
      earliestHours: 24,
      horizonDays: 60,
      daysMax: 10,
      holdMinutes: 15,
      timeZone: "America/Vancouver",
    });
    expect(seen.rooms[0]?.refundPolicy[0]).toBe(
      "Full refund up to 48 hours before the first day starts.",
    );
  });

  test("says nothing of calendars, staff, senders and caps", () => {
    const json = JSON.stringify(seen);
    for (const room of catalogue.rooms) expect(json).not.toContain(room.calendarId);
    expect(json).not.toMatch(/calendar|staff|sender|holdCaps|closures/i);
  });

  test("survives JSON unchanged", () => {
    expect(JSON.parse(JSON.stringify(seen))).toEqual(seen);
  });
});
