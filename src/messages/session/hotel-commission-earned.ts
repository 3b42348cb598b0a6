import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import { known } from "./known.ts";
import { whenPart } from "./session-details.ts";
import { hotelEmail } from "./session-envelope.ts";
import { sessionWords } from "./session-words.ts";

/** Tells a hotel what a booking through its widget earned. Of the guest it says nothing. */
export function hotelCommissionEarned(facts: SessionFacts): Email {
  const { money, people } = sessionWords(facts, "en");
  const amount = money(known(facts.split, "split").hotel);
  const experience = oneLine(facts.experienceName);
  const opening = `A booking of ${experience} through your widget has been completed, and you earned a commission on it.`;
  return hotelEmail(facts, "hotel_commission_earned", {
    subject: "Your widget earned commission on a booking",
    letter: {
      heading: `You earned ${amount}`,
      preview: opening,
      parts: [
        {
          blocks: [
            opening,
            { kind: "box", label: "Your commission, paid end of month", value: amount },
            "We pay commissions at the end of the month, all bookings together. You do not need to do anything.",
          ],
        },
        {
          title: "The booking",
          blocks: [
            { kind: "fact", label: "Experience", value: experience },
            { kind: "fact", label: "Hosted by", value: oneLine(facts.supplier.name) },
            { kind: "fact", label: "Participants", value: people },
            { kind: "fact", label: "Price", value: money(facts.total) },
            { kind: "fact", label: "Booking reference", value: facts.code },
          ],
        },
        whenPart(facts, "en"),
      ],
    },
  });
}
