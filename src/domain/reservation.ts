import type { LocalDate } from "./local-time.ts";
import type { Quote } from "./money.ts";
import type { RefundPolicy } from "./refund-policy.ts";
import type { CancelledBy, OpenItemKind, ReservationEvent } from "./reservation-event.ts";
import type { Alternative } from "./room/alternatives.ts";
import {
  asRoom,
  beginRoomReservation,
  changeDay,
  type RoomReservation,
} from "./room/room-reservation.ts";
import {
  asService,
  beginServiceReservation,
  changeService,
  type ServiceReservation,
} from "./service/service-reservation.ts";
import {
  asSession,
  beginSessionReservation,
  changeSession,
  type SessionReservation,
} from "./session/session-reservation.ts";

/**
 * A guest's claim on something scarce, from hold to booking or to refund.
 *
 * `pending` (asked for; the supplier decides) → `approved` (held, unpaid) → `paid` (money taken,
 * gate 2 and what fulfils it still to come) → `confirmed` (a booking) → `completed` | `cancelled`;
 * or `declined` (by the supplier), `expired` (never answered or never paid), or `failed` (paid but
 * not booked: refunded in full). A late payment moves `expired` to `paid`.
 */
export type ReservationStatus =
  | "pending"
  | "approved"
  | "declined"
  | "paid"
  | "confirmed"
  | "completed"
  | "cancelled"
  | "expired"
  | "failed";

/** Why a hold ended without money. */
export type ReleaseReason =
  | "expired"
  | "given-back"
  | "payment-cancelled"
  /** By a method that takes its time, and what there was to pay by is used up. */
  | "payment-failed"
  | "payment-unavailable"
  | "payment-mismatch";

/** Why paid money did not become, or did not stay, a booking. */
export type FailureReason =
  | "slot-taken"
  | "slot-passed"
  | "availability-check-failed"
  | "calendar-write-failed"
  | "refunded-outside";

export interface Customer {
  name: string;
  email: string;
  phone?: string | undefined;
}

/** `superseded`: not needed any more, because the money had gone back another way. */
export type RefundStatus = "requested" | "pending" | "succeeded" | "failed" | "superseded";

export interface Refund {
  amount: number;
  status: RefundStatus;
  /** The provider's id, once known. */
  refund?: string | undefined;
}

/** What every reservation has, whatever it is for. */
export interface ReservationCore {
  id: string;
  /** What a guest reads out on the phone. */
  code: string;
  status: ReservationStatus;
  customer: Customer;
  quote: Quote;
  refundPolicy: RefundPolicy;
  /** When it began: the hold, or the request. */
  heldAt: number;
  /** Until when it can be paid; null while nothing is held. */
  holdExpiresAt: number | null;
  /** The provider's payment, and the secret that lets its owner pay and see it. */
  payment: { id: string; secret: string } | null;
  /** `charge`: the provider's id of the charge, once known. */
  captured: {
    amount: number;
    currency: string;
    at: number;
    charge?: string | undefined;
  } | null;
  refunds: Record<string, Refund>;
  /** Once its hold has ended without money. */
  releasedFor?: ReleaseReason;
  /** Once it is cancelled. */
  cancelledBy?: CancelledBy;
  failure: { reason: FailureReason; conflicts: LocalDate[]; alternatives: Alternative[] } | null;
  /** Open items by key, so that one cause alerts staff once. */
  items: Record<string, OpenItemKind>;
  /** Counts the events; copies elsewhere use it to refuse older states. */
  version: number;
}

export type Reservation = RoomReservation | SessionReservation | ServiceReservation;

/** The state after one more event. Pure; throws only for a journal that cannot have been written. */
export function evolve(before: Reservation | undefined, event: ReservationEvent): Reservation {
  if (event.type === "Held") return beginRoomReservation(event);
  if (event.type === "SpotsHeld" || event.type === "SessionRequested") {
    return beginSessionReservation(event);
  }
  if (event.type === "TripHeld") return beginServiceReservation(event);
  if (before === undefined) throw new Error(`no journal begins with ${event.type}`);
  const after = change(before, event);
  return { ...after, version: before.version + 1 };
}

type FirstEvent = "Held" | "SpotsHeld" | "SessionRequested" | "TripHeld";
type LaterEvent = Exclude<ReservationEvent, { type: FirstEvent }>;

