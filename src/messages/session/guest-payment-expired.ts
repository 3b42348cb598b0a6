import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import { anotherTimePart, guestPart, questionsPart, whenPart } from "./session-details.ts";
import { guestEmail } from "./session-envelope.ts";
import { sessionWords } from "./session-words.ts";

/**
 * Tells a guest who did not pay in time that the spots are released, and nothing was charged; or
 * that they never could pay, which is not their doing.
 */
export function guestPaymentExpired(facts: SessionFacts): Email {
  const { spots } = sessionWords(facts, "en");
  const couldPay = facts.paymentUrl !== undefined;
  const opening = `${couldPay ? windowClosed(facts) : neverOpened(facts)} Your ${spots} can be booked by others again, and nothing was charged.`;
  return guestEmail(facts, "guest_payment_expired", {
    subject: "Payment window has closed",
    letter: {
      heading: couldPay ? "Your payment window closed" : "Your booking could not be paid",
      preview: opening,
      parts: [
        {
          blocks: [
            opening,
            couldPay
              ? "If you paid at the last moment, you hear from us again: either your booking is confirmed after all, or you get everything back."
              : "We are sorry: this was not your doing. Please ask again, or reply to this email.",
          ],
        },
        anotherTimePart(
          facts,
          "Still interested?",
          "See whether the session still has free spots, or choose another one.",
        ),
        whenPart(facts, "en", "What is no longer kept for you"),
        guestPart(facts, "What you had chosen"),
        questionsPart(facts),
      ],
    },
  });
}

function windowClosed(facts: SessionFacts): string {
  const { when, instant } = sessionWords(facts, "en");
  const { paymentDeadline } = facts;
  const closed = paymentDeadline === undefined ? "" : ` on ${instant(paymentDeadline)}`;
  return `The payment window for ${oneLine(facts.experienceName)}, ${when}, closed${closed} without a payment.`;
}

function neverOpened(facts: SessionFacts): string {
  const { when } = sessionWords(facts, "en");
  return `${oneLine(facts.supplier.name)} accepted your request for ${oneLine(facts.experienceName)}, ${when}, but we could not open the payment for it.`;
}
