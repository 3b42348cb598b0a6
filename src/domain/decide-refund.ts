import { failFulfilment } from "./decide-fulfilment.ts";
import {
  type Decision,
  decided,
  eraseEveryDay,
  nothing,
  openItem,
  recordInLedger,
  requestRefund,
  tellGuest,
} from "./decision.ts";
import { refundAmount } from "./refund-policy.ts";
import {
  beginsAt,
  endsAt,
  evolve,
  type RefundStatus,
  type Reservation,
  refundsUnderway,
} from "./reservation.ts";
import type { ReservationEvent } from "./reservation-event.ts";

/** A refund as the provider reports it. `key` is ours if we asked for it; by hand there is none. */
export interface SeenRefund {
  refund: string;
  key?: string | undefined;
  amount: number;
  status: Exclude<RefundStatus, "requested" | "superseded">;
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
  const changed = seen.filter(({ refund, key, status }) => {
    const known = reservation.refunds[key ?? refund];
    return known?.status !== status || known.refund !== refund;
  });
  const recorded = changed.map(
    ({ refund, key, amount, status }): ReservationEvent => ({
      type: "RefundRecorded",
      key: key ?? refund,
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
      .map(({ refund, amount }) =>
        openItem(after, {
          kind: "refund-failed",
          key: refund,
          detail: `${refund} of ${amount} failed: the money is back with us and must reach the guest another way`,
        }),
      ),
    changed.some(({ status }) => status !== "failed") ? afterRefund(after) : {},
    recorded.length > 0 ? recordInLedger : {},
    lookAgain(reservation, seen, now),
  );
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

/** The provider will not refund. `superseded` when the money had already gone back. */
export function refundRefused(
  reservation: Reservation,
  refused: { key: string; amount: number; detail: string; superseded: boolean },
): Decision {
  const { key, amount, detail } = refused;
  const status = refused.superseded ? "superseded" : "failed";
  const event: ReservationEvent = { type: "RefundRecorded", key, refund: "", amount, status };
  if (refused.superseded) return decided({ events: [event] }, recordInLedger);
  return decided(
    { events: [event] },
    openItem(reservation, {
      kind: "refund-failed",
      key,
      detail: `the refund of ${amount} was refused: ${detail}`,
    }),
    recordInLedger,
  );
}

export type CancelRefusal =
  | { reason: "not-cancellable"; status: Reservation["status"] }
  | { reason: "amount-too-large"; refundable: number };

/** Staff cancel a booking, by the policy frozen on it or for a stated amount (minor units). */
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
  const policy = refundAmount(
    reservation.refundPolicy,
    captured.amount,
    beginsAt(reservation),
    now,
  );
  const amount = wanted.amount ?? Math.min(policy, refundable);
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

function cancelled(reservation: Reservation, by: "staff" | "outside", reason: string): Decision {
  return decided(
    { events: [{ type: "BookingCancelled", by, reason }] },
    eraseEveryDay(reservation),
    { withdrawn: ["complete-booking"] },
    tellGuest("guest-cancellation"),
    recordInLedger,
  );
}
