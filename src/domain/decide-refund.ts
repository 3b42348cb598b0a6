import { failFulfilment, undoFulfilment } from "./decide-failure.ts";
import {
  type Decision,
  decided,
  nothing,
  openItem,
  recordInLedger,
  requestRefund,
  tell,
} from "./decision.ts";
import type { Message } from "./effect.ts";
import { refundAmount } from "./refund-policy.ts";
import {
  beginsAt,
  endsAt,
  evolve,
  type RefundStatus,
  type Reservation,
  refundsUnderway,
} from "./reservation.ts";
import type { CancelledBy, ReservationEvent } from "./reservation-event.ts";

/** A refund as the provider reports it. `key` is ours if we asked for it; by hand there is none. */
export interface SeenRefund {
  refund: string;
  key?: string | undefined;
  amount: number;
  status: Exclude<RefundStatus, "requested" | "superseded">;
  /** Of one that failed, when the provider says that the cardholder's bank holds the money. */
  why?: "disputed" | undefined;
}

const HOUR_MS = 60 * 60 * 1000;
/** How often a refund that is not final is looked at again without a webhook. */
const FOLLOW_PENDING_MS = 6 * HOUR_MS;
/**
 * How often a payment's refunds are looked at when no webhook asks for it, and for how long after
 * the booking's last day: a webhook can be lost for ever, and a refund can still fail days later.
 */
export const RECONCILE_MS = 24 * HOUR_MS;
const RECONCILE_AFTER_MS = 14 * 24 * HOUR_MS;

/**
 * Takes over what the provider says about this payment's refunds, ours and those that staff made
 * in the dashboard. A full refund by hand of a live booking is a cancellation.
 */
export function refundsSeen(reservation: Reservation, seen: SeenRefund[], now: number): Decision {
  const changed = named(reservation, seen).filter(({ refund, name, status }) => {
    const known = reservation.refunds[name];
    return known?.status !== status || known.refund !== refund;
  });
  const recorded = changed.map(
    ({ refund, name, amount, status }): ReservationEvent => ({
      type: "RefundRecorded",
      key: name,
      refund,
      amount,
      status,
    }),
  );
  const after = recorded.reduce<Reservation>(evolve, reservation);
  return decided(
    { events: recorded },
    ...changed
      .filter(({ status }) => status === "failed")
      .map(({ refund, amount, why }) =>
        moneyNotBack(
          after,
          refund,
          `${refund} of ${amount} failed: the money is back with us`,
          why,
        ),
      ),
    changed.some(({ status }) => status !== "failed") ? afterRefund(after) : {},
    ...changed
      .filter(({ refund, key, name, status }) => key && name === refund && status !== "failed")
      .map(({ refund, key, amount }) =>
        openItem(after, {
          kind: "refunded-twice",
          key: refund,
          detail: `${refund} of ${amount} was made for "${key}", which had been refunded already`,
        }),
      ),
    ...refundsAfterTransfer(
      after,
      changed.filter(({ name }) => !isCounted(reservation, name)),
    ),
    recorded.length > 0 ? recordInLedger : {},
    lookAgain(reservation, seen, now),
  );
}

/**
 * By which name each refund is kept: by our key, unless another one of the same key stands already
 * (a call that landed long after it had been given up). That one is a second refund, and keeps its
 * own id as its name, so that neither ever hides the other.
 */
function named(reservation: Reservation, seen: readonly SeenRefund[]) {
  const owners = new Map<string, string>();
  for (const [key, { refund, status }] of Object.entries(reservation.refunds)) {
    const stands = status === "succeeded" || status === "pending";
    if (stands && seen.some((one) => one.refund === refund && one.status !== "failed")) {
      owners.set(key, refund ?? "");
    }
  }
  return seen.map((one) => {
    const { refund, key, status } = one;
    const owner = key === undefined ? undefined : owners.get(key);
    if (key !== undefined && owner === undefined && status !== "failed") owners.set(key, refund);
    const second = owner !== undefined && owner !== refund;
    return { ...one, name: key === undefined || second ? refund : key };
  });
}

/** What is on its way has left the split already: how far it has come changes nothing. */
function isCounted({ refunds }: Reservation, name: string): boolean {
  const status = refunds[name]?.status;
  return status !== undefined && status !== "failed" && status !== "superseded";
}

/**
 * A refund does not take back what the supplier was paid: the platform would pay it twice. A share
 * that has not been moved yet is withheld instead.
 */
function refundsAfterTransfer(reservation: Reservation, changed: SeenRefund[]): Decision[] {
  if (reservation.kind !== "session" || !reservation.transfer?.transfer) return [];
  return changed
    .filter(({ status }) => status !== "failed")
    .map(({ refund, amount }) => refundAfterTransfer(reservation, refund, amount));
}

/** `key` is what came second: the refund, or the transfer that was known only after it. */
export function refundAfterTransfer(
  reservation: Reservation,
  key: string,
  amount: number,
): Decision {
  return openItem(reservation, {
    kind: "refund-after-transfer",
    key,
    detail: `${key}: ${amount} went back to the guest, and the supplier was paid their share`,
  });
}

