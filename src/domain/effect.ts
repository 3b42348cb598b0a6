import type { LocalDate } from "./local-time.ts";
import type { ReleaseReason } from "./reservation.ts";
import type { OpenItemKind } from "./reservation-event.ts";

/** What the guest of a room is told. */
export type RoomMessage = "guest-confirmation" | "guest-refund" | "guest-cancellation";

/**
 * What guests, suppliers and hotels are told of a session: the experiences document's templates, and
 * one for a guest who has paid twice.
 */
export type SessionMessage =
  | "guest_instant_booking"
  | "supplier_new_booking"
  | "supplier_new_request"
  | "guest_request_received"
  | "guest_booking_approved"
  | "guest_request_declined"
  | "guest_request_expired"
  | "supplier_booking_confirmed"
  | "guest_payment_confirmed"
  | "guest_payment_expired"
  | "supplier_payment_not_completed"
  | "guest_cancellation_confirmed"
  | "supplier_guest_cancelled"
  | "supplier_completion_check"
  | "supplier_payout_sent"
  | "guest_refund_processed"
  | "guest_second_payment_returned"
  | "hotel_commission_earned";

/** Emails about a trip, to the client and to the owner of the service. */
export type ServiceEmail =
  | "client-recap"
  | "owner-recap"
  | "client-payment-failed"
  | "client-refund"
  | "client-cancellation"
  | "owner-cancellation"
  | "owner-undelivered";

/** WhatsApp messages about a trip. */
export type ServiceText = "client-follow-up" | "owner-dispatch" | "owner-undelivered-text";

export type Message = RoomMessage | SessionMessage | ServiceEmail;

/** The message that did not arrive, for the notice of that. */
export interface Undelivered {
  message: string;
  detail: string;
  /**
   * Whether the client was known to have it by the other channel when this was decided. Not when it
   * is sent: each attempt must say the same, or the provider cannot tell that it has it already.
   */
  isToldOtherwise?: boolean;
}

export type AlertKind = OpenItemKind | "multi-day-rollback";

/**
 * One thing to do outside the object. It is stored before it is done, with an id that follows from
 * the reservation and the effect alone: deciding twice stores it once, and every provider call
 * carries that id as its idempotency key where the provider has such a thing.
 */
export type Effect =
  | { kind: "open-payment" }
  /** Due when the hold ends: asks the provider first, and releases only what can no longer be paid. */
  | { kind: "end-hold"; reason?: ReleaseReason }
  /** Closes a payment or a link that nobody may pay any more. */
  | { kind: "close-payment" }
  /** Due a while after a link was closed, once: visits that were under way may have opened pages. */
  | { kind: "close-late-pages" }
  /** Gate 2: a fresh look at the calendar after the money came. */
  | { kind: "check-slot" }
  | { kind: "write-day"; date: LocalDate; generation: number }
  | { kind: "erase-day"; date: LocalDate; generation: number }
  | { kind: "refund"; key: string; amount: number; reason: string }
  /** Reads the payment's refunds at the provider: the answer to every refund webhook. */
  | { kind: "follow-refunds" }
  | { kind: "tell"; message: Message; about?: Undelivered }
  | { kind: "text"; message: ServiceText; about?: Undelivered }
  /** Due when no receipt of a WhatsApp message has come for a while; `id` is the provider's. */
  | {
      kind: "look-at-text";
      message: ServiceText;
      about?: string | undefined;
      id: string;
      look: 1 | 2;
    }
  /** `payment`: the one that it is about, where that is not the reservation's own. */
  | { kind: "alert-staff"; alert: AlertKind; detail: string; key: string; payment?: string }
  | { kind: "complete-booking" }
  /** Due at the response deadline: a request that nobody answered. */
  | { kind: "end-request" }
  /** Gives back what was paid on a link that was paid already. */
  | { kind: "return-payment"; payment: string; amount: number }
  /** Pays the supplier their share of a completed booking. */
  | { kind: "transfer"; amount: number }
  | { kind: "record-in-ledger" };

export interface PlannedEffect {
  effect: Effect;
  /** UTC epoch milliseconds; absent means now. */
  dueAt?: number;
  /** After this instant the effect is given up instead of tried again. */
  giveUpAt?: number;
  /** An effect that is stored already and done, or not yet due, becomes due again. */
  again?: boolean;
}

/** The part of the id that tells two effects of one reservation apart. */
export function effectName(effect: Effect): string {
  switch (effect.kind) {
    case "write-day":
    case "erase-day":
      return `${effect.kind}/${effect.date}/${effect.generation}`;
    case "return-payment":
      return `return-payment/${effect.payment}`;
    case "refund":
      return `refund/${effect.key}`;
    case "tell":
    case "text": {
      const about = effect.about === undefined ? "" : `/${effect.about.message}`;
      return `${effect.kind}/${effect.message}${about}`;
    }
    case "look-at-text":
      return `look-at-text/${effect.message}/${effect.id}/${effect.look}`;
    case "alert-staff":
      return `alert-staff/${effect.alert}/${effect.key}`;
    default:
      return effect.kind;
  }
}
