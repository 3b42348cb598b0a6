import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitOf } from "../../../src/domain/session/split.ts";

const document = { supplier: 80, hotel: 12, platform: 8 };
const totals = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
);
const shares = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
  .map(([a, b]) => ({ supplier: a, hotel: b - a, platform: 100 - b }));

describe("a price", () => {
  test("is divided 80/12/8", () => {
    expect(splitOf(9_000, document, true)).toEqual({
      supplier: 7_200,
      hotel: 1_080,
      platform: 720,
    });
  });

  test("that cannot be divided leaves what is left with the platform", () => {
    expect(splitOf(4_999, document, true)).toEqual({ supplier: 3_999, hotel: 599, platform: 401 });
    expect(splitOf(1, document, true)).toEqual({ supplier: 0, hotel: 0, platform: 1 });
  });

  test("without a hotel leaves its share with the platform, and the supplier's as it is", () => {
    expect(splitOf(9_000, document, false)).toEqual({ supplier: 7_200, hotel: 0, platform: 1_800 });
  });

  test("of nothing is nothing", () => {
    expect(splitOf(0, document, true)).toEqual({ supplier: 0, hotel: 0, platform: 0 });
  });
});

describe("whatever the price and the shares, a split", () => {
  test("adds up, in whole units, none of them negative", () => {
    fc.assert(
      fc.property(totals, shares, fc.boolean(), (total, percentages, hasHotel) => {
        const parts = Object.values(splitOf(total, percentages, hasHotel));
        for (const part of parts) {
          expect(Number.isSafeInteger(part)).toBe(true);
          expect(part).toBeGreaterThanOrEqual(0);
        }
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total));
      }),
    );
  });

  test("gives supplier and hotel their percentage, rounded down", () => {
    fc.assert(
      fc.property(totals, shares, (total, percentages) => {
        const { supplier, hotel } = splitOf(total, percentages, true);
        const exact = (percent: number) => (BigInt(total) * BigInt(percent)) / 100n;
        expect(BigInt(supplier)).toBe(exact(percentages.supplier));
        expect(BigInt(hotel)).toBe(exact(percentages.hotel));
      }),
    );
  });

  test("gives the platform its share at least, and less than two units of rounding", () => {
    fc.assert(
      fc.property(totals, shares, (total, percentages) => {
        const { platform } = splitOf(total, percentages, true);
        const extra = BigInt(platform) * 100n - BigInt(total) * BigInt(percentages.platform);
        expect(extra).toBeGreaterThanOrEqual(0n);
        expect(extra).toBeLessThan(200n);
      }),
    );
  });

  test("gives supplier and hotel no less of a higher price", () => {
    fc.assert(
      fc.property(totals, totals, shares, fc.boolean(), (one, other, percentages, hasHotel) => {
        const lower = splitOf(Math.min(one, other), percentages, hasHotel);
        const higher = splitOf(Math.max(one, other), percentages, hasHotel);
        expect(higher.supplier).toBeGreaterThanOrEqual(lower.supplier);
        expect(higher.hotel).toBeGreaterThanOrEqual(lower.hotel);
      }),
    );
  });

  test("pays the supplier the same, with a hotel or without", () => {
    fc.assert(
      fc.property(totals, shares, (total, percentages) => {
        const without = splitOf(total, percentages, false);
        expect(without.hotel).toBe(0);
        expect(without.supplier).toBe(splitOf(total, percentages, true).supplier);
      }),
    );
  });
});

describe("a bug, not a split, is", () => {
  test.each([-1, 0.5, Number.NaN, 2 ** 60])("the amount %d", (total) => {
    expect(() => splitOf(total, document, true)).toThrow(RangeError);
  });

  test.each([
    { supplier: 80, hotel: 12, platform: 9 },
    { supplier: 110, hotel: -10, platform: 0 },
    { supplier: 80.5, hotel: 11.5, platform: 8 },
  ])("the shares %j", (percentages) => {
    expect(() => splitOf(100, percentages, true)).toThrow(RangeError);
  });
});
