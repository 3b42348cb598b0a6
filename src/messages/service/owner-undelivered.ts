import type { Email } from "../email.ts";
import type { ServiceFacts } from "../service-facts.ts";
import { ownerEmail } from "./service-envelope.ts";
import { dispatchPart, guestPart, jobPart, notesPart, referencePart } from "./trip-details.ts";
import { tripWords } from "./trip-words.ts";
import { type UndeliveredWords, undeliveredWords } from "./undelivered-words.ts";

/** Tells the owner by email that a WhatsApp did not arrive: which, to whom, why, what to do. */
export function ownerUndelivered(facts: ServiceFacts): Email {
  const { message, to, why, missedBy, steps } = undeliveredWords(facts);
  const { subject, heading, opening } = headOf(missedBy, tripWords(facts).guest);
  return ownerEmail(facts, "owner-undelivered", {
    subject,
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

function headOf(missedBy: UndeliveredWords["missedBy"], guest: string) {
  const opening = `A message to ${guest} did not arrive, and it is not tried again.`;
  switch (missedBy) {
    case "guest":
      return {
        subject: `Please call ${guest}, not reached`,
        heading: `Please call ${guest}`,
        opening,
      };
    case undefined:
      return {
        subject: `No hurry, ${guest} has the email`,
        heading: `WhatsApp did not reach ${guest}, the email did`,
        opening,
      };
    case "owner":
      return {
        subject: "Not delivered to you",
        heading: "A message to you did not arrive",
        opening:
          "A message to you did not arrive, and it is not tried again. Here is everything it would have said.",
      };
  }
}
