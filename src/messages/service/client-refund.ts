import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { ServiceFacts } from "../service-facts.ts";
import { clientEmail } from "./service-envelope.ts";
import { anotherTimePart, pickupPart, REFUND_WAY, replyPart, tripPart } from "./trip-details.ts";
import { tripWords } from "./trip-words.ts";

/** Without a reason in the facts. */
const NO_REASON = "We could not keep your booking.";

/**
 * Tells a client who paid that there is no booking, why, and that the money is on its way back:
 * everything unless the facts say less.
 */
export function clientRefund(facts: ServiceFacts): Email {
  const { firstName, route, money } = tripWords(facts);
  const amount = money(facts.refundedAmount ?? facts.total);
  const reason = oneLine(facts.reason ?? "") || NO_REASON;
  return clientEmail(facts, "client-refund", {
    subject: "Not booked, money returned",
    letter: {
      heading: "We couldn’t book your trip, and your money is on its way back",
      preview: `${amount} is on its way back to you. ${reason}`,
      parts: [
        {
          blocks: [
            `${firstName}, we are sorry: ${route} is not booked for you.`,
            reason,
            { kind: "box", label: "On its way back to you", value: amount },
            REFUND_WAY,
          ],
        },
        pickupPart(facts, "What you asked for"),
        tripPart(facts, "The trip"),
        anotherTimePart(facts, "If another time suits you, we would be glad to drive you."),
        replyPart(facts),
      ],
    },
  });
}
