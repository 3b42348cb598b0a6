import type { ServiceFacts } from "../service-facts.ts";
import { tripWords } from "./trip-words.ts";

/** What of the price goes back to the client: all, a part or nothing. */
export function refundInWords(facts: ServiceFacts): string {
  const { total, refundedAmount = 0 } = facts;
  const { money } = tripWords(facts);
  const paid = money(total);
  if (refundedAmount === 0) return `Nothing of the ${paid} that was paid is refunded.`;
  if (refundedAmount === total) return `All of the ${paid} that was paid is refunded.`;
  return `${money(refundedAmount)} of the ${paid} that was paid is refunded.`;
}
