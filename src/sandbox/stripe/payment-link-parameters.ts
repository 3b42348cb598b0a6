import type { Stripe } from "stripe";
import { invalidParameter, type StripeRefusal } from "./errors.ts";
import { EXPAND } from "./operation.ts";
import type { Values } from "./parameters.ts";
import { PAYMENT_INTENT_DATA } from "./payment-intent-data.ts";
import { wrongAddress } from "./return-address.ts";

const AFTER_COMPLETION = {
  type: "object",
  fields: {
    type: { type: "enum", values: ["hosted_confirmation", "redirect"], required: true },
    hosted_confirmation: {
      type: "object",
      fields: { custom_message: { type: "string", maxLength: 500 } },
    },
    redirect: { type: "object", fields: { url: { type: "string", required: true } } },
  },
} as const;

const RESTRICTIONS = {
  type: "object",
  fields: {
    completed_sessions: {
      type: "object",
      required: true,
      fields: { limit: { type: "integer", required: true, minimum: 1 } },
    },
  },
} as const;

export const SUBMIT_TYPE = {
  type: "enum",
  values: ["auto", "book", "donate", "pay"],
} as const;

/** What creating and updating a Payment Link have in common. */
export const PAYMENT_LINK = {
  after_completion: AFTER_COMPLETION,
  inactive_message: { type: "string", maxLength: 500, empty: true },
  metadata: { type: "metadata" },
  payment_intent_data: PAYMENT_INTENT_DATA,
  restrictions: RESTRICTIONS,
  submit_type: SUBMIT_TYPE,
  expand: EXPAND,
} as const;

type AfterCompletion = Values<(typeof AFTER_COMPLETION)["fields"]>;

export function wrongAfterCompletion(
  given: AfterCompletion | undefined,
): StripeRefusal | undefined {
  if (given?.type !== "redirect") return undefined;
  const param = "after_completion[redirect]";
  if (given.redirect === undefined) {
    return invalidParameter(`Missing required param: ${param}.`, param, "parameter_missing");
  }
  return wrongAddress(given.redirect.url, `${param}[url]`);
}

export function readAfterCompletion(given: AfterCompletion): Stripe.PaymentLink.AfterCompletion {
  if (given.type === "redirect") {
    return { type: "redirect", redirect: { url: given.redirect?.url ?? "" } };
  }
  const message = given.hosted_confirmation?.custom_message ?? null;
  return { type: "hosted_confirmation", hosted_confirmation: { custom_message: message } };
}
