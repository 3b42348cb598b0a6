import fc from "fast-check";
import { expect, test } from "vitest";
import { formatMoney, roundedShare, sumOf } from "../../src/domain/money.ts";

test("names the dollar of which country it is", () => {
  expect(formatMoney(12_000, "cad")).toBe("CA$120.00");
  expect(formatMoney(4_500, "usd")).toBe("US$45.00");
  expect(formatMoney(-2_050, "cad")).toBe("-CA$20.50");
  expect(formatMoney(5, "eur")).toBe("€0.05");
});

test("currencies without minor units are not divided", () => {
  expect(formatMoney(1200, "jpy")).toBe("JP¥1,200");
});

test("half a cent is rounded up", () => {
  expect(roundedShare(1, 50)).toBe(1);
  expect(roundedShare(3, 50)).toBe(2);
  expect(roundedShare(333, 25)).toBe(83);
  expect(roundedShare(2, 25)).toBe(1);
});

test("a share is a whole amount between nothing and everything, at most half a cent off", () => {
  const amounts = fc.integer({ min: 0, max: 99_999_999 });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 0, max: 100 }), (amount, percent) => {
      const share = roundedShare(amount, percent);
      expect(Number.isSafeInteger(share)).toBe(true);
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(amount);
      expect(Math.abs(share - (amount * percent) / 100)).toBeLessThanOrEqual(0.5);
    }),
  );
});

test("lines are summed with their signs", () => {
  expect(sumOf([])).toBe(0);
  expect(
    sumOf([
      { label: "time", amount: 500 },
      { label: "discount", amount: -125 },
    ]),
  ).toBe(375);
});
