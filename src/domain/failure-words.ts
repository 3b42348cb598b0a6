import type { FailureReason } from "./reservation.ts";

const words: Record<FailureReason, string> = {
  "slot-taken": "While your payment was on its way, somebody else took that time.",
  "slot-passed": "Your payment reached us too late: the time had already come.",
  "availability-check-failed":
    "We could not reach the room’s calendar to make sure that your time was still free.",
  "calendar-write-failed": "We could not enter your booking into the room’s calendar.",
  "refunded-outside": "Your payment was returned before the booking was complete.",
};

/** Why a paid booking was not kept, as a sentence for its guest: on the page and in the email. */
export function sayFailure(reason: string | undefined): string {
  const known = reason !== undefined && Object.hasOwn(words, reason);
  return known ? words[reason as FailureReason] : "We could not keep your booking.";
}
