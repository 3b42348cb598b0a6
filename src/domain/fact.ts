import {
  type Capture,
  paymentCancelled,
  paymentCaptured,
  paymentDeclined,
  paymentProcessing,
  type SlotView,
} from "./decide-payment.ts";
import { type Decision, decided, openItem } from "./decision.ts";
import type { Reservation } from "./reservation.ts";

/** What a verified webhook says of a reservation's payment, in our words. */
export type Fact =
  | ({ type: "captured" } & Capture)
  | { type: "processing"; payment: string }
  | { type: "declined"; payment: string; code: string }
  | { type: "cancelled"; payment: string }
  /** Something about its refunds changed: the provider is asked what is true now. */
  | { type: "refunds-changed"; payment: string }
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
      return paymentCaptured(reservation, fact, slotView(), now);
    case "processing":
      return paymentProcessing(reservation, fact.payment);
    case "declined":
      return paymentDeclined(reservation, fact.payment, fact.code);
    case "cancelled":
      return paymentCancelled(reservation);
    case "refunds-changed":
      return decided({ effects: [{ effect: { kind: "follow-refunds" }, again: true }] });
    case "disputed":
      return openItem(reservation, { kind: "dispute", key: fact.dispute, detail: fact.detail });
  }
}
