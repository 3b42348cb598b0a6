import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Extra } from "../../../src/domain/extras.ts";
import type { RoomPricing } from "../../../src/domain/room/quote.ts";
import { quoteRoom, validateDiscount } from "../../../src/domain/room/quote.ts";
import { HOUR_MS, MINUTE_MS } from "../venue.ts";

const pricing: RoomPricing = {
  currency: "cad",
  pricePerHour: 6_000,
  dayRate: 40_000,
  discounts: [{ id: "community", label: "Non-profits and union locals", percent: 25 }],
  extras: [
    {
      id: "layout",
      label: "Layout",
      required: false,
      type: "choice",
      options: [
        { id: "empty", label: "Empty floor" },
        { id: "rounds", label: "Round tables", price: { amount: 8_000, per: "day" } },
      ],
    },
    {
      id: "coffee",
      label: "Coffee",
      required: false,
      type: "flag",
      price: { amount: 350, per: "attendee" },
    },
    {
      id: "drive",
      label: "Files on a drive",
      required: false,
      type: "flag",
      price: { amount: 3_500, per: "booking" },
    },
  ],
};
const wish = { days: 2, lengthMs: 3 * HOUR_MS, attendees: 8, extras: {} };

describe("the time", () => {
  test("is hours times the price times the days", () => {
    expect(quoteRoom(pricing, wish)).toEqual({
      currency: "cad",
      lines: [{ label: "3 h × CA$60.00 × 2 days", amount: 36_000 }],
      total: 36_000,
    });
  });

  test("counts quarters of an hour", () => {
    const quote = quoteRoom(pricing, { ...wish, days: 1, lengthMs: 135 * MINUTE_MS });
    expect(quote.lines).toEqual([{ label: "2.25 h × CA$60.00", amount: 13_500 }]);
  });

  test("takes the day rate only where it is cheaper", () => {
    const at = (lengthMs: number, dayRate: number) =>
      quoteRoom({ ...pricing, dayRate }, { ...wish, lengthMs }).lines[0];
    expect(at(7 * HOUR_MS, 40_000)).toEqual({
      label: "Day rate CA$400.00 × 2 days",
      amount: 80_000,
    });
    expect(at(7 * HOUR_MS, 42_000)?.label).toBe("7 h × CA$60.00 × 2 days");
    expect(at(6.5 * HOUR_MS, 40_000)?.amount).toBe(78_000);
  });

  test("rounds each day to whole cents, so that days cost the same", () => {
    const odd = { ...pricing, pricePerHour: 3_331 };
    const one = quoteRoom(odd, { ...wish, days: 1, lengthMs: 90 * MINUTE_MS });
    const three = quoteRoom(odd, { ...wish, days: 3, lengthMs: 90 * MINUTE_MS });
    expect(one.total).toBe(4_997);
    expect(three.total).toBe(3 * one.total);
  });
});

describe("extras", () => {
  test("are priced by booking, by day, and by person and day", () => {
    const extras = { layout: "rounds", coffee: true, drive: true };
    expect(quoteRoom(pricing, { ...wish, extras }).lines.slice(1)).toEqual([
      { label: "Layout: Round tables: CA$80.00 × 2 days", amount: 16_000 },
      { label: "Coffee: CA$3.50 × 8 people × 2 days", amount: 5_600 },
      { label: "Files on a drive", amount: 3_500 },
    ]);
  });

  test("cost nothing when declined, unpriced or not answered", () => {
    const extras = { layout: "empty", coffee: false };
    expect(quoteRoom(pricing, { ...wish, extras }).lines).toHaveLength(1);
  });
});

describe("the discount", () => {
  test("is a line of its own, on the time and not on extras", () => {
    const quote = quoteRoom(pricing, {
      ...wish,
      discount: "community",
      extras: { drive: true },
    });
    expect(quote.lines.at(-1)).toEqual({
      label: "Non-profits and union locals (25% off the time)",
      amount: -9_000,
    });
    expect(quote.total).toBe(36_000 + 3_500 - 9_000);
  });

  test("is rounded up at half a cent, in the guest's favour", () => {
    const odd = { ...pricing, pricePerHour: 3_334 };
    const quote = quoteRoom(odd, { ...wish, days: 1, lengthMs: HOUR_MS, discount: "community" });
    expect(quote.lines.at(-1)?.amount).toBe(-834);
  });

  test("of another room is told apart from one that does not exist", () => {
    expect(validateDiscount(pricing, undefined)).toEqual([]);
    expect(validateDiscount(pricing, "community")).toEqual([]);
    expect(validateDiscount(pricing, "staff", ["staff"])[0]).toMatchObject({
      field: "discount",
      code: "not-eligible",
    });
    expect(validateDiscount(pricing, "free", ["staff"])[0]?.code).toBe("unknown-discount");
    expect(validateDiscount(pricing, "")[0]?.code).toBe("unknown-discount");
  });

  test("that was not validated is a bug, not a price", () => {
    expect(() => quoteRoom(pricing, { ...wish, discount: "free" })).toThrow("not validated");
  });
});

const price = fc.record({
  amount: fc.integer({ min: 1, max: 1_000_000 }),
  per: fc.constantFrom("booking" as const, "day" as const, "attendee" as const),
});
const flags: fc.Arbitrary<Extra[]> = fc.array(price, { maxLength: 4 }).map((prices) =>
  prices.map((one, index) => ({
    id: `extra${index}`,
    label: `Extra ${index}`,
    required: false,
    type: "flag",
    price: one,
  })),
);

test("lines are whole amounts that add up to the total, which is never negative", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
      fc.integer({ min: 1, max: 100 }),
      flags,
      fc.record({
        days: fc.integer({ min: 1, max: 10 }),
        quarters: fc.integer({ min: 1, max: 95 }),
        attendees: fc.integer({ min: 1, max: 500 }),
        isDiscounted: fc.boolean(),
      }),
      (pricePerHour, dayRate, percent, extras, { days, quarters, attendees, isDiscounted }) => {
        const quote = quoteRoom(
          {
            currency: "cad",
            pricePerHour,
            ...(dayRate !== undefined && { dayRate }),
            discounts: [{ id: "some", label: "Some", percent }],
            extras,
          },
          {
            days,
            lengthMs: quarters * 15 * MINUTE_MS,
            attendees,
            discount: isDiscounted ? "some" : undefined,
            extras: Object.fromEntries(extras.map(({ id }) => [id, true])),
          },
        );
        const sum = quote.lines.reduce((total, { amount }) => total + amount, 0);
        expect(quote.total).toBe(sum);
        expect(quote.total).toBeGreaterThanOrEqual(0);
        expect(quote.lines.every(({ amount }) => Number.isSafeInteger(amount))).toBe(true);
        expect(quote.lines.every(({ amount }) => !Object.is(amount, -0))).toBe(true);
        expect(quote.lines).toHaveLength(1 + extras.length + (isDiscounted ? 1 : 0));
        const timeAmount = quote.lines[0]?.amount ?? 0;
        if (dayRate !== undefined) expect(timeAmount).toBeLessThanOrEqual(dayRate * days);
      },
    ),
  );
});
