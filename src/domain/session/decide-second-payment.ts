import { type Decision, decided, nothing, openItem, tell } from "../decision.ts";
import type { PlannedEffect } from "../effect.ts";
import type { SecondPayment, SessionReservation } from "./session-reservation.ts";

const DAY_MS = 24 * 60 * 60_000;
/** A refund can fail days after it succeeded, and a webhook of that be lost: looked at daily so long. */
const FOLLOW_MS = 14 * DAY_MS;

/**
 * Two pages of one link were paid at the same moment. The first payment that we learn of is the
 * booking's; the other is nobody's, whatever becomes of the booking, so it goes back by itself.
 */
export function secondPaymentTaken(
  reservation: SessionReservation,
  { payment, amount }: { payment: string; amount: number },
  now: number,
): Decision {
  if (reservation.secondPayments?.[payment] !== undefined) return nothing;
  return decided({
    events: [{ type: "SecondPaymentTaken", payment, amount, at: now }],
    effects: [returnPayment(payment, amount)],
  });
}

/** Something about its refund changed, or may have. */
export function lookAtSecondPayment(reservation: SessionReservation, payment: string): Decision {
  const second = reservation.secondPayments?.[payment];
  return second === undefined
    ? nothing
    : decided({ effects: [returnPayment(payment, second.amount)] });
}

/** All of it is back, or on its way: the guest hears of it once, and it is looked at for a while. */
export function secondPaymentReturned(
  reservation: SessionReservation,
  payment: string,
  now: number,
): Decision {
  const second = reservation.secondPayments?.[payment];
  if (second === undefined) return nothing;
  return decided(
    second.state === "returned"
      ? {}
      : decided(
          { events: [{ type: "SecondPaymentReturned", payment }] },
          tell("guest_second_payment_returned"),
        ),
    now < second.takenAt + FOLLOW_MS
      ? { effects: [{ ...returnPayment(payment, second.amount), dueAt: now + DAY_MS }] }
      : {},
  );
}

/**
 * Its refund was refused, or failed: staff find another way, unless the bank is about to. `why`:
 * `disputed`, or which refund has failed, so that each that does is told.
 */
export function secondPaymentNotBack(
  reservation: SessionReservation,
  { payment, amount }: { payment: string; amount: number },
  detail: string,
  why?: string,
): Decision {
  const isDisputed = why === "disputed";
  const isNews = reservation.secondPayments?.[payment]?.state !== "failed";
  return decided(
    isNews ? { events: [{ type: "SecondPaymentNotReturned", payment }] } : {},
    openItem(reservation, {
      kind: isDisputed ? "refund-disputed" : "refund-failed",
      key: isDisputed ? payment : (why ?? payment),
      payment,
      detail: `${payment}, a second payment of ${amount}, did not go back: ${detail}`,
    }),
  );
}

/** What a guest has paid besides the booking's own payment, and how far that has come: minor units. */
export function secondPaymentsOf({
  secondPayments = {},
}: SessionReservation): Record<SecondPayment["state"], number> {
  const all = Object.values(secondPayments);
  const amountOf = (wanted: SecondPayment["state"]) =>
    all.reduce((sum, { amount, state }) => sum + (state === wanted ? amount : 0), 0);
  return { taken: amountOf("taken"), returned: amountOf("returned"), failed: amountOf("failed") };
}

function returnPayment(payment: string, amount: number): PlannedEffect {
  return { effect: { kind: "return-payment", payment, amount }, again: true };
}
