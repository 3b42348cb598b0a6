import { chargeSeen } from "../decide-charge.ts";
import { disputesSeen, type SeenDispute } from "../decide-dispute.ts";
import { cancelled, refundAfterTransfer, refundsSeen, type SeenRefund } from "../decide-refund.ts";
import {
  type Decision,
  decided,
  nothing,
  openItem,
  recordInLedger,
  requestRefund,
  tell,
} from "../decision.ts";
import {
  evolve,
  type Reservation,
  type ReservationStatus,
  refundsUnderway,
} from "../reservation.ts";
import type { ReservationEvent } from "../reservation-event.ts";
import { asSession, cancelUntil, type SessionReservation } from "./session-reservation.ts";
import { type Split, splitOf } from "./split.ts";

export type SettlementRefusal =
  | { reason: "cancellation-closed" | "not-over-yet" | "report-closed" }
  | { reason: "already-cancelled" | "already-completed" }
  | { reason: "not-a-booking"; status: ReservationStatus };

type Settled = { ok: true; decision: Decision } | { ok: false; refusal: SettlementRefusal };

/** The guest cancels in time: everything goes back, and so do the spots. */
export function cancelByGuest(reservation: SessionReservation, now: number): Settled {
  const refusal = cancelRefusal(reservation, now);
  if (refusal !== undefined) return refused(refusal);
  return accepted(endWithRefund(reservation, "guest", "cancellation", "cancelled by the guest"));
}

/** Why the guest cannot cancel now, `undefined` when they can. */
export function cancelRefusal(
  reservation: SessionReservation,
  now: number,
): SettlementRefusal | undefined {
  const refusal = bookingRefusal(reservation);
  if (refusal !== undefined) return refusal;
  return now > cancelUntil(reservation) ? { reason: "cancellation-closed" } : undefined;
}

/** The supplier says that it did not take place: everything goes back, and nobody is paid. */
export function reportNoExperience(reservation: SessionReservation, now: number): Settled {
  const refusal = reportRefusal(reservation, now);
  if (refusal !== undefined) return refused(refusal);
  return accepted(endWithRefund(reservation, "supplier", "no-experience", "it did not take place"));
}

/** The supplier says that it took place: they are paid. */
export function reportCompletion(reservation: SessionReservation, now: number): Settled {
  const refusal = reportRefusal(reservation, now);
  if (refusal !== undefined) return refused(refusal);
  return accepted(completeSession(reservation, "supplier", now));
}

/** What the supplier may not report now, `undefined` when they may. */
export function reportRefusal(
  reservation: SessionReservation,
  now: number,
): SettlementRefusal | undefined {
  const refusal = bookingRefusal(reservation);
  if (refusal !== undefined) return refusal;
  if (now < reservation.session.endsAt) return { reason: "not-over-yet" };
  return now > reservation.terms.reportUntil ? { reason: "report-closed" } : undefined;
}

function bookingRefusal({ status }: SessionReservation): SettlementRefusal | undefined {
  switch (status) {
    case "confirmed":
      return undefined;
    case "cancelled":
      return { reason: "already-cancelled" };
    case "completed":
      return { reason: "already-completed" };
    default:
      return { reason: "not-a-booking", status };
  }
}

/** What the guest has finally paid: what was given back, or is on its way, does not count. */
export function keptAmount(reservation: SessionReservation): number {
  return (reservation.captured?.amount ?? 0) - refundsUnderway(reservation);
}

/** How what is kept would be divided now. */
export function splitOfKept(reservation: SessionReservation): Split {
  const { terms, hotel } = reservation;
  return splitOf(Math.max(0, keptAmount(reservation)), terms.shares, hotel !== null);
}

function endWithRefund(
  reservation: SessionReservation,
  by: "guest" | "supplier",
  key: string,
  reason: string,
): Decision {
  const amount = keptAmount(reservation);
  return decided(
    cancelled(reservation, by, reason),
    requestRefund(reservation, { key, amount, reason }),
  );
}

/**
 * It took place, by the supplier's word or because nobody said otherwise: what the guest finally
 * paid is split, the supplier's share sets out, and the hotel's is recorded for the monthly batch.
 * While the cardholder's bank has a dispute open, the share waits until staff release it: what is
 * paid out could not be taken back.
 */
