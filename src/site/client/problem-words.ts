import type { Problem } from "./api.ts";

/** What a guest is told when a request as a whole is refused. The API's own words are the fallback. */
const words: Record<string, string> = {
  "too-many-holds":
    "You already hold several bookings that are not paid for. Pay for one or let it run out, then try again.",
  "availability-check-failed":
    "We cannot check the room's calendar right now, so we are not taking a booking that we might not keep. Nothing was held or charged. Try again in a minute.",
  "payments-paused":
    "Card payments are paused just now. Nothing was held or charged. Please try again later, or write to us.",
  "payment-provider-unavailable":
    "The payment service does not answer. Nothing was charged. Try again in a minute.",
  "payment-processing":
    "Your payment is on its way, so nothing can be changed now. You get an email as soon as it is through.",
  "room-not-bookable": "This room is not open for booking just now.",
  "unknown-room": "This room does not exist any more.",
  "unknown-service": "This is not offered any more.",
  "unknown-experience": "This is not offered any more.",
  "origin-refused": "This page is not allowed to book. Open it on the venue's own address.",
};

/** One or two sentences that say what happened and what to do next. */
export const sayProblem = (problem: Problem): string =>
  words[problem.code] ?? problem.detail ?? `${problem.title}. Try again, or write to us.`;
