import { bookableOf, datesOf, type Reservation } from "../domain/reservation.ts";
import type { ReservationEvent } from "../domain/reservation-event.ts";
import { isMissed } from "../domain/service/receipt.ts";
import { sessionKey } from "../domain/session/session-name.ts";

/** One line that staff see in `wrangler tail`. Never a secret, a link or a card. */
export interface LogLine {
  message: string;
  level: "info" | "warn" | "error";
  payment_intent?: string | undefined;
  reservation?: string | undefined;
  bookable?: string | undefined;
  [detail: string]: unknown;
}

export type Log = (line: LogLine) => void;

type Said = Pick<LogLine, "message" | "level"> & Record<string, unknown>;

/**
 * What an event says in the log. The playbooks quote these messages, so they are fixed
 * (docs/runbook.md; seeds: the rooms document's incident playbooks).
 */
export function logLineOf(event: ReservationEvent, reservation: Reservation): LogLine {
  return {
    ...said(event, reservation),
    payment_intent: reservation.payment?.id,
    reservation: reservation.id,
    bookable: bookableOf(reservation),
  };
}

function said(event: ReservationEvent, reservation: Reservation): Said {
  switch (event.type) {
    case "Held":
      return { message: "Hold placed", level: "info", days: event.request.dates };
    case "SpotsHeld":
      return { message: "Hold placed", level: "info", ...spotsSaid(event) };
    case "SessionRequested":
      return { message: "Request received", level: "info", ...spotsSaid(event) };
    case "TripHeld":
      return {
        message: "Hold placed",
        level: "info",
        days: [event.trip.date],
        at: event.trip.time,
      };
    case "CheckoutOpened":
      return { message: "Checkout opened", level: "info" };
    case "ReceiptRecorded":
      return receiptSaid(event);
    case "RequestAccepted":
      return { message: "Request accepted", level: "info" };
    case "RequestDeclined":
      return { message: "Request declined", level: "info" };
    case "RequestExpired":
      return { message: "Request expired", level: "info" };
    case "LinkOpened":
      return { message: "Payment Link opened", level: "info", link: event.link };
    case "SplitFixed":
      return { message: "Split fixed", level: "info", ...event.split };
    case "TransferRecorded":
      return transferSaid(event);
    case "SettlementReleased":
      return { message: "Settlement released", level: "info", amount: event.amount };
    case "PaymentOpened":
      return { message: "Payment opened", level: "info" };
    case "PaymentProcessing":
      return { message: "Payment processing", level: "info" };
    case "PaymentDeclined":
      return { message: "Payment declined", level: "info", code: event.code };
    case "HoldReleased":
      return { message: "Hold released", level: "info", reason: event.reason };
    case "PaymentCaptured":
      return { message: "Payment captured", level: "info", amount: event.amount };
    case "ChargeRecorded":
      return { message: "Charge recorded", level: "info", charge: event.charge };
    case "PaymentMismatched":
      return {
        message: "Payment mismatch",
        level: "error",
        amount: event.amount,
        currency: event.currency,
      };
    case "SecondPaymentTaken":
      return {
        message: "Second payment",
        level: "warn",
        second: event.payment,
        amount: event.amount,
      };
    case "SecondPaymentReturned":
      return { message: "Second payment returned", level: "info", second: event.payment };
    case "SecondPaymentNotReturned":
      return { message: "Second payment not returned", level: "error", second: event.payment };
    case "SlotSecured":
      return { message: "Gate 2 passed", level: "info" };
    case "DayWritten":
      return { message: "Calendar event created", level: "info", date: event.date };
    case "DayErased":
      return { message: "Calendar event deleted", level: "info", date: event.date };
    case "DayDeletedByHand":
      return { message: "Calendar event deleted by hand", level: "warn", date: event.date };
    case "DayMovedByHand":
      return { message: "Calendar event moved by hand", level: "warn", date: event.date };
    case "BookingConfirmed":
      return { message: "Booking confirmed", level: "info", days: datesOf(reservation) };
    case "FulfilmentFailed":
      return failureSaid(event, reservation);
    case "RefundRequested":
      return { message: "Refund requested", level: "info", amount: event.amount, key: event.key };
    case "RefundRecorded":
      return refundSaid(event);
    case "BookingCancelled":
      return { message: "Booking cancelled", level: "info", by: event.by, reason: event.reason };
    case "BookingCompleted":
      return { message: "Booking completed", level: "info", by: event.by };
    case "ItemOpened":
      return itemSaid(event);
  }
}

function receiptSaid(event: Extract<ReservationEvent, { type: "ReceiptRecorded" }>): Said {
  const { message: told, id, status, detail } = event;
  if (isMissed(status)) {
    return { message: "Message not delivered", level: "warn", told, id, detail };
  }
  if (status === "unknown") {
    return { message: "Message receipt", level: "warn", told, id, status, detail };
  }
  return { message: "Message receipt", level: "info", told, id, status };
}

type Beginning = Extract<ReservationEvent, { type: "SpotsHeld" | "SessionRequested" }>;

function spotsSaid({ session, participants, flow, hotel }: Beginning) {
  return { session: sessionKey(session), spots: participants, flow, ...(hotel && { hotel }) };
}

function transferSaid(event: Extract<ReservationEvent, { type: "TransferRecorded" }>): Said {
  const { amount, transfer } = event;
  if (transfer === null) return { message: "Transfer requested", level: "info", amount };
  return { message: "Transfer made", level: "info", amount, transfer };
}

function failureSaid(
  event: Extract<ReservationEvent, { type: "FulfilmentFailed" }>,
  reservation: Reservation,
): Said {
  const { reason, detail } = event;
  switch (reason) {
    case "slot-taken":
    case "slot-passed":
      return { message: "Gate 2 conflict", level: "warn", reason, detail, days: event.conflicts };
    case "availability-check-failed":
      return { message: "Availability check failed", level: "error", gate: 2, detail };
    case "calendar-write-failed":
      return {
        message:
          datesOf(reservation).length > 1
            ? "Multi-day partial failure — cleaning up"
            : "Google Calendar event creation failed",
        level: "error",
        detail,
        final: true,
      };
    case "refunded-outside":
      return { message: "Refunded by hand before it was booked", level: "warn" };
  }
}

function refundSaid(event: Extract<ReservationEvent, { type: "RefundRecorded" }>): Said {
  const { key, refund, amount, status } = event;
  if (status === "failed") {
    return { message: "Auto-refund failed", level: "error", refund, amount, key };
  }
  if (key === refund || status === "superseded") {
    return { message: "Refund by hand recorded", level: "info", refund, amount, status };
  }
  return { message: "Auto-refund issued", level: "info", refund, amount, status, key };
}

function itemSaid(event: Extract<ReservationEvent, { type: "ItemOpened" }>): Said {
  const { kind, detail } = event;
  if (kind === "cleanup-failed") return { message: "Cleanup failed", level: "error", detail };
  return { message: "Open item for staff", level: "error", kind, detail };
}
