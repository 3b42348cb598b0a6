import type { Stripe } from "stripe";
import { randomId } from "../random-id.ts";
import { confirmIntent } from "./confirm.ts";
import {
  amountProblem,
  dollars,
  isKnownCurrency,
  knownCurrencies,
  minimumOf,
} from "./currencies.ts";
import { invalidParameter, isRefusal, resourceMissing, type StripeRefusal } from "./errors.ts";
import { emitEvent } from "./events.ts";
import { expandObject } from "./expand.ts";
import { withoutEmpty } from "./metadata.ts";
import { stripeOperation } from "./operation.ts";
import { PAYING } from "./paying-parameters.ts";
import { type PaymentIntentRecord, paymentIntents } from "./records.ts";

const AUTOMATIC_PAYMENT_METHODS = {
  type: "object",
  fields: {
    enabled: { type: "boolean", required: true },
    allow_redirects: { type: "enum", values: ["always", "never"] },
  },
} as const;

/** https://docs.stripe.com/api/payment_intents/create */
export const createPaymentIntent = stripeOperation({
  name: "payment_intents.create",
  parameters: {
    ...PAYING,
    amount: { type: "integer", required: true, minimum: 1 },
    currency: { type: "string", required: true, maxLength: 3 },
    automatic_payment_methods: AUTOMATIC_PAYMENT_METHODS,
    payment_method_types: { type: "list", of: { type: "enum", values: ["card"] } },
    capture_method: { type: "enum", values: ["automatic", "automatic_async"] },
    confirm: { type: "boolean" },
    confirmation_method: { type: "enum", values: ["automatic", "manual"] },
    customer: { type: "string" },
    description: { type: "string", maxLength: 1000 },
    metadata: { type: "metadata" },
    statement_descriptor: { type: "string", maxLength: 22 },
    statement_descriptor_suffix: { type: "string", maxLength: 22 },
    transfer_group: { type: "string" },
  },
  perform(call, values) {
    const currency = values.currency.toLowerCase();
    const wrong = wrongAmount(values.amount, currency);
    if (wrong !== undefined) return wrong;
    if (
      values.automatic_payment_methods?.enabled === true &&
      values.payment_method_types !== undefined
    ) {
      return invalidParameter(
        "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.",
        "payment_method_types",
      );
    }
    if (values.customer !== undefined)
      return resourceMissing("customer", values.customer, "customer");
    if (values.confirm !== true) {
      for (const name of ["return_url", "error_on_requires_action"] as const) {
        if (values[name] === undefined) continue;
        return invalidParameter(
          `The \`${name}\` parameter can only be used with \`confirm=true\`.`,
          name,
        );
      }
    }
    const id = randomId(call.world, "pi_3", 23);
    const clientSecret = `${id}_secret_${randomId(call.world, "", 25)}`;
    const shown: Stripe.PaymentIntent = {
      ...emptyIntent(id, clientSecret, values.amount, currency, call.world.now()),
      automatic_payment_methods: automaticMethods(values),
      capture_method: values.capture_method ?? "automatic_async",
      confirmation_method: values.confirmation_method ?? "automatic",
      description: values.description ?? null,
      metadata: withoutEmpty(values.metadata ?? {}),
      payment_method: values.payment_method ?? null,
      receipt_email: values.receipt_email || null,
      statement_descriptor: values.statement_descriptor ?? null,
      statement_descriptor_suffix: values.statement_descriptor_suffix ?? null,
      status:
        values.payment_method === undefined ? "requires_payment_method" : "requires_confirmation",
      transfer_group: values.transfer_group ?? null,
    };
    const record: PaymentIntentRecord = { shown, clientSecret };
    paymentIntents(call.world).put(id, record);
    emitEvent(call.world, call, "payment_intent.created", shown);
    if (values.confirm === true) {
      const confirmed = confirmIntent(call, record, values);
      if (isRefusal(confirmed)) return confirmed;
      return expandObject(call.world, confirmed.shown, values.expand);
    }
    return expandObject(call.world, shown, values.expand);
  },
});

function wrongAmount(amount: number, currency: string): StripeRefusal | undefined {
  if (!isKnownCurrency(currency)) {
    return invalidParameter(
      `Invalid currency: ${currency}. Stripe currently supports these currencies: ${knownCurrencies()}`,
      "currency",
    );
  }
  switch (amountProblem(amount, currency)) {
    case "too-small":
      return invalidParameter(
        `Amount must be at least ${dollars(minimumOf(currency))} ${currency}`,
        "amount",
        "amount_too_small",
      );
    case "too-large":
      return invalidParameter(
        `Amount must be no more than $999,999.99 ${currency}`,
        "amount",
        "amount_too_large",
      );
    case undefined:
      return undefined;
  }
}

function automaticMethods(values: {
  automatic_payment_methods?: { enabled: boolean; allow_redirects?: "always" | "never" };
  payment_method_types?: "card"[];
}): Stripe.PaymentIntent.AutomaticPaymentMethods | null {
  if (values.payment_method_types !== undefined) return null;
  // Since API version 2023-08-16 automatic payment methods are the default.
  const asked = values.automatic_payment_methods;
  return { enabled: asked?.enabled ?? true, allow_redirects: asked?.allow_redirects ?? "always" };
}

export function emptyIntent(
  id: string,
  clientSecret: string,
  amount: number,
  currency: string,
  now: number,
): Stripe.PaymentIntent {
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: clientSecret,
    confirmation_method: "automatic",
    created: Math.floor(now / 1000),
    currency,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        request_three_d_secure: "automatic",
      },
    },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_group: null,
  };
}
