import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import { anotherTimePart, guestPart, questionsPart, whenPart } from "./session-details.ts";
import { guestEmail } from "./session-envelope.ts";
import { sessionWords } from "./session-words.ts";

/** Tells a guest that the supplier let the request lapse, and that nothing was charged. */
export function guestRequestExpired(facts: SessionFacts): Email {
  const { when } = sessionWords(facts, "en");
  const host = oneLine(facts.supplier.name);
  const opening = `We are sorry: the provider, ${host}, did not respond in time to your request for ${oneLine(facts.experienceName)}, ${when}. It has expired, and nothing was charged.`;
  return guestEmail(facts, "guest_request_expired", {
    subject: "Request expired - provider did not respond",
    letter: {
      heading: "The provider did not respond",
      preview: opening,
      parts: [
        { blocks: [opening] },
        anotherTimePart(
          facts,
          "Would you like to try again?",
          facts.instant
            ? "Sessions with free spots can be booked at once, without waiting for an answer."
            : "You can ask again, or ask for any other date and time.",
        ),
        whenPart(facts, "en", "What you asked for"),
        guestPart(facts, "Your request"),
        questionsPart(facts),
      ],
    },
  });
}
