import type { CardHold } from "./card-payment.ts";
import type { Facts } from "./facts.ts";
import type { Visits } from "./load.ts";
import type { SessionHold } from "./session-guest.ts";
import type { TripHold } from "./trip-guest.ts";
import type { Hold } from "./visit.ts";

/** What a guest was once told is true for ever, whatever crashed after it. */
export function judgePromises(facts: Facts, visits: Visits): string[] {
  return [
    ...[...visits.rooms, ...visits.classes].flatMap(({ email, holds }) =>
      holds.flatMap((held) => ofCard(facts, email, held)),
    ),
    ...visits.sessions.flatMap(({ holds }) => holds.flatMap((held) => ofSession(facts, held))),
    ...visits.trips.flatMap(({ holds }) => holds.flatMap((held) => ofTrip(facts, held))),
  ];
}

function ofCard({ payments, bookings }: Facts, email: string, held: CardHold): string[] {
  const { reservation, paymentIntent, paid, toldConfirmed, toldReleased } = held;
  const payment = payments.find(({ id }) => id === paymentIntent);
  const booking = bookings.find((one) => one.payment === paymentIntent);
  if (payment === undefined) return [`a payment is gone: ${paymentIntent}`];
  const found: string[] = [];
  if (booking?.reservation !== reservation) found.push(`a hold is gone: ${email}`);
  if (paid && payment.captured === 0) found.push(`a charge is gone: ${paymentIntent}`);
  if (toldConfirmed && booking?.status !== "confirmed") {
    found.push(`was confirmed, is ${booking?.status}: ${paymentIntent}`);
  }
  if (toldReleased && payment.status !== "canceled") {
    found.push(`released while payable: ${paymentIntent} is ${payment.status}`);
  }
  return found;
}

function ofSession(facts: Facts, held: SessionHold): string[] {
  const { reservation, toldConfirmed, cancelled } = held;
  const status = facts.spots.find((one) => one.reservation === reservation)?.status;
  const kept = cancelled ? ["confirmed", "cancelled"] : ["confirmed"];
  const found = chargeIsThere(facts, held);
  if (status === undefined) found.push(`a reservation is gone: ${reservation}`);
  if (toldConfirmed && !kept.includes(String(status))) {
    found.push(`was confirmed, is ${status}: ${reservation}`);
  }
  return found;
}

function ofTrip(facts: Facts, held: TripHold): string[] {
  const { reservation, checkoutSession, toldConfirmed, toldReleased } = held;
  const status = facts.trips.find((one) => one.reservation === reservation)?.status;
  const page = facts.pages.find(({ id }) => id === checkoutSession)?.status;
  const found = chargeIsThere(facts, held);
  if (status === undefined || page === undefined) found.push(`a trip is gone: ${reservation}`);
  if (toldConfirmed && status !== "confirmed") {
    found.push(`was confirmed, is ${status}: ${reservation}`);
  }
  // A page is complete, too, once a payment that took its time has failed.
  if (toldReleased && (page === "open" || isCharged(facts, held))) {
    found.push(`released while payable: ${checkoutSession} is ${page}`);
  }
  return found;
}

function chargeIsThere(facts: Facts, held: Hold): string[] {
  return held.paid && !isCharged(facts, held) ? [`a charge is gone: ${held.reservation}`] : [];
}

function isCharged({ payments }: Facts, { reservation }: Hold): boolean {
  return payments.some((one) => one.reservation === reservation && one.captured > 0);
}
