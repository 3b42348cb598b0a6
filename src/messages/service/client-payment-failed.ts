import type { Email } from "../email.ts";
import type { ServiceFacts } from "../service-facts.ts";
import { clientEmail } from "./service-envelope.ts";
import { anotherTimePart, pickupPart, replyPart, tripPart } from "./trip-details.ts";
import { tripWords } from "./trip-words.ts";

/** Tells a client who paid by a method that takes its time that this failed: there is no trip. */
export function clientPaymentFailed(facts: ServiceFacts): Email {
  const { firstName, route, when } = tripWords(facts);
  const opening = `${firstName}, your payment for ${route}, ${when}, did not go through. Nothing is booked, and nobody comes to pick you up.`;
  return clientEmail(facts, "client-payment-failed", {
    subject: "Payment failed, nothing is booked",
    letter: {
      heading: "Your payment did not go through, nothing is booked",
      preview: opening,
      parts: [
        {
          blocks: [
            opening,
            "The payment provider told us so after you had left its page; nothing was charged. If your bank says otherwise, reply to this email.",
          ],
        },
        anotherTimePart(facts, "Would you still like to go? Book it again, and pay another way."),
        pickupPart(facts, "No longer kept for you"),
        tripPart(facts, "What you had chosen"),
        replyPart(facts),
      ],
    },
  });
}
