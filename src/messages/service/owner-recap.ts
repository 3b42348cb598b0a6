import type { Email } from "../email.ts";
import type { ServiceFacts } from "../service-facts.ts";
import { ownerEmail } from "./service-envelope.ts";
import {
  dispatchPart,
  guestPart,
  jobPart,
  notesPart,
  pricePart,
  referencePart,
} from "./trip-details.ts";
import { tripWords } from "./trip-words.ts";

/** Gives the owner of a service everything about a paid booking that the job takes. */
export function ownerRecap(facts: ServiceFacts): Email {
  const { guest, route, passengers, when, money, serviceType } = tripWords(facts);
  return ownerEmail(facts, "owner-recap", {
    subject: "New paid booking",
    letter: {
      heading: `New booking: ${route}`,
      preview: `${when} · ${passengers} · ${serviceType} · ${guest}`,
      parts: [
        {
          blocks: [
            `${guest} has booked and paid ${money(facts.total)}: ${passengers}, ${when}.`,
            "To write to them, just reply to this email.",
          ],
        },
        dispatchPart(facts),
        guestPart(facts),
        jobPart(facts),
        notesPart(facts, "Notes from the guest"),
        pricePart(facts, "Paid"),
        referencePart(facts),
      ],
    },
  });
}
