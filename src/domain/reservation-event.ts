import type { Alternative } from "./alternatives.ts";
import type { LocalDate } from "./local-time.ts";
import type { Quote } from "./money.ts";
import type { RefundPolicy } from "./refund-policy.ts";
import type {
  Customer,
  FailureReason,
  RefundStatus,
  ReleaseReason,
  RoomRequest,
} from "./reservation.ts";
import type { SlotDay } from "./slot.ts";

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
  | { type: "PaymentOpened"; payment: string; secret: string }
  | { type: "PaymentProcessing"; payment: string }
  | { type: "PaymentDeclined"; payment: string; code: string }
  | { type: "HoldReleased"; reason: ReleaseReason }
  | {
      type: "PaymentCaptured";
      payment: string;
      secret: string;
      amount: number;
      currency: string;
      at: number;
    }
  | { type: "PaymentMismatched"; payment: string; amount: number; currency: string }
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
  | { type: "BookingCancelled"; by: "staff" | "outside"; reason: string }
  | { type: "BookingCompleted" }
  | { type: "ItemOpened"; key: string; kind: OpenItemKind; detail: string };

/**
 * What only a person can settle. Each kind has its section in the runbook.
 * `multi-day-rollback` is told to staff but leaves nothing open.
 */
export type OpenItemKind =
  | "cleanup-failed"
  | "refund-failed"
  | "effect-stuck"
  | "payment-without-booking"
  | "payment-mismatch"
  | "calendar-event-changed"
  | "dispute";
