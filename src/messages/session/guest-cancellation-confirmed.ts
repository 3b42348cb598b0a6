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

/** Tells a guest that their cancellation is done, and what comes back and when. */
export function guestCancellationConfirmed(facts: SessionFacts): Email {
  const { money, when } = sessionWords(facts, "en");
  const amount = money(facts.refundedAmount ?? facts.total);
  const opening = `Your booking of ${oneLine(facts.experienceName)}, ${when}, is cancelled as you asked, and your refund is being processed.`;
  return guestEmail(facts, "guest_cancellation_confirmed", {
    subject: "Cancellation confirmed, refund processing",
    letter: {
      heading: "Your booking is cancelled",
      preview: `${opening} ${amount} comes back to you.`,
      parts: [
        { blocks: [opening] },
        refundPart(facts),
        whenPart(facts, "en", "No longer booked"),
        guestPart(facts, "What you cancelled"),
        {
          blocks: [
            `Your confirmation number was ${facts.code}. If you added the booking to your calendar, please delete it there.`,
          ],
        },
        anotherTimePart(facts, "Another time?", "We would be glad to see you on another day."),
        questionsPart(facts),
      ],
    },
  });
}
