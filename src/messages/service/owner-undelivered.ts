import type { Email } from "../email.ts";
import type { ServiceFacts } from "../service-facts.ts";
import { ownerEmail } from "./service-envelope.ts";
import { dispatchPart, guestPart, jobPart, notesPart, referencePart } from "./trip-details.ts";
import { tripWords } from "./trip-words.ts";
import { undeliveredWords } from "./undelivered-words.ts";

/** Tells the owner by email that a WhatsApp did not arrive: which, to whom, why, what to do. */
export function ownerUndelivered(facts: ServiceFacts): Email {
  const { message, to, why, isGuests, steps } = undeliveredWords(facts);
  const { guest } = tripWords(facts);
  const heading = isGuests ? `Please call ${guest}` : "A message to you did not arrive";
  const opening = isGuests
    ? `A message to ${guest} did not arrive, and it is not tried again.`
    : "A message to you did not arrive, and it is not tried again. Here is everything it would have said.";
  return ownerEmail(facts, "owner-undelivered", {
    subject: isGuests ? `Please call ${guest}, not reached` : "Not delivered to you",
    letter: {
      heading,
      preview: `${opening} ${steps[0]}`,
      parts: [
        {
          blocks: [
            opening,
            { kind: "fact", label: "Message", value: message },
            { kind: "fact", label: "Sent to", value: to },
            { kind: "fact", label: "Why", value: why },
          ],
        },
        { title: "What to do", blocks: [{ kind: "list", items: steps }] },
        guestPart(facts),
        dispatchPart(facts),
        jobPart(facts),
        notesPart(facts, "Notes from the guest"),
        referencePart(facts),
      ],
    },
  });
}
