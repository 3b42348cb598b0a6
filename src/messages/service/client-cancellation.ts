import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { ServiceFacts } from "../service-facts.ts";
import type { Part } from "../session/letter.ts";
import { refundInWords } from "./refund-words.ts";
import { clientEmail } from "./service-envelope.ts";
import {
  anotherTimePart,
  pickupPart,
  pricePart,
  REFUND_WAY,
  replyPart,
  tripPart,
} from "./trip-details.ts";
import { tripWords } from "./trip-words.ts";

/** Tells a client that a booking which stood is cancelled, and what of the price comes back. */
export function clientCancellation(facts: ServiceFacts): Email {
  const { route, when } = tripWords(facts);
  const opening = `Your booking of ${route}, ${when}, is cancelled.`;
  const reason = oneLine(facts.reason ?? "");
  return clientEmail(facts, "client-cancellation", {
    subject: "Cancelled",
    letter: {
      heading: "Your booking is cancelled",
      preview: `${opening} ${refundInWords(facts)}`,
      parts: [
        {
          blocks: [
            opening,
            reason || undefined,
            { kind: "box", label: "Booking code", value: facts.code, isCode: true },
          ],
        },
        moneyPart(facts),
        pickupPart(facts, "No longer booked"),
        {
          blocks: ["If you added the trip to your calendar, please delete it there."],
        },
        tripPart(facts, "What was booked"),
        pricePart(facts, "What you had paid"),
        policyPart(facts),
        anotherTimePart(facts, "We would be glad to drive you another time."),
        replyPart(facts),
      ],
    },
  });
}

function moneyPart(facts: ServiceFacts): Part {
  const isRefunded = (facts.refundedAmount ?? 0) > 0;
  return {
    title: "Your money",
    blocks: [refundInWords(facts), isRefunded ? REFUND_WAY : undefined],
  };
}

/** Why not everything comes back. */
function policyPart({ refundedAmount, total, refundPolicy }: ServiceFacts): Part | undefined {
  if (refundedAmount === total) return undefined;
  return {
    title: "Refund policy of your booking",
    blocks: [{ kind: "list", items: refundPolicy }],
  };
}
