import { failFulfilment } from "./decide-failure.ts";
import { RECONCILE_MS } from "./decide-refund.ts";
import {
  closePayment,
  type Decision,
  decided,
  nothing,
  openItem,
  recordInLedger,
} from "./decision.ts";
import type { LocalDate } from "./local-time.ts";
import { beginsAt, endsAt, evolve, type Reservation, refundsUnderway } from "./reservation.ts";
import type { ReservationEvent } from "./reservation-event.ts";
import type { Alternative } from "./room/alternatives.ts";
import { bookTrip } from "./service/decide-service.ts";
import { lookAtSecondPayment, secondPaymentTaken } from "./session/decide-second-payment.ts";
import { bookSpots } from "./session/decide-spots.ts";
import type { SessionReservation } from "./session/session-reservation.ts";

export interface Capture {
  /** A checkout is paid when its session says so; the payment's own event is not enough. */
  via?: "checkout";
  payment: string;
  /** The provider's charge, where it is named. */
  charge?: string | undefined;
  secret: string;
  amount: number;
  currency: string;
}

/** What is taken by others now, for a payment that comes after its hold has ended. */
export interface SlotView {
  conflicts: LocalDate[];
  alternatives: Alternative[];
}

/**
 * Money arrived. Only this, from a verified webhook or from asking the provider, makes a
 * reservation paid. A repeat changes nothing; a wrong amount never becomes a booking.
 */
export function paymentCaptured(
  reservation: Reservation,
  capture: Capture,
  slot: SlotView,
  now: number,
): Decision {
  if (reservation.captured !== null && reservation.payment?.id === capture.payment) return nothing;
  if (reservation.kind === "service" && capture.via !== "checkout") return nothing;
  if (!matches(reservation, capture)) return unfit(reservation, capture, now);
  const { payment, charge, secret, amount, currency } = capture;
  const event: ReservationEvent = {
    type: "PaymentCaptured",
    payment,
    charge,
    secret,
    amount,
    currency,
    at: now,
  };
  const paid = evolve(reservation, event);
  // News of a refund that came before the payment's found nothing to look at, unless it was awaited.
  const lookAt = reservation.status === "approved" ? now + RECONCILE_MS : now;
  const captured: Partial<Decision> = {
    events: [event],
    effects: [{ effect: { kind: "follow-refunds" }, dueAt: lookAt, again: true }],
    withdrawn: ["end-hold", "close-payment"],
  };
  if (refundsUnderway(paid) >= amount) {
    const detail = "refunded in full by hand before its payment was known here";
    return decided(captured, failFulfilment(paid, { reason: "refunded-outside", detail }));
  }
  if (saleEndsAt(reservation) <= now) {
    return decided(captured, failFulfilment(paid, { reason: "slot-passed", detail: "too late" }));
  }
  if (reservation.status === "approved" || slot.conflicts.length === 0) {
    return decided(captured, fulfil(paid, now));
  }
  const failure = { reason: "slot-taken" as const, detail: "paid after the hold ended", ...slot };
  return decided(captured, failFulfilment(paid, failure));
}

/**
 * Money that was found by asking the provider, because no webhook told of it: none may have told of a
 * refund either, so that is asked at once. Of several payments the first may be the booking's, and
 * each further one is staff's.
 */
export function paymentsFound(
  reservation: Reservation,
  captures: readonly Capture[],
  slotView: (reservation: Reservation) => SlotView,
  now: number,
): Decision {
  let after = reservation;
  const decisions = captures.map((capture) => {
    const decision = paymentCaptured(after, capture, slotView(after), now);
    after = decision.events.reduce<Reservation>(evolve, after);
    return decision;
  });
  const isNew = reservation.captured === null && after.captured !== null;
  return decided(...decisions, isNew ? followRefunds : {});
}

/**
 * From when on a payment comes too late. A session's hold can last until it begins: while it stands,
 * nobody else was given its spots, and news that are late say nothing of when its guest paid.
 */
function saleEndsAt(reservation: Reservation): number {
  const isHeld = reservation.kind === "session" && reservation.status === "approved";
  return isHeld ? endsAt(reservation) : beginsAt(reservation);
}

/** A room asks its calendar once more (gate 2); spots are this object's own, and are booked now. */
function fulfil(paid: Reservation, now: number): Partial<Decision> {
  if (paid.kind === "session") return bookSpots(paid);
  if (paid.kind === "service") return bookTrip(paid);
  const giveUpAt = now + paid.writeBudgetMs;
  return { effects: [{ effect: { kind: "check-slot" }, giveUpAt }] };
}

