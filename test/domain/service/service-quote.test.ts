import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sumOf } from "../../../src/domain/money.ts";
import type { TripWishes } from "../../../src/domain/service/service-request.ts";
import { prepareTrip, priceTrip } from "../../../src/domain/service/service-request.ts";
import { at } from "../venue.ts";
import { serviceOffer, serviceRules, TRINIDAD } from "./service-venue.ts";

const NOW = at("2026-12-01", "12:00", TRINIDAD);
const service = {
  rules: serviceRules({ passengers: { minimum: 1, maximum: 8 } }),
  offer: serviceOffer(),
};
const wishes: TripWishes = {
  route: "to-town",
  format: "private",
  package: "ride",
  date: "2026-12-12",
  time: "10:00",
  passengers: 3,
  pickup: { place: "square" },
  extras: { bags: 4 },
};

function quoted(change: Partial<TripWishes>) {
  const prepared = prepareTrip(service, { ...wishes, ...change }, NOW);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.violations));
  return prepared.quote;
}

describe("the price of a trip", () => {
  test("is one line for a vehicle of one's own, however many are in it", () => {
    const quote = {
      currency: "usd",
      lines: [{ label: "Airport to town, Private car", amount: 4_500 }],
      total: 4_500,
    };
    expect(quoted({})).toEqual(quote);
    expect(quoted({ passengers: 8 })).toEqual(quote);
  });

  test("is by the passenger in a shared one", () => {
    expect(quoted({ format: "shared" }).lines).toEqual([
      { label: "Airport to town, Shared shuttle: US$18.00 × 3 passengers", amount: 5_400 },
    ]);
    expect(quoted({ format: "shared", passengers: 1 }).lines).toEqual([
      { label: "Airport to town, Shared shuttle: US$18.00 × 1 passenger", amount: 1_800 },
    ]);
  });

  test("has a line for the package and for each extra that costs something", () => {
    const extras = { bags: 4, seats: "one", sim: true };
    expect(quoted({ package: "welcome", extras })).toEqual({
      currency: "usd",
      lines: [
        { label: "Airport to town, Private car", amount: 4_500 },
        { label: "Cocoa welcome: US$12.00 × 3 passengers", amount: 3_600 },
        { label: "Child seats: One", amount: 800 },
        { label: "SIM card: US$20.00 × 3 passengers", amount: 6_000 },
      ],
      total: 14_900,
    });
    expect(quoted({ package: "stop" }).lines[1]).toEqual({ label: "One stop", amount: 1_000 });
  });

  test("has no line for what costs nothing", () => {
    const extras = { bags: 4, seats: "own", sim: false };
    expect(quoted({ extras })).toEqual(quoted({}));
  });

  test("adds up, in whole cents above zero, and is the same while choosing", () => {
    const choices = fc.record({
      route: fc.constantFrom("to-town", "to-coast"),
      format: fc.constantFrom("shared", "private"),
      package: fc.constantFrom("ride", "welcome", "stop"),
      passengers: fc.integer({ min: 1, max: 8 }),
      extras: fc.record(
        { bags: fc.nat(20), seats: fc.constantFrom("own", "one"), sim: fc.boolean() },
        { requiredKeys: ["bags"] },
      ),
    });
    fc.assert(
      fc.property(choices, (choice) => {
        const offered = choice.route === "to-town" || choice.format === "private";
        const prepared = prepareTrip(service, { ...wishes, ...choice }, NOW);
        expect(prepared.ok).toBe(offered);
        if (!prepared.ok) return;
        const { lines, total } = prepared.quote;
        expect(total).toBe(sumOf(lines));
        expect(new Set(lines.map(({ label }) => label)).size).toBe(lines.length);
        for (const { amount } of lines) {
          expect(Number.isSafeInteger(amount) && amount > 0).toBe(true);
        }
        expect(priceTrip(service, choice, NOW)).toEqual({ ok: true, quote: prepared.quote });
      }),
    );
  });
});

describe("the price while a guest is still choosing", () => {
  const { route, format, passengers } = wishes;
  const first = { route, format, package: "ride", passengers };

  test("needs no date, time, pickup place and answers yet", () => {
    expect(priceTrip(service, first, NOW)).toMatchObject({ ok: true, quote: { total: 4_500 } });
    const more = { ...first, date: "2026-12-12", extras: { sim: true } };
    expect(priceTrip(service, more, NOW)).toMatchObject({ ok: true, quote: { total: 10_500 } });
  });

  test.each([
    ["a closed day", { date: "2026-12-25" }, "date holiday"],
    ["a time that is none", { time: "25:00" }, "time not-a-time"],
    [
      "a time outside the hours of the day",
      { date: "2026-12-12", time: "04:00" },
      "time outside-hours",
    ],
    ["no such place", { pickup: { place: "moon" } }, "pickup.place unknown-place"],
    [
      "a place that asks for more",
      { pickup: { place: "arrivals" } },
      "pickup.details missing-details",
    ],
    ["a wrong answer", { extras: { bags: 99 } }, "extras.bags bad-extra"],
    ["too many passengers", { passengers: 9 }, "passengers over-maximum"],
    [
      "a format that the route has not",
      { route: "to-coast", format: "shared" },
      "format format-not-offered",
    ],
  ])("is refused for %s", (_what, change, problem) => {
    const priced = priceTrip(service, { ...first, ...change }, NOW);
    const problems = priced.ok
      ? []
      : priced.violations.map(({ field, code }) => `${field} ${code}`);
    expect(problems).toEqual([problem]);
  });
});
