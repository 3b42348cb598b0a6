import { describeRefundPolicy } from "../domain/refund-policy.ts";
import { type Reservation, refundPromised } from "../domain/reservation.ts";
import type { BookingFacts } from "../messages/facts.ts";
import type { EffectDependencies } from "./handler.ts";

/** What messages say of a reservation. */
export function bookingFacts(
  reservation: Reservation,
  { room, publicUrl, now }: Pick<EffectDependencies, "room" | "publicUrl" | "now">,
): BookingFacts {
  const { id, code, request, days, customer, quote, refundPolicy, failure } = reservation;
  return {
    reservation: id,
    code,
    roomName: room.name,
    roomSlug: room.slug,
    operator: room.operator,
    timeZone: room.timeZone,
    days: days.map((day) => ({ ...day, start: request.start, end: request.end })),
    attendees: request.attendees,
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
