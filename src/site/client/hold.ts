import type { HoldAnswer } from "./api.ts";
import type { Hold } from "./booking-state.ts";

/**
 * The hold as this page keeps it. What is left of it is measured by the API's clock, so that a guest
 * whose own clock is wrong still sees the right countdown. `answeredAt`, `now`: UTC epoch ms.
 */
export function holdOf(answer: HoldAnswer, answeredAt: number, now = Date.now()): Hold {
  const { holdExpiresAt, ...rest } = answer;
  return { ...rest, expiresAt: now + new Date(holdExpiresAt).getTime() - answeredAt };
}

/** "14:05" */
export function sayRemaining(remainingMs: number): string {
  const seconds = Math.max(0, Math.ceil(remainingMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What is said aloud of the time left: little, so that it does not talk over the card form. */
export function announcementFor(remainingMs: number): string {
  if (remainingMs <= 0) return "";
  if (remainingMs <= 60_000) return "One minute left to pay.";
  return remainingMs <= 5 * 60_000 ? "Five minutes left to pay." : "";
}

/** Rooms and classes are confirmed at the addresses that their documents name. */
const pageOf = (reservation: string): string =>
  reservation.startsWith("res_session_") ? "/payment-success" : "/meeting-booking-confirmation";

/** Where Stripe sends the guest after the payment, and where a paid booking is looked up. */
export function confirmationPath({ reservation }: Pick<Hold, "reservation">): string {
  return `${pageOf(reservation)}?${new URLSearchParams({ reservation })}`;
}

/** The same page with the payment: for looking up what became of it. */
export function lookPath(hold: Hold): string {
  const query = new URLSearchParams({
    payment_intent: hold.paymentIntent,
    payment_intent_client_secret: hold.clientSecret,
  });
  return `${confirmationPath(hold)}&${query}`;
}

/** The same page with all that Stripe would have added: for a payment that is known to be made. */
export const paidPath = (hold: Hold): string => `${lookPath(hold)}&redirect_status=succeeded`;
