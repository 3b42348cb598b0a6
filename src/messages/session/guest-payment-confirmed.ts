import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import { cancelPart } from "./cancelling.ts";
import type { Part } from "./letter.ts";
import { sessionCalendarFile } from "./session-calendar-file.ts";
import { guestPart, meetingPart, pricePart, questionsPart, whenPart } from "./session-details.ts";
import { guestEmail } from "./session-envelope.ts";
import { sessionWords } from "./session-words.ts";

/** Tells a guest that the booking stands: everything they need on the day, and how to cancel. */
export function guestPaymentConfirmed(facts: SessionFacts): Email {
  const { money, when } = sessionWords(facts, "en");
  const name = oneLine(facts.experienceName);
  return guestEmail(facts, "guest_payment_confirmed", {
    subject: "Payment successful!",
    attachments: [sessionCalendarFile(facts)],
    letter: {
      heading: `You’re booked: ${name}`,
      preview: `${when} · confirmation number ${facts.code} · ${money(facts.total)} paid`,
      parts: [
        {
          blocks: [
            `Your payment was successful, and ${oneLine(facts.supplier.name)} is expecting you. Thank you!`,
            { kind: "box", label: "Confirmation number", value: facts.code, isCode: true },
          ],
        },
        whenPart(facts, "en"),
        { blocks: ["Open the attached file to add it to your calendar."] },
        meetingPart(facts, "en"),
        bringPart(facts),
        guestPart(facts, "Your booking", "See your booking"),
        pricePart(facts, "Paid"),
        cancelPart(facts),
        questionsPart(facts),
      ],
    },
  });
}

function bringPart({ whatToBring }: SessionFacts): Part {
  const items = whatToBring.map(oneLine);
  const nothing = "Nothing: everything you need is there.";
  return { title: "What to bring", blocks: [items.length > 0 ? { kind: "list", items } : nothing] };
}
