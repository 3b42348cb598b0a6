import { awaitPayment, type HoldRefusal, type HoldView, hoardedBy } from "../decide-hold.ts";
import {
  closePayment,
  type Decision,
  decided,
  nothing,
  recordInLedger,
  tell,
} from "../decision.ts";
import type { Message, PlannedEffect, ServiceText } from "../effect.ts";
import type { Reservation } from "../reservation.ts";
import type { ReservationEvent } from "../reservation-event.ts";
import { hasArrived, isMissed, isNews, type ReceiptStatus } from "./receipt.ts";
import type { Receipt, ServiceReservation } from "./service-reservation.ts";

/** How many vehicles are free for the whole trip, and what this guest already holds unpaid. */
export interface VehiclesView extends Pick<HoldView, "alternatives" | "liveHolds" | "caps"> {
  vehiclesFree: number;
}

/** Gate 1 of a service: the vehicles are there, and are taken in the same transaction. */
export function holdTrip(
  held: Extract<ReservationEvent, { type: "TripHeld" }>,
  view: VehiclesView,
): { ok: true; decision: Decision } | { ok: false; refusal: HoldRefusal } {
  if (held.trip.vehicles > view.vehiclesFree) {
    const conflicts = [held.trip.date];
    const alternatives = view.alternatives();
    return { ok: false, refusal: { reason: "slot-taken", conflicts, alternatives } };
  }
  const by = hoardedBy(view, 1);
  if (by) return { ok: false, refusal: { reason: "too-many-holds", by } };
  return {
    ok: true,
    decision: decided({ events: [held] }, awaitPayment(held.heldAt, held.holdExpiresAt)),
  };
}

/** The provider opened the checkout. If the hold is gone meanwhile, nobody may pay it any more. */
export function checkoutOpened(
  reservation: ServiceReservation,
  opened: { session: string; url: string },
): Decision {
  if (reservation.checkout !== null) return nothing;
  const events: ReservationEvent[] = [{ type: "CheckoutOpened", ...opened }];
  if (reservation.status === "approved") return decided({ events });
  return decided({ events }, closePayment);
}

/**
 * Paid, and the vehicles are this object's own to give: it is a booking at once, and each of the
 * four confirmations goes out once, by itself: one that is late or fails keeps no other waiting.
 */
export function bookTrip(paid: ServiceReservation): Decision {
  return decided(
    { events: [{ type: "BookingConfirmed" }] },
    tell("client-recap", "owner-recap"),
    paid.whatsapp === null ? {} : text("client-follow-up"),
    text("owner-dispatch"),
    { effects: [{ effect: { kind: "complete-booking" }, dueAt: paid.trip.endsAt }] },
    recordInLedger,
  );
}

/** The checkout ended without money: its hold ends now instead of later, the provider asked first. */
export function checkoutClosed(reservation: Reservation): Decision {
  if (reservation.kind !== "service" || reservation.status !== "approved") return nothing;
  return decided({ effects: [{ effect: { kind: "end-hold" }, again: true }] });
}

function text(message: ServiceText): Partial<Decision> {
  return { effects: [{ effect: { kind: "text", message } }] };
}

/** What a provider says of a message: accepted when sent, later perhaps delivered, or not. */
export interface SeenReceipt {
  message: Message | ServiceText;
  /** Of a notice: the message that did not arrive. */
  about?: string | undefined;
  id: string;
  status: ReceiptStatus;
  detail: string;
}

/**
 * Takes over what became of a message, in whatever order that is told. What did not arrive is told
 * to the owner once, by the other channel; a notice of that which fails in turn is for staff.
 */
export function receiptSeen(reservation: ServiceReservation, seen: SeenReceipt): Decision {
  const { id, status } = seen;
  const message = receiptName(seen);
  const receipt = receiptOf(reservation, seen);
  const known = receipt?.status;
  if (!isNews(known, status)) return copyNoted(receipt, seen);
  return decided(
    { events: [{ type: "ReceiptRecorded", message, id, status, detail: seen.detail }] },
    isMissed(status) && !(known && isMissed(known))
      ? { effects: [noticeOf(reservation, seen)] }
      : {},
  );
}

/**
 * The answer to a repetition can come after a receipt of the first copy: how far that has come stands,
 * and that there may be two is written down all the same.
 */
function copyNoted(known: Receipt | undefined, seen: SeenReceipt): Decision {
  const { status, detail } = seen;
  if (status !== "queued" || detail === "" || known === undefined) return nothing;
  const message = receiptName(seen);
  return decided({ events: [{ type: "ReceiptRecorded", message, ...known, detail }] });
}

/** Which message: each notice of one reservation is a message of its own. */
export type WhichMessage = Pick<SeenReceipt, "message" | "about">;

/**
 * What is known of a message. Once there is anything, its provider has it, whatever became of our own
 * call.
 */
export function receiptOf({ receipts }: ServiceReservation, which: WhichMessage) {
  return receipts[receiptName(which)];
}

/** What says the same to the client by the other channel. */
const SAME_TO_CLIENT: Partial<Record<string, Message | ServiceText>> = {
  "client-recap": "client-follow-up",
  "client-follow-up": "client-recap",
};

/** Whether what a message says is known to have reached the client by the other channel. */
function isToldOtherwise(reservation: ServiceReservation, message: string): boolean {
  const same = SAME_TO_CLIENT[message];
  const receipt = same && receiptOf(reservation, { message: same });
  return receipt !== undefined && hasArrived(receipt.status);
}

/** By which name the receipts of a message are kept. */
function receiptName({ message, about }: WhichMessage): string {
  return about === undefined ? message : `${message}/${about}`;
}

function noticeOf(reservation: ServiceReservation, seen: SeenReceipt): PlannedEffect {
  const { message, detail } = seen;
  const about = { message, detail, isToldOtherwise: isToldOtherwise(reservation, message) };
  if (message === "owner-undelivered" || message === "owner-undelivered-text") {
    const words = `the owner could not be told of a message that did not arrive: ${detail}`;
    const key = `undelivered/${receiptName(seen)}`;
    return { effect: { kind: "alert-staff", alert: "effect-stuck", key, detail: words } };
  }
  const wasText = message === "client-follow-up" || message === "owner-dispatch";
  return wasText
    ? { effect: { kind: "tell", message: "owner-undelivered", about } }
    : { effect: { kind: "text", message: "owner-undelivered-text", about } };
}

/** The trip is over: the booking has simply taken place. */
export function completeTrip(reservation: ServiceReservation, now: number): Decision {
  if (reservation.status !== "confirmed") return nothing;
  return decided({ events: [{ type: "BookingCompleted", by: "time", at: now }] }, recordInLedger);
}
