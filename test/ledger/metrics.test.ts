import { describe, expect, it } from "vitest";
import { commissions } from "../../src/ledger/commissions.ts";
import { sessionMetrics, troubleMetrics } from "../../src/ledger/metrics.ts";
import { ledgerOf } from "./ledger-of.ts";
import { BEGUN, DAY, HOUR, paid, requested, reservation } from "./session-rows.ts";

const period = { startsAt: BEGUN, endsAt: BEGUN + 30 * DAY };
const accepted = { holdExpiresAt: BEGUN + 3 * DAY };
const failure = { reason: "slot-passed" as const, conflicts: [], alternatives: [] };

/** Four requests: paid, accepted but not paid, declined, unanswered. Two bookings, one cancelled. */
const month = () => [
  paid({ ...requested(2 * HOUR), ...accepted, status: "confirmed" }),
  requested(4 * HOUR, { ...accepted, status: "expired" }),
  requested(6 * HOUR, { status: "declined" }),
  requested(null, { status: "expired" }),
  paid({ status: "cancelled" }),
  paid({ status: "failed", failure }),
  reservation({ status: "expired" }),
];

describe("the metrics of the experiences document", () => {
  it("count requests, answers, payments and cancellations as its table says", async () => {
    const metrics = await sessionMetrics(await ledgerOf(month()), period);
    expect(metrics.requestConversion).toEqual({ count: 1, of: 4, rate: 1 / 4 });
    expect(metrics.supplierResponse).toEqual({ count: 3, of: 4, rate: 3 / 4 });
    // Payable: two accepted requests and three instant reservations; two became bookings.
    expect(metrics.paymentCompletion).toEqual({ count: 2, of: 5, rate: 2 / 5 });
    expect(metrics.averageResponseMs).toBe(4 * HOUR);
    expect(metrics.cancellation).toEqual({ count: 1, of: 2, rate: 1 / 2 });
  });

  it("have no rate while there is nothing to compare with", async () => {
    const metrics = await sessionMetrics(await ledgerOf([]), period);
    expect(metrics.requestConversion).toEqual({ count: 0, of: 0, rate: null });
    expect(metrics.averageResponseMs).toBeNull();
    expect(metrics.hotelRevenue).toEqual([]);
  });

  it("count what began in the period: its first instant, and not the one after its last", async () => {
    const ledger = await ledgerOf([
      requested(null, { heldAt: BEGUN - 1 }),
      requested(null, { heldAt: BEGUN }),
      requested(null, { heldAt: period.endsAt - 1 }),
      requested(null, { heldAt: period.endsAt }),
    ]);
    expect((await sessionMetrics(ledger, period)).requestConversion.of).toBe(2);
  });

  it("count failed bookings, open ones apart, and what was refunded by currency", async () => {
    const back = { one: { amount: 9000, status: "succeeded" as const } };
    const ledger = await ledgerOf([
      paid({ status: "failed", failure }),
      paid({ status: "failed", failure, refunds: back }),
      paid({ status: "cancelled", refunds: { one: { amount: 4500, status: "succeeded" } } }),
      paid({ status: "cancelled", refunds: { one: { amount: 9000, status: "pending" } } }),
    ]);
    expect(await troubleMetrics(ledger, period)).toEqual({
      failedBookings: { count: 2, open: 1 },
      refunds: [{ currency: "cad", bookings: 2, amount: 13_500 }],
    });
  });
});

describe("the hotels' commissions", () => {
  const completed = (hotel: string | null, completedAt: number, changes: object = {}) =>
    paid({
      hotel,
      status: "completed",
      completedAt,
      transfer: { amount: 7200, transfer: "tr_1" },
      ...changes,
    });

  it("are each hotel's share of what was completed in the period, once", async () => {
    const ledger = await ledgerOf([
      completed("harbour-house", BEGUN),
      completed("harbour-house", period.endsAt - 1),
      completed("strathcona-inn", BEGUN),
      completed(null, BEGUN),
      completed("harbour-house", BEGUN - 1),
      completed("harbour-house", period.endsAt),
      paid({ hotel: "harbour-house" }),
      paid({ hotel: "harbour-house", status: "cancelled" }),
    ]);
    const line = { currency: "cad", refundedAfterwards: 0, supplierUnpaid: 0 };
    expect(await commissions(ledger, period)).toEqual([
      { ...line, hotel: "harbour-house", bookings: 2, amount: 2160 },
      { ...line, hotel: "strathcona-inn", bookings: 1, amount: 1080 },
    ]);
    expect((await sessionMetrics(ledger, period)).hotelRevenue).toHaveLength(2);
  });

  it("say how many of them gave money back after they were settled", async () => {
    const back = (amount: number) => ({ one: { amount, status: "succeeded" as const } });
    const settledOfHalf = { supplier: 3600, hotel: 540, platform: 360 };
    const ledger = await ledgerOf([
      completed("harbour-house", BEGUN, { refunds: back(4500) }),
      // Given back before it was settled: the split is of what was kept, and nothing is amiss.
      completed("harbour-house", BEGUN, { refunds: back(4500), split: settledOfHalf }),
    ]);
    expect(await commissions(ledger, period)).toMatchObject([
      { bookings: 2, amount: 1620, refundedAfterwards: 1 },
    ]);
  });

  it("say how many of them have a supplier who was not paid: perhaps for a dispute", async () => {
    const ledger = await ledgerOf([
      completed("harbour-house", BEGUN),
      completed("harbour-house", BEGUN, { transfer: { amount: 7200, transfer: null } }),
      completed("harbour-house", BEGUN, { transfer: null }),
    ]);
    expect(await commissions(ledger, period)).toMatchObject([{ bookings: 3, supplierUnpaid: 2 }]);
  });
});
