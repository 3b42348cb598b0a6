import { describe, expect, it } from "vitest";
import { paymentCaptured } from "../../../src/domain/decide-payment.ts";
import { decided } from "../../../src/domain/decision.ts";
import type { ReleaseReason } from "../../../src/domain/reservation.ts";
import { bookSpots, spotsReleased } from "../../../src/domain/session/decide-spots.ts";
import type { SessionFlow } from "../../../src/domain/session/session-reservation.ts";
import { nothingTold, told } from "../given.ts";
import { DAY_MS } from "../venue.ts";
import {
  CHECK_AT,
  captured,
  ENDS_AT,
  from,
  givenSession,
  linkOpened,
  NOW,
  PAYMENT,
  PRICE,
  requested,
  STARTS_AT,
} from "./given-session.ts";

const capture = { payment: PAYMENT, secret: "s", amount: PRICE, currency: "cad" };
const free = { conflicts: [], alternatives: [] };
const taken = { conflicts: ["2026-12-12"], alternatives: [] };
const released = { type: "HoldReleased", reason: "expired" } as const;

describe("paid spots", () => {
  it("are a booking at once: both are told, the supplier is asked later, the link is closed", () => {
    const { events, effects } = bookSpots(givenSession(linkOpened, captured));
    expect(events).toEqual([
      { type: "SplitFixed", split: { supplier: 7200, hotel: 1080, platform: 720 } },
      { type: "BookingConfirmed" },
    ]);
    expect(effects).toEqual([
      { effect: { kind: "tell", message: "supplier_booking_confirmed" } },
      { effect: { kind: "tell", message: "guest_payment_confirmed" } },
      { effect: { kind: "tell", message: "supplier_completion_check" }, dueAt: CHECK_AT },
      { effect: { kind: "complete-booking" }, dueAt: ENDS_AT + 7 * DAY_MS },
      { effect: { kind: "close-payment" }, again: true },
      { effect: { kind: "record-in-ledger" }, again: true },
    ]);
  });

  it("after their time are rescued while they are free, and refunded in full when they are not", () => {
    const late = givenSession(linkOpened, released);
    expect(told(paymentCaptured(late, capture, free, NOW)).events).toEqual([
      "PaymentCaptured",
      "SplitFixed",
      "BookingConfirmed",
    ]);
    const { events } = paymentCaptured(late, capture, taken, NOW);
    expect(events).toMatchObject([
      { type: "PaymentCaptured" },
      { type: "FulfilmentFailed", reason: "slot-taken" },
      { type: "RefundRequested", key: "not-booked", amount: PRICE },
    ]);
  });

  it.each([
    ["once the session is over, even if they are held", [linkOpened], ENDS_AT],
    ["once it has begun, when their hold has ended", [linkOpened, released], STARTS_AT],
  ])("are refunded in full %s", (_when, events, from) => {
    const reservation = givenSession(...events);
    const at = (now: number) => paymentCaptured(reservation, capture, free, now);
    expect(at(from).events[1]).toMatchObject({ reason: "slot-passed" });
    expect(told(at(from - 1)).events).toContain("BookingConfirmed");
  });

  it("of a request that was never accepted are an open item", () => {
    const decision = paymentCaptured(from(requested), capture, free, NOW);
    expect(told(decision).events).toEqual(["PaymentMismatched", "ItemOpened"]);
  });

  it("paid twice are booked once: the second payment goes back, once, and is staff's when it is another", () => {
    const booked = givenSession(linkOpened, captured, { type: "BookingConfirmed" });
    const paidBy = (change: object, state = booked) =>
      told(paymentCaptured(state, { ...capture, ...change }, free, NOW));
    expect(paidBy({})).toEqual(nothingTold);
    const second = { payment: "pi_2" };
    expect(paidBy(second)).toEqual({
      ...nothingTold,
      events: ["SecondPaymentTaken"],
      effects: ["return-payment/pi_2"],
    });
    const taken = { type: "SecondPaymentTaken", ...second, amount: PRICE, at: NOW } as const;
    const known = givenSession(linkOpened, captured, { type: "BookingConfirmed" }, taken);
    expect(paidBy(second, known)).toEqual(nothingTold);
    expect(paidBy({ ...second, amount: 1 }).events).toEqual(["PaymentMismatched", "ItemOpened"]);
  });
});

describe("spots that go back unpaid", () => {
  it.each<[SessionFlow, ReleaseReason, boolean]>([
    ["instant", "expired", true],
    ["request", "expired", true],
    ["request", "payment-unavailable", true],
    // The guest is still on the page, and reads it there.
    ["instant", "payment-unavailable", false],
    ["class", "expired", false],
    ["class", "given-back", false],
    ["instant", "payment-failed", true],
    ["request", "payment-failed", true],
    // They have paid: staff explain.
    ["instant", "payment-mismatch", false],
    ["request", "payment-mismatch", false],
  ])("of %s, because %s: guest and supplier are told: %s", (flow, reason, isTold) => {
    const decision = decided(spotsReleased({ ...givenSession(linkOpened), flow }, reason));
    expect(told(decision).effects).toEqual([
      ...(isTold ? ["tell/guest_payment_expired", "tell/supplier_payment_not_completed"] : []),
      "record-in-ledger",
    ]);
  });
});
