import { describe, expect, it } from "vitest";
import {
  beginsAt,
  endsAt,
  evolve,
  holdsClaims,
  type Reservation,
  refundedAmount,
  refundProgress,
  refundPromised,
  refundsUnderway,
} from "../../src/domain/reservation.ts";
import type { ReservationEvent } from "../../src/domain/reservation-event.ts";
import { captured, confirmed, given, held, NOW, opened, released } from "./given.ts";
import { at } from "./venue.ts";

const recorded = (key: string, amount: number, status: string): ReservationEvent =>
  ({ type: "RefundRecorded", key, refund: `re_${key}`, amount, status }) as ReservationEvent;

describe("a reservation", () => {
  it("begins with a hold or a request, and nothing else", () => {
    expect(() => evolve(undefined, opened)).toThrow(/no journal begins with PaymentOpened/);
    expect(given()).toMatchObject({
      status: "approved",
      version: 1,
      payment: null,
      captured: null,
    });
  });

  it("counts every event in its version, also those that change nothing else", () => {
    const processing: ReservationEvent = { type: "PaymentProcessing", payment: "pi_1" };
    expect(given(opened, processing, processing).version).toBe(4);
  });

  it("is never changed in place", () => {
    const before = given(opened);
    const copy = structuredClone(before);
    evolve(before, captured);
    expect(before).toEqual(copy);
  });

  it.each<[string, Reservation, boolean]>([
    ["held", given(opened), true],
    ["paid", given(opened, captured), true],
    ["a booking", given(opened, captured, ...confirmed), true],
    ["expired", given(opened, released), false],
    ["paid after it had expired", given(opened, released, captured), true],
    [
      "completed",
      given(opened, captured, ...confirmed, { type: "BookingCompleted", by: "time", at: NOW }),
      false,
    ],
    [
      "cancelled",
      given(opened, captured, { type: "BookingCancelled", by: "staff", reason: "" }),
      false,
    ],
  ])("that is %s takes its time or does not", (_what, reservation, takes) => {
    expect(holdsClaims(reservation)).toBe(takes);
  });

  it("counts what is refunded apart from what is under way, and failed refunds as neither", () => {
    const reservation = given(
      opened,
      captured,
      { type: "RefundRequested", key: "asked", amount: 1 },
      recorded("waits", 20, "pending"),
      recorded("done", 300, "succeeded"),
      recorded("lost", 4_000, "failed"),
      recorded("late", 50_000, "superseded"),
    );
    expect(refundedAmount(reservation)).toBe(300);
    expect(refundsUnderway(reservation)).toBe(321);
    expect(refundPromised(reservation), "what failed was promised too").toBe(4_321);
    expect(refundPromised({ ...reservation, captured: null })).toBe(0);
    expect(refundProgress(reservation)).toEqual({ returned: 300, underway: 21, failed: 4_000 });
  });

  it("counts nothing as failed that has gone back another way since", () => {
    const amount = given(opened, captured).captured?.amount ?? 0;
    const failed = given(opened, captured, recorded("lost", amount, "failed"));
    expect(refundProgress(failed)).toEqual({ returned: 0, underway: 0, failed: amount });
    const byHand = given(
      opened,
      captured,
      recorded("lost", amount, "failed"),
      recorded("by-hand", amount, "succeeded"),
    );
    expect(refundProgress(byHand)).toEqual({ returned: amount, underway: 0, failed: 0 });
  });

  it("begins with its first day and ends with its last", () => {
    expect(beginsAt(given())).toBe(at("2026-12-07", "09:00"));
    expect(endsAt(given())).toBe(at("2026-12-08", "12:00"));
    expect(given().days).toEqual(held.days);
  });
});
