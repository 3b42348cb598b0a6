import type { Stripe } from "stripe";
import { withoutEmpty } from "./metadata.ts";
import type { Values } from "./parameters.ts";

/** `payment_intent_data` of a Payment Link and of a Checkout Session. */
export const PAYMENT_INTENT_DATA = {
  type: "object",
  fields: {
    capture_method: { type: "enum", values: ["automatic", "automatic_async"] },
    description: { type: "string", maxLength: 1000 },
    metadata: { type: "metadata" },
    statement_descriptor: { type: "string", maxLength: 22 },
    statement_descriptor_suffix: { type: "string", maxLength: 22 },
    transfer_group: { type: "string" },
  },
} as const;

/** What is handed on to the PaymentIntent, in the shape in which a Payment Link shows it. */
export function readIntentData(
  given: Values<(typeof PAYMENT_INTENT_DATA)["fields"]>,
): Stripe.PaymentLink.PaymentIntentData {
  return {
    capture_method: given.capture_method ?? null,
    description: given.description ?? null,
    metadata: withoutEmpty(given.metadata ?? {}),
    setup_future_usage: null,
    statement_descriptor: given.statement_descriptor ?? null,
    statement_descriptor_suffix: given.statement_descriptor_suffix ?? null,
    transfer_group: given.transfer_group ?? null,
  };
}
