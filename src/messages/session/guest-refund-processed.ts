import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import {
  anotherTimePart,
  guestPart,
  questionsPart,
  refundPart,
  whenPart,
} from "./session-details.ts";
import { guestEmail } from "./session-envelope.ts";
import { sessionWords } from "./session-words.ts";

/**
 * Tells a guest that they have no booking any more through no doing of theirs: the experience did not
 * happen, or, with a `reason`, it was called off or a payment could not be kept. What comes back is
 * everything, unless staff have decided otherwise.
 */
export function guestRefundProcessed(facts: SessionFacts): Email {
  const { money } = sessionWords(facts, "en");
  const amount = facts.refundedAmount ?? facts.total;
  const isFull = amount >= facts.total;
  const title = isFull ? "Your booking has been refunded" : "Your booking has been cancelled";
  const left = isFull ? "" : ` ${partOf(amount, facts)}`;
  return guestEmail(facts, "guest_refund_processed", {
    subject: title,
    letter: {
      heading: title,
      preview: isFull
        ? `${money(amount)} is on its way back to you. ${whyOf(facts)}`
        : `${whyOf(facts)}${left}`,
      parts: [
        { blocks: [`${whyOf(facts)} We are sorry.${left}`] },
        amount > 0 ? refundPart(facts) : undefined,
        whenPart(facts, "en", isFull ? "What is refunded" : "No longer booked"),
        guestPart(facts, "Your booking", "See your booking"),
        anotherTimePart(
          facts,
          "Another time?",
          "If you would still like to come, choose a new date.",
        ),
        questionsPart(facts),
      ],
    },
  });
}

function partOf(amount: number, facts: SessionFacts): string {
  const { money } = sessionWords(facts, "en");
  const paid = `the ${money(facts.total)} that you paid`;
  return amount > 0
    ? `You get back ${money(amount)} of ${paid}.`
    : `Nothing of ${paid} is refunded.`;
}

function whyOf(facts: SessionFacts): string {
  if (facts.reason !== undefined) return oneLine(facts.reason);
  const { when } = sessionWords(facts, "en");
  return `${oneLine(facts.supplier.name)} told us that ${oneLine(facts.experienceName)}, ${when}, did not take place.`;
}
