import { refundMessage } from "./decide-failure.ts";
import { messagesOfCancellation } from "./decide-refund.ts";
import type { Message, ServiceText } from "./effect.ts";
import type { Reservation, ReservationStatus } from "./reservation.ts";
import { isServiceMessage } from "./service/service-message.ts";
import { isToldOfRelease } from "./session/decide-spots.ts";
import type { SessionReservation } from "./session/session-reservation.ts";

/**
 * For how long a message is worth sending.
 * - `always`: it tells of money that moved, or how something ended for good.
 * - `stands`: what it says is true in these states only. In another one it is not sent, if its reader
 *   is told of that one.
 * - `asks`: what it asks for can be done in these states only, whoever is told what.
 * - `as-its-subject`: a notice, for as long as the message of which it says that it did not arrive.
 */
type Worth =
  | "always"
  | "as-its-subject"
  | { stands: readonly ReservationStatus[] }
  | { asks: readonly ReservationStatus[] };

/** A confirmation of what has taken place was true, and is still of use. */
const BOOKED = { stands: ["confirmed", "completed"] } as const;

/** In these states it is a booking, or was one. */
const WAS_BOOKED: readonly ReservationStatus[] = ["confirmed", "completed", "cancelled"];

const WORTH: Record<Message | ServiceText, Worth> = {
  "guest-confirmation": BOOKED,
  "guest-refund": "always",
  "guest-cancellation": "always",

  guest_instant_booking: { asks: ["approved"] },
  guest_booking_approved: { asks: ["approved"] },
  supplier_new_request: { asks: ["pending"] },
  supplier_completion_check: { asks: ["confirmed"] },
  guest_request_received: { stands: ["pending"] },
  supplier_new_booking: { stands: ["approved"] },
  guest_payment_confirmed: BOOKED,
  supplier_booking_confirmed: BOOKED,
  // That nothing was paid is not so any more once a payment comes late.
  guest_payment_expired: { stands: ["expired"] },
  supplier_payment_not_completed: { stands: ["expired", "failed"] },
  guest_request_declined: "always",
  guest_request_expired: "always",
  guest_cancellation_confirmed: "always",
  supplier_guest_cancelled: "always",
  guest_refund_processed: "always",
  guest_second_payment_returned: "always",
  supplier_payout_sent: "always",
  hotel_commission_earned: "always",

  "client-recap": BOOKED,
  "client-follow-up": BOOKED,
  "owner-recap": BOOKED,
  "owner-dispatch": BOOKED,
  "client-payment-failed": { stands: ["expired"] },
  "client-refund": "always",
  "client-cancellation": "always",
  "owner-cancellation": "always",
  "owner-undelivered": "as-its-subject",
  "owner-undelivered-text": "as-its-subject",
};

/**
 * By what a message is overtaken: the message that tells its reader what is so now, or, of what asks
 * for something, the state in which that cannot be done. `undefined` when it is to be sent.
 */
export function overtakenBy(
  message: Message | ServiceText,
  reservation: Reservation,
  about = "",
): string | undefined {
  const worth = worthOf(message, about);
  const { status } = reservation;
  if (typeof worth === "string") return undefined;
  if ("asks" in worth) return worth.asks.includes(status) ? undefined : status;
  if (worth.stands.includes(status)) return undefined;
  const story = storyOf(reservation);
  const since = story.slice(story.indexOf(message) + 1);
  return since.findLast((news) => readerOf(news) === readerOf(message));
}

function worthOf(message: Message | ServiceText, about: string): Worth {
  const worth = WORTH[message];
  if (worth !== "as-its-subject") return worth;
  return isServiceMessage(about) ? WORTH[about] : "always";
}

/** "guest", "supplier", "client", "owner": what every name begins with. */
function readerOf(message: Message | ServiceText): string | undefined {
  return message.split(/[-_]/)[0];
}

/** What was planned to tell of each state so far, in their order. */
function storyOf(reservation: Reservation): (Message | ServiceText)[] {
  const { kind, status, cancelledBy = "staff" } = reservation;
  return [
    ...(kind === "session" ? storyOfSession(reservation) : []),
    ...(kind === "service" && WAS_BOOKED.includes(status) ? BOOKED_TRIP : []),
    ...(status === "cancelled" ? messagesOfCancellation(reservation, cancelledBy) : []),
    ...(status === "failed" ? [refundMessage[kind]] : []),
  ];
}

/** With these a booked trip begins, whatever its client was told of their payment before. */
const BOOKED_TRIP = ["client-recap", "owner-recap"] as const;

function storyOfSession(reservation: SessionReservation): Message[] {
  const { status, flow, link, releasedFor, holdExpiresAt } = reservation;
  const isReleasedAloud = releasedFor !== undefined && isToldOfRelease(flow, releasedFor);
  const chapters: [isSo: boolean, ...Message[]][] = [
    [flow === "request", "guest_request_received"],
    [flow === "request" && link !== null, "guest_booking_approved"],
    [flow === "instant" && link !== null, "supplier_new_booking"],
    [status === "declined", "guest_request_declined"],
    [status === "expired" && holdExpiresAt === null, "guest_request_expired"],
    [isReleasedAloud, "guest_payment_expired", "supplier_payment_not_completed"],
    [WAS_BOOKED.includes(status), "guest_payment_confirmed", "supplier_booking_confirmed"],
  ];
  return chapters.flatMap(([isSo, ...messages]) => (isSo ? messages : []));
}
