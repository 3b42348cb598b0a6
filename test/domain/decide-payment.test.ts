import { describe, expect, it } from "vitest";
import {
  paymentCancelled,
  paymentCaptured,
  paymentDeclined,
  paymentProcessing,
  refundsChanged,
} from "../../src/domain/decide-payment.ts";
import { evolve, type Reservation } from "../../src/domain/reservation.ts";
import {
  BUDGET_MS,
  captured,
  confirmed,
  given,
  NOW,
  nothingTold,
  opened,
  PAYMENT,
  PRICE,
  released,
  told,
} from "./given.ts";
import { at, DAY_MS } from "./venue.ts";

const capture = { payment: PAYMENT, secret: "s", amount: PRICE, currency: "cad" };
const free = { conflicts: [], alternatives: [] };
const taken = {
  conflicts: ["2026-12-08"],
  alternatives: [{ dates: ["2026-12-14"], start: "09:00", end: "12:00" }],
};

describe("money that arrives", () => {
  it("for a hold goes on to gate 2, which has the calendar's budget", () => {
    const decision = paymentCaptured(given(opened), capture, free, NOW);
    expect(told(decision)).toEqual({
      events: ["PaymentCaptured"],
      effects: ["follow-refunds", "check-slot"],
      withdrawn: ["end-hold", "close-payment"],
    });
    expect(decision.effects[1]?.giveUpAt).toBe(NOW + BUDGET_MS);
  });

  it("before we heard that its payment was opened counts all the same", () => {
    expect(told(paymentCaptured(given(), capture, free, NOW)).events).toEqual(["PaymentCaptured"]);
  });

  it.each([
    ["paid", given(opened, captured)],
    ["booked", given(opened, captured, ...confirmed)],
    [
      "refunded",
      given(opened, captured, {
        type: "FulfilmentFailed",
        reason: "slot-taken",
        detail: "",
        conflicts: [],
        alternatives: [],
      }),
    ],
  ])("again, for what is already %s, changes nothing", (_what, reservation) => {
    expect(told(paymentCaptured(reservation, capture, taken, NOW))).toEqual(nothingTold);
  });

  it("after the hold has ended rescues a slot that is still free", () => {
    const decision = paymentCaptured(given(opened, released), capture, free, NOW);
    expect(told(decision).events).toEqual(["PaymentCaptured"]);
    expect(told(decision).effects).toContain("check-slot");
  });

  it("after the hold has ended may have been refunded already, and is looked at at once", () => {
    const followed = (reservation: Reservation) =>
      paymentCaptured(reservation, capture, free, NOW).effects.find(
        ({ effect }) => effect.kind === "follow-refunds",
      );
    expect(followed(given(opened, released))).toMatchObject({ dueAt: NOW, again: true });
    expect(followed(given(opened))).toMatchObject({ dueAt: NOW + DAY_MS, again: true });
  });

  it("after the hold has ended and the slot is gone goes back in full, with alternatives", () => {
    const decision = paymentCaptured(given(opened, released), capture, taken, NOW);
    expect(told(decision).events).toEqual([
      "PaymentCaptured",
      "FulfilmentFailed",
      "RefundRequested",
    ]);
    expect(told(decision).effects).toContain("refund/not-booked");
    expect(decision.events[1]).toMatchObject({ reason: "slot-taken", ...taken });
    expect(decision.events[2]).toMatchObject({ amount: PRICE });
  });

  it("once the booked time has come goes back in full", () => {
    const begins = at("2026-12-07", "09:00");
    const late = paymentCaptured(given(opened), capture, free, begins);
    expect(late.events[1]).toMatchObject({ reason: "slot-passed" });
    const inTime = paymentCaptured(given(opened), capture, free, begins - 1);
    expect(told(inTime).events).toEqual(["PaymentCaptured"]);
  });

  it("and has gone back already, by hand, is no booking and no second refund", () => {
    const byHand = {
      type: "RefundRecorded",
      key: "re_1",
      refund: "re_1",
      amount: PRICE,
      status: "succeeded",
    } as const;
    const decision = paymentCaptured(given(opened, byHand), capture, free, NOW);
    expect(told(decision).events).toEqual(["PaymentCaptured", "FulfilmentFailed"]);
    expect(decision.events[1]).toMatchObject({ reason: "refunded-outside" });
    expect(told(decision).effects).toContain("tell/guest-refund");
    expect(told(decision).effects.filter((name) => name.startsWith("refund/"))).toEqual([]);
  });
});