function matches(reservation: Reservation, { payment, amount, currency }: Capture): boolean {
  const { quote } = reservation;
  const known = reservation.payment === null || reservation.payment.id === payment;
  // A request that was never accepted was never to be paid.
  const unpaid = reservation.captured === null && reservation.holdExpiresAt !== null;
  return known && unpaid && amount === quote.total && currency === quote.currency;
}

function unfit(reservation: Reservation, capture: Capture, now: number): Decision {
  return reservation.kind === "session" && isSecond(reservation, capture)
    ? secondPaymentTaken(reservation, capture, now)
    : mismatch(reservation, capture);
}

/** A link takes its price at each visit: the same once more, for what is paid already. */
function isSecond({ link, captured }: SessionReservation, { amount, currency }: Capture): boolean {
  return link !== null && amount === captured?.amount && currency === captured.currency;
}

function mismatch(reservation: Reservation, capture: Capture): Decision {
  const { payment, amount, currency } = capture;
  const expected = `${reservation.quote.total} ${reservation.quote.currency}`;
  const item = openItem(reservation, {
    kind: "payment-mismatch",
    key: payment,
    payment,
    detail: `${payment} took ${amount} ${currency}; ${reservation.id} expects ${expected} by ${reservation.payment?.id ?? "no payment yet"}`,
  });
  if (item.events.length === 0) return nothing;
  const own = reservation.status === "approved" && reservation.payment?.id === payment;
  return decided(
    { events: [{ type: "PaymentMismatched", payment, amount, currency }] },
    item,
    own
      ? {
          events: [{ type: "HoldReleased", reason: "payment-mismatch" }],
          withdrawn: ["end-hold"],
        }
      : {},
    // Lists show how many spots are left: those of an ended hold are.
    own && reservation.kind === "session" ? recordInLedger : {},
  );
}

/**
 * The guest has paid by a method that takes its time; the hold waits (end-hold asks again). Without a
 * hold it was paid on a page that opened while its link was closed: no webhook may tell how that ends,
 * so it is asked for until it has.
 */
export function paymentProcessing(reservation: Reservation, payment: string): Decision {
  const { status, captured, payment: known } = reservation;
  if (status === "approved") {
    return decided({ events: [{ type: "PaymentProcessing", payment }] });
  }
  return captured !== null && known?.id === payment ? nothing : decided(closePayment);
}

/**
 * Something about its refunds changed. What is refunded was paid: when we do not know of the payment
 * yet, its webhook was lost or is late, and the provider is asked for that first. The refund of one
 * that is known not to be the hold's own is what staff were asked for, and does not end the hold.
 */
export function refundsChanged(reservation: Reservation, payment: string): Decision {
  const { status, captured, items, payment: own } = reservation;
  if (reservation.kind === "session" && reservation.secondPayments?.[payment] !== undefined) {
    return lookAtSecondPayment(reservation, payment);
  }
  if (status === "approved") {
    const isAnother = own !== null && own.id !== payment;
    if (isAnother || items[`payment-mismatch/${payment}`] !== undefined) return nothing;
    return decided({ effects: [{ effect: { kind: "end-hold" }, again: true }] });
  }
  const isUnknown = status === "expired" && captured === null;
  return decided(followRefunds, isUnknown ? closePayment : {});
}

const followRefunds: Partial<Decision> = {
  effects: [{ effect: { kind: "follow-refunds" }, again: true }],
};

/**
 * A declined card is not the end of the hold: the guest may try another. One that fails when the
 * hold's time is over was what the hold still waited for, so the provider is asked now.
 */
export function paymentDeclined(
  { status, holdExpiresAt }: Reservation,
  payment: string,
  code: string,
  now: number,
): Decision {
  if (status !== "approved") return nothing;
  return decided(
    { events: [{ type: "PaymentDeclined", payment, code }] },
    now < (holdExpiresAt ?? Infinity)
      ? {}
      : { effects: [{ effect: { kind: "end-hold" }, again: true }] },
  );
}

/**
 * Somebody cancelled the payment: look at the provider now instead of when the hold ends. A link
 * opens a payment at each visit, and the end of one is not the end of the link; nor is the end of a
 * payment that is not the hold's own (one whose opening had no answer) the end of the hold.
 */
export function paymentCancelled(reservation: Reservation, payment: string): Decision {
  if (reservation.status !== "approved" || reservation.payment?.id !== payment) return nothing;
  return decided({ effects: [{ effect: { kind: "end-hold" }, again: true }] });
}
