import type { Message, RoomMessage } from "../domain/effect.ts";
import { describeRefundPolicy } from "../domain/refund-policy.ts";
import { refundPromised } from "../domain/reservation.ts";
import type { RoomReservation } from "../domain/room/room-reservation.ts";
import type { Email } from "../messages/email.ts";
import type { BookingFacts } from "../messages/facts.ts";
import { guestCancellation } from "../messages/guest-cancellation.tsx";
import { guestConfirmation } from "../messages/guest-confirmation.tsx";
import { guestRefund } from "../messages/guest-refund.tsx";
import type { EffectBookable } from "./handler.ts";

const messages: Record<RoomMessage, (facts: BookingFacts) => Email> = {
  "guest-confirmation": guestConfirmation,
  "guest-refund": guestRefund,
  "guest-cancellation": guestCancellation,
};

/** The email that a message about a room is. Rejects for one that is about something else. */
export async function composeForRoom(message: Message, facts: BookingFacts): Promise<Email> {
  if (!Object.hasOwn(messages, message)) throw new Error(`"${message}" is not about a room`);
  return messages[message as RoomMessage](facts);
}

/** What messages say of a room's reservation. */
export function roomFacts(
  reservation: RoomReservation,
  { bookable, publicUrl, now }: { bookable: EffectBookable; publicUrl: string; now: () => number },
): BookingFacts {
  const { id, code, request, days, customer, quote, refundPolicy, failure } = reservation;
  return {
    reservation: id,
    code,
    bookable: { kind: "room", slug: bookable.slug, name: bookable.name },
    operator: bookable.operator,
    timeZone: bookable.timeZone,
    days: days.map((day) => ({ ...day, start: request.start, end: request.end })),
    people: request.attendees,
    customer,
    lines: quote.lines,
    total: quote.total,
    currency: quote.currency,
    refundPolicy: describeRefundPolicy(refundPolicy),
    extras: request.extras,
    notes: request.notes,
    publicUrl,
    at: now(),
    refundedAmount: refundPromised(reservation),
    reason: failure?.reason,
    alternatives: failure?.alternatives,
  };
}