describe("money that is not what was asked for", () => {
  it.each([
    ["amount", { ...capture, amount: PRICE - 1 }],
    ["currency", { ...capture, currency: "usd" }],
  ])("by its %s is an open item, and the hold is over", (_what, wrong) => {
    const decision = paymentCaptured(given(opened), wrong, free, NOW);
    expect(told(decision)).toEqual({
      events: ["PaymentMismatched", "ItemOpened", "HoldReleased"],
      effects: [`alert-staff/payment-mismatch/${PAYMENT}`],
      withdrawn: ["end-hold"],
    });
  });

  it("by another payment is an open item, and the hold goes on", () => {
    const decision = paymentCaptured(given(opened), { ...capture, payment: "pi_2" }, free, NOW);
    expect(told(decision).events).toEqual(["PaymentMismatched", "ItemOpened"]);
  });

  it("for a booking that is paid is an open item, and the booking stands", () => {
    const booking = given(opened, captured, ...confirmed);
    const decision = paymentCaptured(booking, { ...capture, payment: "pi_2" }, free, NOW);
    expect(told(decision).events).toEqual(["PaymentMismatched", "ItemOpened"]);
  });

  it("is told once", () => {
    const before = given(opened);
    const wrong = { ...capture, amount: 1 };
    const { events } = paymentCaptured(before, wrong, free, NOW);
    const after = [...events].reduce<Reservation>(evolve, before);
    expect(told(paymentCaptured(after, wrong, free, NOW))).toEqual(nothingTold);
  });
});

describe("what a payment says on its way", () => {
  it("is noted for a hold", () => {
    expect(told(paymentProcessing(given(opened), PAYMENT)).events).toEqual(["PaymentProcessing"]);
    expect(told(paymentDeclined(given(opened), PAYMENT, "card_declined", NOW)).events).toEqual([
      "PaymentDeclined",
    ]);
    expect(told(paymentCancelled(given(opened), PAYMENT))).toEqual({
      ...nothingTold,
      effects: ["end-hold"],
    });
  });

  it("that fails when the hold's time is over ends the hold, the provider asked first", () => {
    const held = given(opened);
    const end = held.holdExpiresAt ?? expect.fail("not a hold");
    const declinedAt = (now: number) => told(paymentDeclined(held, PAYMENT, "expired_card", now));
    expect(declinedAt(end - 1).effects).toEqual([]);
    expect(declinedAt(end)).toMatchObject({ events: ["PaymentDeclined"], effects: ["end-hold"] });
  });

  it("that is not the hold's own is cancelled, and ends no hold", () => {
    expect(told(paymentCancelled(given(opened), "pi_earlier"))).toEqual(nothingTold);
  });

  it("is waited for without a hold, except what is captured already", () => {
    const closes = { ...nothingTold, effects: ["close-payment"] };
    expect(told(paymentProcessing(given(opened, released), PAYMENT))).toEqual(closes);
    expect(told(paymentProcessing(given(opened, captured), "pi_second"))).toEqual(closes);
    expect(told(paymentProcessing(given(opened, captured), PAYMENT))).toEqual(nothingTold);
  });

  it("that is not the hold's own may be refunded, and ends no hold", () => {
    expect(told(refundsChanged(given(opened), "pi_by_hand"))).toEqual(nothingTold);
  });

  it.each([
    ["held", given(opened), ["end-hold"]],
    ["expired", given(opened, released), ["follow-refunds", "close-payment"]],
    ["paid", given(opened, captured), ["follow-refunds"]],
  ])("when it is refunded, asks for what is true of what is %s", (_what, reservation, effects) => {
    expect(told(refundsChanged(reservation, PAYMENT))).toEqual({ ...nothingTold, effects });
  });

  it.each([
    ["paid", given(opened, captured)],
    ["expired", given(opened, released)],
  ])("is nothing any more for what is %s", (_what, reservation) => {
    expect(told(paymentDeclined(reservation, PAYMENT, "card_declined", NOW))).toEqual(nothingTold);
    expect(told(paymentCancelled(reservation, PAYMENT))).toEqual(nothingTold);
  });
});
