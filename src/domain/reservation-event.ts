import type { LocalDate } from "./local-time.ts";
import type { Quote } from "./money.ts";
import type { RefundPolicy } from "./refund-policy.ts";
import type { Customer, FailureReason, RefundStatus, ReleaseReason } from "./reservation.ts";
import type { Alternative } from "./room/alternatives.ts";
import type { RoomRequest } from "./room/room-reservation.ts";
import type { SlotDay } from "./room/slot.ts";
import type { ReceiptStatus } from "./service/receipt.ts";
import type { Trip, TripRequest } from "./service/service-request.ts";
import type { SessionFlow, SessionTerms } from "./session/session-reservation.ts";
import type { SessionTimes } from "./session/session-times.ts";
import type { Split } from "./session/split.ts";

/** How the reservation of a session's spots begins, by whichever way. */
export interface SessionBeginning {
  id: string;
  code: string;
  experience: string;
  session: SessionTimes;
  participants: number;
  flow: SessionFlow;
  supplier: string;
  hotel: string | null;
  userId: string | null;
  customer: Customer;
  quote: Quote;
  refundPolicy: RefundPolicy;
  terms: SessionTerms;
  heldAt: number;
}

/** What happened to a reservation: the lines of its journal. Amounts in minor units. */
export type ReservationEvent =
  | {
      type: "Held";
      id: string;
      code: string;
      room: string;
      request: RoomRequest;
      customer: Customer;
      days: SlotDay[];
      quote: Quote;
      refundPolicy: RefundPolicy;
      heldAt: number;
      holdExpiresAt: number;
      writeBudgetMs: number;
    }
  | ({ type: "SpotsHeld"; holdExpiresAt: number } & SessionBeginning)
  | ({ type: "SessionRequested"; responseDeadline: number } & SessionBeginning)
  | {
      type: "TripHeld";
      id: string;
      code: string;
      service: string;
      trip: Trip;
      request: TripRequest;
      customer: Customer;
      whatsapp: string | null;
      quote: Quote;
      refundPolicy: RefundPolicy;
      heldAt: number;
      holdExpiresAt: number;
    }
  | { type: "CheckoutOpened"; session: string; url: string }
  | { type: "ReceiptRecorded"; message: string; id: string; status: ReceiptStatus; detail: string }
  | { type: "RequestAccepted"; holdExpiresAt: number; at: number }
  | { type: "RequestDeclined"; at: number }
  | { type: "RequestExpired" }
  /** `holdExpiresAt`: until when it can be paid instead, because the link came late. */
  | { type: "LinkOpened"; link: string; url: string; holdExpiresAt?: number }
  | { type: "PaymentOpened"; payment: string; secret: string }
  | { type: "PaymentProcessing"; payment: string }
  | { type: "PaymentDeclined"; payment: string; code: string }
  | { type: "HoldReleased"; reason: ReleaseReason }
  | {
      type: "PaymentCaptured";
      payment: string;
      charge?: string | undefined;
      secret: string;
      amount: number;
      currency: string;
      at: number;
    }
  /** The charge of what was captured, where the capture did not name it. */
  | { type: "ChargeRecorded"; charge: string }
  | { type: "PaymentMismatched"; payment: string; amount: number; currency: string }
  /** Of a link that was paid already: real money, which goes back by itself. */
  | { type: "SecondPaymentTaken"; payment: string; amount: number; at: number }
  /** Its refund stands at the provider: pending, or done. */
  | { type: "SecondPaymentReturned"; payment: string }
  /** It was refused, or failed, perhaps days after it stood. */
  | { type: "SecondPaymentNotReturned"; payment: string }
  | { type: "SlotSecured" }
  | { type: "DayWritten"; date: LocalDate; generation: number }
  | { type: "DayErased"; date: LocalDate; generation: number }
  | { type: "DayDeletedByHand"; date: LocalDate; generation: number }
  | { type: "DayMovedByHand"; date: LocalDate; generation: number }
  | { type: "BookingConfirmed" }
  | {
      type: "FulfilmentFailed";
      reason: FailureReason;
      detail: string;
      conflicts: LocalDate[];
      alternatives: Alternative[];
    }
  | { type: "RefundRequested"; key: string; amount: number }
  | { type: "RefundRecorded"; key: string; refund: string; amount: number; status: RefundStatus }
  | { type: "SplitFixed"; split: Split }
  | { type: "BookingCancelled"; by: CancelledBy; reason: string }
  /** `time`: nobody said otherwise. */
  | { type: "BookingCompleted"; by: "time" | "supplier"; at: number }
  | { type: "TransferRecorded"; amount: number; transfer: string | null }
  /** Staff had a withheld share paid after all; `disputes` are the items that they knew of. */
  | { type: "SettlementReleased"; amount: number; disputes: string[] }
  | { type: "ItemOpened"; key: string; kind: OpenItemKind; detail: string };

/** `outside`: refunded in full in the provider's dashboard. */
export type CancelledBy = "guest" | "supplier" | "staff" | "outside";

/**
 * What only a person can settle. Each kind has its section in the runbook.
 * `multi-day-rollback` is told to staff but leaves nothing open.
 */
export type OpenItemKind =
  | "cleanup-failed"
  | "refund-failed"
  | "refund-disputed"
  | "effect-stuck"
  | "payment-without-booking"
  | "payment-mismatch"
  | "calendar-event-changed"
  | "dispute"
  | "refunded-twice"
  | "transfer-blocked"
  | "settlement-withheld"
  | "refund-after-transfer";
