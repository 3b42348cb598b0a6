import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { ServiceFacts } from "../service-facts.ts";
import { refundInWords } from "./refund-words.ts";
import { ownerEmail } from "./service-envelope.ts";
import { dispatchPart, guestPart, jobPart, referencePart } from "./trip-details.ts";
import { tripWords } from "./trip-words.ts";

/** Tells the owner which booking was cancelled, and what is free again and when. */
export function ownerCancellation(facts: ServiceFacts): Email {
  const { guest, route, when } = tripWords(facts);
  const opening = `The booking of ${guest} is cancelled: ${route}, ${when}. There is nobody to pick up.`;
  const reason = oneLine(facts.reason ?? "");
  return ownerEmail(facts, "owner-cancellation", {
    subject: "Cancelled, do not drive",
    letter: {
      heading: `Cancelled: ${route}`,
      preview: `${opening} ${freeInWords(facts)}`,
      parts: [
        {
          blocks: [
            opening,
            reason ? `The guest was told: ${reason}` : undefined,
            freeInWords(facts),
            refundInWords(facts),
          ],
        },
        dispatchPart(facts, "No longer booked"),
        jobPart(facts),
        guestPart(facts),
        referencePart(facts),
      ],
    },
  });
}

/** What others can book again: vehicles, or places in one that is shared. */
function freeInWords(facts: ServiceFacts): string {
  const { vehicles, passengers } = facts;
  const { day, time, back } = tripWords(facts);
  const span = `on ${day} from ${time} to ${back}`;
  if (vehicles === undefined) return `That time is free again, ${span}.`;
  const [count, one] = vehicles > 0 ? [vehicles, "vehicle"] : [passengers, "place"];
  return count === 1
    ? `1 ${one} is free again ${span}.`
    : `${count} ${one}s are free again ${span}.`;
}