function change(before: Reservation, event: LaterEvent): Reservation {
  switch (event.type) {
    case "PaymentOpened":
      return { ...before, payment: { id: event.payment, secret: event.secret } };
    case "HoldReleased":
      return { ...before, status: "expired", releasedFor: event.reason };
    case "PaymentCaptured":
      return {
        ...before,
        status: "paid",
        payment: before.payment ?? { id: event.payment, secret: event.secret },
        captured: capturedBy(event),
      };
    case "ChargeRecorded":
      return before.captured === null
        ? before
        : { ...before, captured: { ...before.captured, charge: event.charge } };
    case "FulfilmentFailed": {
      const { reason, conflicts, alternatives } = event;
      return { ...before, status: "failed", failure: { reason, conflicts, alternatives } };
    }
    case "BookingConfirmed":
      return { ...before, status: "confirmed" };
    case "BookingCancelled":
      return { ...before, status: "cancelled", cancelledBy: event.by };
    case "BookingCompleted":
      return before.kind === "session"
        ? { ...before, status: "completed", completedAt: event.at }
        : { ...before, status: "completed" };
    case "DayWritten":
    case "DayErased":
    case "DayDeletedByHand":
    case "DayMovedByHand":
      return changeDay(asRoom(before), event);
    case "RequestAccepted":
    case "RequestDeclined":
    case "RequestExpired":
    case "LinkOpened":
    case "SecondPaymentTaken":
    case "SecondPaymentReturned":
    case "SecondPaymentNotReturned":
    case "SplitFixed":
    case "TransferRecorded":
    case "SettlementReleased":
      return changeSession(asSession(before), event);
    case "CheckoutOpened":
    case "ReceiptRecorded":
      return changeService(asService(before), event);
    case "RefundRequested":
      return withRefund(before, event.key, { amount: event.amount, status: "requested" });
    case "RefundRecorded":
      return withRefund(before, event.key, {
        amount: event.amount,
        status: event.status,
        refund: event.refund,
      });
    case "ItemOpened":
      return { ...before, items: { ...before.items, [event.key]: event.kind } };
    case "SlotSecured":
    case "PaymentProcessing":
    case "PaymentDeclined":
    case "PaymentMismatched":
      return before;
  }
}

function capturedBy(event: Extract<ReservationEvent, { type: "PaymentCaptured" }>) {
  const { amount, currency, at, charge } = event;
  return { amount, currency, at, ...(charge !== undefined && { charge }) };
}

function withRefund(before: Reservation, key: string, refund: Refund): Reservation {
  return { ...before, refunds: { ...before.refunds, [key]: refund } };
}

/** Whether the reservation's inventory is taken: what `claims` must hold, no more and no less. */
export function holdsClaims(reservation: Reservation): boolean {
  return ["approved", "paid", "confirmed"].includes(reservation.status);
}

/** What the provider confirms has gone back, minor units. */
export function refundedAmount(reservation: Reservation): number {
  return sumOfRefunds(reservation, (status) => status === "succeeded");
}

/** The provider's ids of all refunds that it knows of, whatever became of them. */
export function refundIds({ refunds }: Reservation): string[] {
  return Object.values(refunds).flatMap(({ refund }) => (refund ? [refund] : []));
}

/** Asked for, pending or done: what is left of the captured amount may still be given back. */
export function refundsUnderway(reservation: Reservation): number {
  return sumOfRefunds(reservation, (status) => status !== "failed" && status !== "superseded");
}

/**
 * What the guest was told will come back: also by a refund that then failed, for which staff find
 * another way.
 */
export function refundPromised(reservation: Reservation): number {
  const promised = sumOfRefunds(reservation, (status) => status !== "superseded");
  return Math.min(promised, reservation.captured?.amount ?? 0);
}

/** What became of a promised refund, minor units: the three add up to what was promised. */
export interface RefundProgress {
  /** The provider confirms that it has gone back. */
  returned: number;
  underway: number;
  /** It did not arrive: staff find another way. */
  failed: number;
}

export function refundProgress(reservation: Reservation): RefundProgress {
  const promised = refundPromised(reservation);
  const returned = Math.min(refundedAmount(reservation), promised);
  const underway = Math.min(refundsUnderway(reservation), promised) - returned;
  return { returned, underway, failed: promised - returned - underway };
}

/** Money came in that does not fit the reservation: it is neither booked nor forgotten. */
export function isMismatched({ items }: Reservation): boolean {
  return Object.values(items).includes("payment-mismatch");
}

function sumOfRefunds(reservation: Reservation, counts: (status: RefundStatus) => boolean): number {
  return Object.values(reservation.refunds)
    .filter(({ status }) => counts(status))
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** When the booking begins: what the refund policy counts from. */
export function beginsAt(reservation: Reservation): number {
  switch (reservation.kind) {
    case "room":
      return Math.min(...reservation.days.map(({ startsAt }) => startsAt));
    case "session":
      return reservation.session.startsAt;
    case "service":
      return reservation.trip.startsAt;
  }
}

export function endsAt(reservation: Reservation): number {
  switch (reservation.kind) {
    case "room":
      return Math.max(...reservation.days.map((day) => day.endsAt));
    case "session":
      return reservation.session.endsAt;
    case "service":
      return reservation.trip.endsAt;
  }
}

/** The dates on which it takes place, in the bookable's zone. */
export function datesOf(reservation: Reservation): LocalDate[] {
  switch (reservation.kind) {
    case "room":
      return reservation.request.dates;
    case "session":
      return [reservation.session.date];
    case "service":
      return [reservation.trip.date];
  }
}

/** The bookable's name in the catalogue: the room, the session's experience, or the service. */
export function bookableOf(reservation: Reservation): string {
  switch (reservation.kind) {
    case "room":
      return reservation.room;
    case "session":
      return reservation.experience;
    case "service":
      return reservation.service;
  }
}
