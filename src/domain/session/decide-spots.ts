import {
  closePayment,
  type Decision,
  decided,
  nothing,
  recordInLedger,
  tell,
} from "../decision.ts";
import type { ReleaseReason } from "../reservation.ts";
import type { SessionFlow, SessionReservation } from "./session-reservation.ts";
import { splitOf } from "./split.ts";

/**
 * Paid, and the spots are this object's own to give: it is a booking at once. The supplier is asked
 * the morning after whether it took place, and the money waits for the answer.
 */
export function bookSpots(paid: SessionReservation): Decision {
  const { quote, terms, hotel } = paid;
  const split = splitOf(quote.total, terms.shares, hotel !== null);
  return decided(
    { events: [{ type: "SplitFixed", split }, { type: "BookingConfirmed" }] },
    tell("supplier_booking_confirmed", "guest_payment_confirmed"),
    {
      effects: [
        {
          effect: { kind: "tell", message: "supplier_completion_check" },
          dueAt: terms.completionCheckAt,
        },
        { effect: { kind: "complete-booking" }, dueAt: terms.autoCompleteAt },
      ],
    },
    closePayment,
    recordInLedger,
  );
}

/**
 * A link is good for one page that is completed. When that page's payment fails later, nothing is left
 * to pay by, so its spots go back now, the provider asked first.
 */
export function linkSpent({ status, link }: SessionReservation): Decision {
  if (status !== "approved" || link === null) return nothing;
  return decided({ effects: [{ effect: { kind: "end-hold" }, again: true }] });
}

/** Unpaid spots go back. Guest and supplier hear of it where an email had invited to pay. */
export function spotsReleased(
  { flow }: SessionReservation,
  reason: ReleaseReason,
): Partial<Decision> {
  const invited = isToldOfRelease(flow, reason);
  return decided(
    invited ? tell("guest_payment_expired", "supplier_payment_not_completed") : {},
    recordInLedger,
  );
}

/** Whether guest and supplier hear that a hold ended unpaid. */
export function isToldOfRelease(flow: SessionFlow, reason: ReleaseReason): boolean {
  // Money that does not fit is staff's to explain: nobody is told that nothing was paid.
  if (flow === "request") return reason !== "payment-mismatch";
  return flow === "instant" && (reason === "expired" || reason === "payment-failed");
}
