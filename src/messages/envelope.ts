import { oneLine } from "./booking-words.ts";
import type { Email } from "./email.ts";
import type { BookingFacts } from "./facts.ts";

type Envelope = Pick<Email, "to" | "from" | "replyTo">;

/** From the venue's sender to the guest; replies go to the venue's people. */
export function toGuest({ customer, operator }: BookingFacts): Envelope {
  return {
    to: { email: customer.email, name: oneLine(customer.name) },
    from: { email: operator.senderEmail, name: operator.senderName },
    replyTo: { email: operator.email, name: operator.name },
  };
}
