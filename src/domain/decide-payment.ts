import type { Alternative } from "./alternatives.ts";
import { failFulfilment } from "./decide-fulfilment.ts";
import { RECONCILE_MS } from "./decide-refund.ts";
import { type Decision, decided, nothing, openItem } from "./decision.ts";
import type { LocalDate } from "./local-time.ts";
import { beginsAt, evolve, type Reservation, refundsUnderway } from "./reservation.ts";
import type { ReservationEvent } from "./reservation-event.ts";

export interface Capture {
  payment: string;
  secret: string;
  amount: number;
  currency: string;
}

/** What is taken by others now, for a payment that comes after its hold has ended. */
export interface SlotView {
  conflicts: LocalDate[];
  alternatives: Alternative[];
}

/**
 * Money arrived. Only this, from a verified webhook or from asking the provider, makes a
 * reservation paid. A repeat changes nothing; a wrong amount never becomes a booking.
 */
export function paymentCaptured(
  reservation: Reservation,
  capture: Capture,
  slot: SlotView,
  now: number,
): Decision {
  if (reservation.captured !== null && reservation.payment?.id === capture.payment) return nothing;
  if (!matches(reservation, capture)) return mismatch(reservation, capture);
  const { payment, secret, amount, currency } = capture;
  const event: ReservationEvent = {
    type: "PaymentCaptured",
    payment,
    secret,
    amount,
    currency,
    at: now,
  };
  const paid = evolve(reservation, event);
  const captured: Partial<Decision> = {
    events: [event],
    effects: [{ effect: { kind: "follow-refunds" }, dueAt: now + RECONCILE_MS }],
    withdrawn: ["end-hold", "close-payment"],
  };
  if (refundsUnderway(paid) >= amount) {
    const detail = "refunded in full by hand before its payment was known here";
    return decided(captured, failFulfilment(paid, { reason: "refunded-outside", detail }));
  }
  if (beginsAt(reservation) <= now) {
    return decided(captured, failFulfilment(paid, { reason: "slot-passed", detail: "too late" }));
  }
  if (reservation.status === "approved" || slot.conflicts.length === 0) {
    const giveUpAt = now + reservation.writeBudgetMs;
    return decided(captured, { effects: [{ effect: { kind: "check-slot" }, giveUpAt }] });
  }
  const failure = { reason: "slot-taken" as const, detail: "paid after the hold ended", ...slot };
  return decided(captured, failFulfilment(paid, failure));
}

function matches(reservation: Reservation, { payment, amount, currency }: Capture): boolean {
  const { quote } = reservation;
  const known = reservation.payment === null || reservation.payment.id === payment;
  const unpaid = reservation.captured === null;
  return known && unpaid && amount === quote.total && currency === quote.currency;
}

function mismatch(reservation: Reservation, capture: Capture): Decision {
  const { payment, amount, currency } = capture;
  const expected = `${reservation.quote.total} ${reservation.quote.currency}`;
  const item = openItem(reservation, {
    kind: "payment-mismatch",
    key: payment,
    detail: `${payment} took ${amount} ${currency}; ${reservation.id} expects ${expected} by ${reservation.payment?.id ?? "no payment yet"}`,
  });
  if (item.events.length === 0) return nothing;
  const own = reservation.status === "approved" && reservation.payment?.id === payment;
  return decided(
    { events: [{ type: "PaymentMismatched", payment, amount, currency }] },
    item,
    own
      ? {
          events: [{ type: "HoldReleased", reason: "payment-mismatch" }],
          withdrawn: ["end-hold"],
        }
      : {},
  );
}

/** The guest has paid by a method that takes its time; the hold waits (end-hold asks again). */
export function paymentProcessing(reservation: Reservation, payment: string): Decision {
  if (reservation.status !== "approved") return nothing;
  return decided({ events: [{ type: "PaymentProcessing", payment }] });
}

/** A declined card is not the end of the hold: the guest may try another. */
export function paymentDeclined(reservation: Reservation, payment: string, code: string): Decision {
  if (reservation.status !== "approved") return nothing;
  return decided({ events: [{ type: "PaymentDeclined", payment, code }] });
}

/** Somebody cancelled the payment: look at the provider now instead of when the hold ends. */
export function paymentCancelled(reservation: Reservation): Decision {
  if (reservation.status !== "approved") return nothing;
  return decided({ effects: [{ effect: { kind: "end-hold" }, again: true }] });
}
