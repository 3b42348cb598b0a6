import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import { anotherTimePart, guestPart, questionsPart, whenPart } from "./session-details.ts";
import { guestEmail } from "./session-envelope.ts";
import { sessionWords } from "./session-words.ts";

interface Why {
  heading: string;
  opening(facts: SessionFacts): string;
  /** What the guest may still wonder. */
  rest: string;
}

const CLOSED: Why = {
  heading: "Your payment window closed",
  opening: windowClosed,
  rest: "If you paid at the last moment, you hear from us again: either your booking is confirmed after all, or you get everything back.",
};
const FAILED: Why = {
  heading: "Your payment did not go through",
  opening: notPaid,
  rest: "If your bank says otherwise, reply to this email.",
};
const NEVER_OPENED: Why = {
  heading: "Your booking could not be paid",
  opening: neverOpened,
  rest: "We are sorry: this was not your doing. Please ask again, or reply to this email.",
};

function whyUnpaid({ paymentUrl, paymentFailed }: SessionFacts): Why {
  if (paymentUrl === undefined) return NEVER_OPENED;
  return paymentFailed ? FAILED : CLOSED;
}

/**
 * Tells a guest who did not pay in time that the spots are released, and nothing was charged; or
 * that their payment failed; or that they never could pay, which is not their doing.
 */
export function guestPaymentExpired(facts: SessionFacts): Email {
  const { spots } = sessionWords(facts, "en");
  const why = whyUnpaid(facts);
  const opening = `${why.opening(facts)} Your ${spots} can be booked by others again, and nothing was charged.`;
  return guestEmail(facts, "guest_payment_expired", {
    subject: "Payment window has closed",
    letter: {
      heading: why.heading,
      preview: opening,
      parts: [
        {
          blocks: [opening, why.rest],
        },
        anotherTimePart(
          facts,
          "Still interested?",
          facts.instant
            ? "See whether the session still has free spots, or choose another one."
            : "You can ask again, or ask for any other date and time.",
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

function notPaid(facts: SessionFacts): string {
  const { when } = sessionWords(facts, "en");
  return `Your payment for ${oneLine(facts.experienceName)}, ${when}, did not go through: your bank told us so after you had left the payment page.`;
}

function neverOpened(facts: SessionFacts): string {
  const { when } = sessionWords(facts, "en");
  return `${oneLine(facts.supplier.name)} accepted your request for ${oneLine(facts.experienceName)}, ${when}, but we could not open the payment for it.`;
}
