import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import { known } from "./known.ts";
import { guestPart, meetingPart, pricePart, questionsPart, whenPart } from "./session-details.ts";
import { guestEmail } from "./session-envelope.ts";
import { sessionWords } from "./session-words.ts";

/** Tells a guest that their request is with the supplier, and by when they hear of it. */
export function guestRequestReceived(facts: SessionFacts): Email {
  const { instant, when } = sessionWords(facts, "en");
  const host = oneLine(facts.supplier.name);
  const deadline = known(facts.responseDeadline, "responseDeadline");
  const opening = `Your request for ${oneLine(facts.experienceName)}, ${when}, is waiting for confirmation by ${host}.`;
  return guestEmail(facts, "guest_request_received", {
    subject: "Request received, awaiting confirmation",
    letter: {
      heading: "We received your request",
      preview: opening,
      parts: [
        { blocks: [opening, { kind: "box", label: "Answer by", value: instant(deadline) }] },
        {
          title: "What happens next",
          blocks: [
            {
              kind: "list",
              items: [
                `If ${host} accepts, we send you a link to pay, and your booking is confirmed once you have paid.`,
                `If ${host} declines or does not answer in time, we write to you as well.`,
                "There is nothing to pay yet.",
              ],
            },
          ],
        },
        whenPart(facts, "en", "When you would like to come"),
        meetingPart(facts, "en"),
        guestPart(facts, "Your request", "See your request"),
        pricePart(facts, "Price if it is accepted"),
        questionsPart(facts),
      ],
    },
  });
}
