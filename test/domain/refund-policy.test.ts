import fc from "fast-check";
import { expect, test } from "vitest";
import type { RefundPolicy } from "../../src/domain/refund-policy.ts";
import { describeRefundPolicy, refundAmount } from "../../src/domain/refund-policy.ts";
import { HOUR_MS } from "./venue.ts";

const policy: RefundPolicy = {
  tiers: [
    { noticeMs: 48 * HOUR_MS, percent: 100 },
    { noticeMs: 24 * HOUR_MS, percent: 50 },
  ],
};
const STARTS_AT = Date.parse("2026-12-07T17:00:00Z");

test.each([
  ["a week before", 168 * HOUR_MS, 10_001],
  ["exactly 48 hours before", 48 * HOUR_MS, 10_001],
  ["1 ms less than 48 hours before", 48 * HOUR_MS - 1, 5_001],
  ["exactly 24 hours before", 24 * HOUR_MS, 5_001],
  ["1 ms less than 24 hours before", 24 * HOUR_MS - 1, 0],
  ["at the start", 0, 0],
  ["after the start", -HOUR_MS, 0],
])("%s", (_, noticeMs, refunded) => {
  expect(refundAmount(policy, 10_001, STARTS_AT, STARTS_AT - noticeMs)).toBe(refunded);
});

test("without tiers nothing is refunded", () => {
  expect(refundAmount({ tiers: [] }, 10_000, STARTS_AT, 0)).toBe(0);
  expect(describeRefundPolicy({ tiers: [] })).toEqual(["No refund after payment."]);
});

test("a refund is never negative, never above what was paid and never grows as time passes", () => {
  const tiers = fc
    .uniqueArray(fc.tuple(fc.nat(1_000 * HOUR_MS), fc.integer({ min: 1, max: 100 })), {
      selector: ([noticeMs]) => noticeMs,
      maxLength: 5,
    })
    .map((pairs) => {
      const notices = pairs.map(([noticeMs]) => noticeMs).sort((a, b) => b - a);
      const percents = pairs.map(([, percent]) => percent).sort((a, b) => b - a);
      return notices.map((noticeMs, index) => ({ noticeMs, percent: percents[index] ?? 1 }));
    });
  const notice = fc.integer({ min: -100 * HOUR_MS, max: 1_200 * HOUR_MS });
  const amounts = fc.nat(99_999_999);
  fc.assert(
    fc.property(tiers, amounts, notice, fc.nat(HOUR_MS * 100), (some, paid, noticeMs, later) => {
      const refunded = refundAmount({ tiers: some }, paid, 0, -noticeMs);
      expect(refunded).toBeGreaterThanOrEqual(0);
      expect(refunded).toBeLessThanOrEqual(paid);
      expect(Number.isSafeInteger(refunded)).toBe(true);
      expect(refundAmount({ tiers: some }, paid, 0, later - noticeMs)).toBeLessThanOrEqual(
        refunded,
      );
    }),
  );
});

test("the policy is told in sentences", () => {
  expect(describeRefundPolicy(policy)).toEqual([
    "Full refund up to 48 hours before the first day starts.",
    "50% refund up to 24 hours before.",
    "No refund after that.",
  ]);
  expect(describeRefundPolicy({ tiers: [{ noticeMs: 0, percent: 100 }] })).toEqual([
    "Full refund until the first day starts.",
  ]);
});

test("the policy of a trip or a session counts from what its guest waits for", () => {
  const [first, ...others] = describeRefundPolicy(policy, "service");
  expect(first).toBe("Full refund up to 48 hours before the pickup.");
  expect(others).toEqual(describeRefundPolicy(policy).slice(1));
  expect(describeRefundPolicy(policy, "session")[0]).toBe(
    "Full refund up to 48 hours before the session starts.",
  );
  const always = { tiers: [{ noticeMs: 0, percent: 100 }] };
  expect(describeRefundPolicy(always, "service")).toEqual(["Full refund until the pickup."]);
});
