import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import { anotherTimePart, guestPart, questionsPart, whenPart } from "./session-details.ts";
import { guestEmail } from "./session-envelope.ts";
import { sessionWords } from "./session-words.ts";

/** Tells a guest that the supplier cannot offer that time, and leads them to another. */
export function guestRequestDeclined(facts: SessionFacts): Email {
  const { when } = sessionWords(facts, "en");
  const host = oneLine(facts.supplier.name);
  const opening = `We are sorry: ${host} cannot offer ${oneLine(facts.experienceName)} at the time you asked for, ${when}. Nothing was charged.`;
  return guestEmail(facts, "guest_request_declined", {
    subject: "Unfortunately this time is not available",
    letter: {
      heading: "Unfortunately this time is not available",
      preview: opening,
      parts: [
        { blocks: [opening] },
        anotherTimePart(
          facts,
          "Would a different time suit you?",
          facts.instant
            ? "Sessions with free spots can be booked at once, and you can ask for any other date and time."
            : "You can ask for any other date and time.",
        ),
        whenPart(facts, "en", "What you asked for"),
        guestPart(facts, "Your request"),
        questionsPart(facts),
      ],
    },
  });
}
