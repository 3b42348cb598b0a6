import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import { paymentInvitation } from "./payment-invitation.ts";
import { guestEmail } from "./session-envelope.ts";
import { sessionWords } from "./session-words.ts";

/** Tells a guest that the supplier accepted their request, and until when to pay. */
export function guestBookingApproved(facts: SessionFacts): Email {
  const { when } = sessionWords(facts, "en");
  const { supplier, experienceName } = facts;
  const opening = `Good news: ${oneLine(supplier.name)} accepted your request for ${oneLine(experienceName)}, ${when}. Pay in time and the booking is yours.`;
  return guestEmail(facts, "guest_booking_approved", {
    subject: "Booking approved!",
    letter: paymentInvitation(facts, "Your request is approved", opening),
  });
}