export function completeSession(
  reservation: SessionReservation,
  by: "supplier" | "time",
  now: number,
): Decision {
  if (reservation.status !== "confirmed") return nothing;
  const split = splitOfKept(reservation);
  const events: ReservationEvent[] = [
    { type: "SplitFixed", split },
    { type: "BookingCompleted", by, at: now },
  ];
  return decided(
    { events, withdrawn: ["complete-booking"] },
    isDisputed(reservation)
      ? settlementWithheld(reservation, split.supplier)
      : decided(payOut(split.supplier), split.hotel > 0 ? tell("hotel_commission_earned") : {}),
    recordInLedger,
  );
}

/** Whether there is a dispute of which staff have not said yet that it is settled. */
export function isDisputed(reservation: SessionReservation): boolean {
  const settled = reservation.released?.disputes ?? [];
  return disputesIn(reservation).some((dispute) => !settled.includes(dispute));
}

/** The keys of the items that disputes have opened. */
export function disputesIn({ items }: SessionReservation): string[] {
  return Object.keys(items).filter((key) => items[key] === "dispute");
}

/** A share that is to be moved, and what the provider now reports of its payment. */
export interface ShareSight {
  amount: number;
  refunds: SeenRefund[];
  disputes: SeenDispute[];
}

/**
 * Whether a share that is still on its way must not be paid out by itself any more: it is disputed
 * by now, or went back to the guest, at least in part. The provider's word counts, not ours: of a
 * refund by hand, or of a dispute, no webhook may have told yet.
 */
export function mustWithhold(
  reservation: SessionReservation,
  sight: ShareSight,
  now: number,
): boolean {
  const after = afterAll(reservation, takenOver(reservation, sight, now));
  return isDisputed(after) || sight.amount > splitOfKept(after).supplier;
}

/** The share stays, and what the provider said of refunds and disputes is taken over. */
export function withholdShare(
  reservation: SessionReservation,
  sight: ShareSight,
  now: number,
): Decision {
  const seen = takenOver(reservation, sight, now);
  return decided(seen, settlementWithheld(afterAll(reservation, seen), sight.amount));
}

function takenOver(
  reservation: SessionReservation,
  { refunds, disputes }: ShareSight,
  now: number,
): Decision {
  return decided(refundsSeen(reservation, refunds, now), disputesSeen(reservation, disputes));
}

function afterAll(reservation: SessionReservation, { events }: Decision): SessionReservation {
  return asSession(events.reduce<Reservation>(evolve, reservation));
}

/** It waits until staff release it: what is paid out could not be taken back. */
function settlementWithheld(reservation: SessionReservation, amount: number): Decision {
  const why = isDisputed(reservation)
    ? "the payment is disputed"
    : "money went back to the guest after it was completed";
  const detail = `${why}: ${amount} for the supplier is not paid out by itself`;
  const key = withheldKey(reservation);
  return openItem(reservation, { kind: "settlement-withheld", key, detail });
}

/** What is withheld again after staff have released it is another item, with its own alert. */
export function withheldKey({ id, released }: SessionReservation): string {
  return released === undefined ? id : `${id}/${released.times}`;
}

function payOut(amount: number): Partial<Decision> {
  if (amount === 0) return {};
  return {
    events: [{ type: "TransferRecorded", amount, transfer: null }],
    effects: [{ effect: { kind: "transfer", amount } }],
  };
}

/**
 * The provider moved the supplier's share, out of the charge that it names. Where that is known late,
 * because its answer was lost, some of the money may have gone back to the guest as well meanwhile.
 */
export function transferMade(
  reservation: SessionReservation,
  { transfer, amount, charge }: { transfer: string; amount: number; charge?: string | undefined },
): Decision {
  if (reservation.transfer?.transfer) return nothing;
  const isPaidTwice =
    refundsUnderway(reservation) > 0 && amount > splitOfKept(reservation).supplier;
  return decided(
    chargeSeen(reservation, { payment: reservation.payment?.id ?? "", charge }),
    { events: [{ type: "TransferRecorded", amount, transfer }] },
    isPaidTwice ? refundAfterTransfer(reservation, transfer, refundsUnderway(reservation)) : {},
    tell("supplier_payout_sent"),
    recordInLedger,
  );
}

/** It cannot be made now: it is tried for ever, and staff know why it waits. */
export function transferBlocked(reservation: SessionReservation, detail: string): Decision {
  return openItem(reservation, { kind: "transfer-blocked", key: reservation.supplier, detail });
}

function accepted(decision: Decision): { ok: true; decision: Decision } {
  return { ok: true, decision };
}

function refused(refusal: SettlementRefusal): { ok: false; refusal: SettlementRefusal } {
  return { ok: false, refusal };
}
