import type { Email } from "../email.ts";
import type { ServiceFacts } from "../service-facts.ts";
import { clientEmail } from "./service-envelope.ts";
import { tripCalendarFile } from "./trip-calendar-file.ts";
import { notesPart, pickupPart, pricePart, replyPart, tripPart } from "./trip-details.ts";
import { tripWords } from "./trip-words.ts";

/** Tells a client that the trip is paid and stands: when and where, what, and whom to ask. */
export function clientRecap(facts: ServiceFacts): Email {
  const { code, total, refundPolicy } = facts;
  const { firstName, route, when, money } = tripWords(facts);
  return clientEmail(facts, "client-recap", {
    subject: "Booked and paid",
    attachments: [tripCalendarFile(facts)],
    letter: {
      heading: `You’re booked: ${route}`,
      preview: `Pickup ${when} · booking code ${code} · ${money(total)} paid`,
      parts: [
        {
          blocks: [
            `Thank you, ${firstName}. Your payment was successful, and your trip is confirmed.`,
            { kind: "box", label: "Booking code", value: code, isCode: true },
          ],
        },
        pickupPart(facts),
        { blocks: ["Open the attached file to add it to your calendar."] },
        tripPart(facts, "Your trip"),
        notesPart(facts, "Your notes"),
        pricePart(facts, "Payment status: paid"),
        replyPart(facts),
        { title: "Refund policy", blocks: [{ kind: "list", items: refundPolicy }] },
      ],
    },
  });
}
