import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import { paymentInvitation } from "./payment-invitation.ts";
import { guestEmail } from "./session-envelope.ts";
import { sessionWords } from "./session-words.ts";

/** Tells a guest who picked a session that their spots are kept, and until when to pay. */
export function guestInstantBooking(facts: SessionFacts): Email {
  const { spots, when } = sessionWords(facts, "en");
  const opening = `We are keeping ${spots} on ${oneLine(facts.experienceName)} for you, ${when}. Pay in time and the booking is yours.`;
  return guestEmail(facts, "guest_instant_booking", {
    subject: "Complete your booking!",
    letter: paymentInvitation(facts, "Complete your booking", opening),
  });
}
