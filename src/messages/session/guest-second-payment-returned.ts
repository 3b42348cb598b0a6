import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import { guestPart, questionsPart, whenPart } from "./session-details.ts";
import { guestEmail } from "./session-envelope.ts";
import { sessionWords } from "./session-words.ts";

/** Tells a guest who paid twice that one of the two payments goes back, and what that changes. */
export function guestSecondPaymentReturned(facts: SessionFacts): Email {
  const { money, when } = sessionWords(facts, "en");
  const amount = money(facts.paidTwice ?? facts.total);
  const opening = `${oneLine(facts.experienceName)}, ${when}, was paid twice, so we have sent ${amount} back to your card.`;
  return guestEmail(facts, "guest_second_payment_returned", {
    subject: "You paid twice: one payment goes back",
    letter: {
      heading: "One of your payments goes back",
      preview: opening,
      parts: [
        {
          blocks: [
            opening,
            "Banks take five to ten days to show it. Nothing else changes: there is nothing that you need to do.",
          ],
        },
        whenPart(facts, "en", "What you paid for"),
        guestPart(facts, "Your booking", "See your booking"),
        questionsPart(facts),
      ],
    },
  });
}