function lookAgain(
  reservation: Reservation,
  seen: readonly SeenRefund[],
  now: number,
): Partial<Decision> {
  const pending = seen.some(({ status }) => status === "pending");
  if (!pending && now > endsAt(reservation) + RECONCILE_AFTER_MS) return {};
  const dueAt = now + (pending ? FOLLOW_PENDING_MS : RECONCILE_MS);
  return { effects: [{ effect: { kind: "follow-refunds" }, dueAt, again: true }] };
}

function afterRefund(reservation: Reservation): Decision {
  const full = refundsUnderway(reservation) >= (reservation.captured?.amount ?? Infinity);
  if (!full) return nothing;
  switch (reservation.status) {
    case "confirmed":
      return cancelled(reservation, "outside", "refunded in full by hand");
    case "paid":
      return failFulfilment(reservation, {
        reason: "refunded-outside",
        detail: "refunded in full by hand before it was booked",
      });
    default:
      return nothing;
  }
}

/**
 * The provider will not refund. `superseded` when the money had already gone back; `disputed` when
 * the cardholder's bank holds it, of which no webhook may have told yet.
 */
export function refundRefused(
  reservation: Reservation,
  refused: { key: string; amount: number; detail: string; why?: "superseded" | "disputed" },
): Decision {
  const { key, amount, detail, why } = refused;
  const status = why === "superseded" ? "superseded" : "failed";
  const event: ReservationEvent = { type: "RefundRecorded", key, refund: "", amount, status };
  if (why === "superseded") return decided({ events: [event] }, recordInLedger);
  return decided(
    { events: [event] },
    moneyNotBack(reservation, key, `the refund of ${amount} was refused: ${detail}`, why),
    recordInLedger,
  );
}

/**
 * A refund that did not reach the guest must do so another way, unless their bank is about to give
 * them the money: then they would get it twice. That is the provider's word on this refund: a dispute
 * that was ever open may have been won since.
 */
function moneyNotBack(
  reservation: Reservation,
  key: string,
  detail: string,
  why?: "disputed",
): Decision {
  return openItem(reservation, {
    kind: why === "disputed" ? "refund-disputed" : "refund-failed",
    key,
    detail,
  });
}

export type CancelRefusal =
  | { reason: "not-cancellable"; status: Reservation["status"] }
  | { reason: "amount-too-large"; refundable: number };

/** Staff cancel a booking, for a stated amount (minor units) or for what goes back by itself. */
export function cancelBooking(
  reservation: Reservation,
  wanted: { amount?: number | undefined; reason: string },
  now: number,
): { ok: true; decision: Decision } | { ok: false; refusal: CancelRefusal } {
  const { status, captured } = reservation;
  if (status !== "confirmed" || captured === null) {
    return { ok: false, refusal: { reason: "not-cancellable", status } };
  }
  const refundable = captured.amount - refundsUnderway(reservation);
  const usual = returnedByStaff(reservation, captured.amount, now);
  const amount = wanted.amount ?? Math.min(usual, refundable);
  if (amount > refundable) {
    return { ok: false, refusal: { reason: "amount-too-large", refundable } };
  }
  return {
    ok: true,
    decision: decided(
      cancelled(reservation, "staff", wanted.reason),
      requestRefund(reservation, { key: "cancellation", amount, reason: wanted.reason }),
    ),
  };
}

/**
 * What goes back when staff do not say. A guest who may cancel a session does so by their own link:
 * what staff cancel is the supplier's cause, or ours, and the guest's in no case. Guests of rooms and
 * trips cancel through staff, so there the frozen policy holds.
 */
function returnedByStaff(reservation: Reservation, paid: number, now: number): number {
  if (reservation.kind === "session") return paid;
  return refundAmount(reservation.refundPolicy, paid, beginsAt(reservation), now);
}

/** A booking ends before its time. The caller decides what goes back to the guest. */
export function cancelled(reservation: Reservation, by: CancelledBy, reason: string): Decision {
  return decided(
    { events: [{ type: "BookingCancelled", by, reason }] },
    undoFulfilment(reservation),
    { withdrawn: ["complete-booking"] },
    tell(...messagesOfCancellation(reservation, by)),
    recordInLedger,
  );
}

/** Who is told what of a cancellation; a supplier who reported it knows it. */
export function messagesOfCancellation(reservation: Reservation, by: CancelledBy): Message[] {
  if (reservation.kind === "room") return ["guest-cancellation"];
  if (reservation.kind === "service") return ["client-cancellation", "owner-cancellation"];
  switch (by) {
    case "guest":
      return ["guest_cancellation_confirmed", "supplier_guest_cancelled"];
    case "supplier":
      return ["guest_refund_processed"];
    case "staff":
    case "outside":
      return ["guest_refund_processed", "supplier_guest_cancelled"];
  }
}
