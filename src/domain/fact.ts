import { chargeSeen } from "./decide-charge.ts";
import { disputeOpened } from "./decide-dispute.ts";
import {
  type Capture,
  paymentCancelled,
  paymentCaptured,
  paymentDeclined,
  paymentProcessing,
  refundsChanged,
  type SlotView,
} from "./decide-payment.ts";
import { alertStaff, type Decision, decided, nothing } from "./decision.ts";
import type { Reservation } from "./reservation.ts";
import { checkoutClosed, receiptSeen, type SeenReceipt } from "./service/decide-service.ts";
import { linkSpent } from "./session/decide-spots.ts";

/** What a verified webhook says of a reservation, in our words. */
export type Fact =
  | ({ type: "captured" } & Capture)
  | { type: "processing"; payment: string }
  | { type: "declined"; payment: string; code: string }
  | { type: "cancelled"; payment: string }
  /** Something about its refunds changed: the provider is asked what is true now. */
  | { type: "refunds-changed"; payment: string }
  /** The hosted checkout is over and was not paid, or not yet: the provider is asked. */
  | { type: "checkout-closed" }
  /** It was completed by a method that takes its time, and the payment has failed since. */
  | { type: "checkout-failed" }
  | ({ type: "receipt" } & SeenReceipt)
  | { type: "disputed"; payment: string; dispute: string; detail: string };

/** The one place where facts become commands. */
export function decideOnFact(
  reservation: Reservation,
  fact: Fact,
  slotView: () => SlotView,
  now: number,
): Decision {
  switch (fact.type) {
    case "captured":
      return decided(
        paymentCaptured(reservation, fact, slotView(), now),
        chargeSeen(reservation, fact),
      );
    case "processing":
      return paymentProcessing(reservation, fact.payment);
    case "declined":
      return paymentDeclined(reservation, fact.payment, fact.code, now);
    case "cancelled":
      return paymentCancelled(reservation, fact.payment);
    case "refunds-changed":
      return refundsChanged(reservation, fact.payment);
    case "checkout-closed":
      return checkoutClosed(reservation);
    case "checkout-failed":
      return reservation.kind === "session" ? linkSpent(reservation) : checkoutClosed(reservation);
    case "receipt":
      return reservation.kind === "service" ? receiptSeen(reservation, fact) : nothing;
    case "disputed":
      return disputed(reservation, fact);
  }
}

/**
 * Staff hear of each dispute. One of a second payment, which is theirs to settle already, says nothing
 * of the booking's own: that one is settled and refunded as ever.
 */
function disputed(
  reservation: Reservation,
  { payment, dispute, detail }: Extract<Fact, { type: "disputed" }>,
): Decision {
  const own = reservation.payment?.id;
  if (own === undefined || own === payment) {
    return disputeOpened(reservation, { dispute, detail });
  }
  const another = `${detail}, of ${payment}; the booking was paid by ${own}, which is not disputed`;
  return decided(alertStaff("dispute", dispute, another, payment));
}
