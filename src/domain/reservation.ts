import type { Alternative } from "./alternatives.ts";
import type { LocalDate, WallTime } from "./local-time.ts";
import type { Quote } from "./money.ts";
import type { RefundPolicy } from "./refund-policy.ts";
import type { OpenItemKind, ReservationEvent } from "./reservation-event.ts";
import type { SlotDay } from "./slot.ts";

/**
 * A guest's claim on a room, from hold to booking or to refund.
 *
 * `approved` (held, unpaid) → `paid` (money taken, gate 2 and the calendar still to come)
 * → `confirmed` (a booking) → `completed` | `cancelled`; or `expired` (never paid), or `failed`
 * (paid but not booked: refunded in full). A late payment moves `expired` to `paid`.
 */
export type ReservationStatus =
  | "approved"
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

/** What the guest asked for, as validated; answers to extras are already in words. */
export interface RoomRequest {
  dates: LocalDate[];
  start: WallTime;
  end: WallTime;
  attendees: number;
  discount?: string | undefined;
  extras: { label: string; value: string }[];
  notes?: string | undefined;
}

/**
 * One day's entry in the room's calendar. `unwritten` includes "perhaps written, answer lost":
 * only `erased` and never-attempted days are surely absent. The generation is part of the entry's
 * id, because an id that was deleted can never be used again.
 */
export interface CalendarEntry {
  generation: number;
  state: "unwritten" | "written" | "erased";
}

/** `superseded`: not needed any more, because the money had gone back another way. */
export type RefundStatus = "requested" | "pending" | "succeeded" | "failed" | "superseded";

export interface Refund {
  amount: number;
  status: RefundStatus;
  /** The provider's id, once known. */
  refund?: string | undefined;
}

export interface Reservation {
  id: string;
  /** What a guest reads out on the phone. */
  code: string;
  room: string;
  status: ReservationStatus;
  request: RoomRequest;
  customer: Customer;
  days: SlotDay[];
  quote: Quote;
  refundPolicy: RefundPolicy;
  heldAt: number;
  holdExpiresAt: number;
  /** How long the calendar may take before the money goes back, milliseconds. */
  writeBudgetMs: number;
  /** The provider's payment, and the secret that lets its owner pay and see it. */
  payment: { id: string; secret: string } | null;
  captured: { amount: number; currency: string; at: number } | null;
  calendar: Record<LocalDate, CalendarEntry>;
  refunds: Record<string, Refund>;
  failure: { reason: FailureReason; conflicts: LocalDate[]; alternatives: Alternative[] } | null;
  /** Open items by key, so that one cause alerts staff once. */
  items: Record<string, OpenItemKind>;
  /** Counts the events; copies elsewhere use it to refuse older states. */
  version: number;
}

/** The state after one more event. Pure; throws only for a journal that cannot have been written. */
export function evolve(before: Reservation | undefined, event: ReservationEvent): Reservation {
  if (event.type === "Held") return begin(event);
  if (before === undefined) throw new Error(`a journal begins with Held, not ${event.type}`);
  const after = change(before, event);
  return { ...after, version: before.version + 1 };
}

function begin(event: Extract<ReservationEvent, { type: "Held" }>): Reservation {
  const { type: _, ...facts } = event;
  return {
    ...facts,
    status: "approved",
    payment: null,
    captured: null,
    calendar: Object.fromEntries(
      facts.days.map(({ date }) => [date, { generation: 1, state: "unwritten" as const }]),
    ),
    refunds: {},
    failure: null,
    items: {},
    version: 1,
  };
}

function change(
  before: Reservation,
  event: Exclude<ReservationEvent, { type: "Held" }>,
): Reservation {
  switch (event.type) {
    case "PaymentOpened":
      return { ...before, payment: { id: event.payment, secret: event.secret } };
    case "HoldReleased":
      return { ...before, status: "expired" };
    case "PaymentCaptured":
      return {
        ...before,
        status: "paid",
        payment: before.payment ?? { id: event.payment, secret: event.secret },
        captured: { amount: event.amount, currency: event.currency, at: event.at },
      };
    case "FulfilmentFailed": {
      const { reason, conflicts, alternatives } = event;
      return { ...before, status: "failed", failure: { reason, conflicts, alternatives } };
    }
    case "BookingConfirmed":
      return { ...before, status: "confirmed" };
    case "BookingCancelled":
      return { ...before, status: "cancelled" };
    case "BookingCompleted":
      return { ...before, status: "completed" };
    case "DayWritten":
      return withEntry(before, event.date, { generation: event.generation, state: "written" });
    case "DayErased":
      return withEntry(before, event.date, { generation: event.generation, state: "erased" });
    case "DayDeletedByHand":
      return withEntry(before, event.date, {
        generation: event.generation + 1,
        state: "unwritten",
      });
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
    case "DayMovedByHand":
      return before;
  }
}

function withEntry(before: Reservation, date: LocalDate, entry: CalendarEntry): Reservation {
  return { ...before, calendar: { ...before.calendar, [date]: entry } };
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

function sumOfRefunds(reservation: Reservation, counts: (status: RefundStatus) => boolean): number {
  return Object.values(reservation.refunds)
    .filter(({ status }) => counts(status))
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** When the booking begins: what the refund policy counts from. */
export function beginsAt(reservation: Reservation): number {
  return Math.min(...reservation.days.map(({ startsAt }) => startsAt));
}

export function endsAt(reservation: Reservation): number {
  return Math.max(...reservation.days.map((day) => day.endsAt));
}
