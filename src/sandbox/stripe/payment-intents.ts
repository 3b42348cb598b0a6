import type { Stripe } from "stripe";
import { confirmIntent } from "./confirm.ts";
import {
  invalidParameter,
  invalidState,
  isRefusal,
  resourceMissing,
  type StripeRefusal,
} from "./errors.ts";
import { emitEvent } from "./events.ts";
import { expandObject } from "./expand.ts";
import { listPage } from "./list.ts";
import { withoutEmpty } from "./metadata.ts";
import { EXPAND, PAGINATION, type StripeCall, stripeOperation } from "./operation.ts";
import { PAYING } from "./paying-parameters.ts";
import { publicIntent } from "./public-intent.ts";
import { type PaymentIntentRecord, paymentIntents, sessionsOfIntents } from "./records.ts";

/** https://docs.stripe.com/api/payment_intents/retrieve */
export const retrievePaymentIntent = stripeOperation({
  name: "payment_intents.retrieve",
  publishable: true,
  parameters: { client_secret: { type: "string" }, key: { type: "string" }, expand: EXPAND },
  perform(call, values) {
    const record = findIntent(call, values.client_secret);
    if (isRefusal(record)) return record;
    if (call.publishable) return publicIntent(record.shown);
    return expandObject(call.world, record.shown, values.expand);
  },
});

/** https://docs.stripe.com/api/payment_intents/update: only what does not concern the amount. */
export const updatePaymentIntent = stripeOperation({
  name: "payment_intents.update",
  parameters: {
    metadata: { type: "metadata" },
    description: { type: "string", maxLength: 1000, empty: true },
    receipt_email: { type: "string", empty: true, maxLength: 800 },
    expand: EXPAND,
  },
  perform(call, values) {
    const record = findIntent(call, undefined);
    if (isRefusal(record)) return record;
    const shown: Stripe.PaymentIntent = {
      ...record.shown,
      metadata: withoutEmpty({ ...record.shown.metadata, ...values.metadata }),
      description: values.description ?? record.shown.description,
      receipt_email: values.receipt_email ?? record.shown.receipt_email,
    };
    paymentIntents(call.world).put(shown.id, { ...record, shown });
    return expandObject(call.world, shown, values.expand);
  },
});

/** https://docs.stripe.com/api/payment_intents/list */
export const listPaymentIntents = stripeOperation({
  name: "payment_intents.list",
  parameters: { ...PAGINATION, customer: { type: "string" }, created: { type: "range" } },
  perform(call, values) {
    const page = listPage(paymentIntents(call.world), "/v1/payment_intents", values, {
      what: "payment_intent",
      matches: (record) =>
        values.customer === undefined || record.shown.customer === values.customer,
      shown: (record) => record.shown,
    });
    return isRefusal(page) ? page : expandObject(call.world, page, values.expand);
  },
});

/** https://docs.stripe.com/api/payment_intents/confirm */
export const confirmPaymentIntent = stripeOperation({
  name: "payment_intents.confirm",
  publishable: true,
  parameters: { ...PAYING, client_secret: { type: "string" }, key: { type: "string" } },
  perform(call, values) {
    const record = findIntent(call, values.client_secret);
    if (isRefusal(record)) return record;
    if (sessionsOfIntents(call.world).get(call.id) !== undefined) return madeByCheckout(record);
    const confirmed = confirmIntent(call, record, values);
    if (isRefusal(confirmed)) return confirmed;
    if (call.publishable) return publicIntent(confirmed.shown);
    return expandObject(call.world, confirmed.shown, values.expand);
  },
});

const CANCELABLE = [
  "requires_payment_method",
  "requires_capture",
  "requires_confirmation",
  "requires_action",
];

/** https://docs.stripe.com/api/payment_intents/cancel */
export const cancelPaymentIntent = stripeOperation({
  name: "payment_intents.cancel",
  parameters: {
    cancellation_reason: {
      type: "enum",
      values: ["duplicate", "fraudulent", "requested_by_customer", "abandoned"],
    },
    expand: EXPAND,
  },
  perform(call, values) {
    const record = findIntent(call, undefined);
    if (isRefusal(record)) return record;
    if (sessionsOfIntents(call.world).get(call.id) !== undefined) return madeByCheckout(record);
    if (!CANCELABLE.includes(record.shown.status)) {
      return invalidState(
        `You cannot cancel this PaymentIntent because it has a status of ${record.shown.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`,
        { code: "payment_intent_unexpected_state", payment_intent: record.shown },
      );
    }
    const shown: Stripe.PaymentIntent = {
      ...record.shown,
      status: "canceled",
      canceled_at: Math.floor(call.world.now() / 1000),
      cancellation_reason: values.cancellation_reason ?? null,
      next_action: null,
    };
    paymentIntents(call.world).put(shown.id, { shown, clientSecret: record.clientSecret });
    emitEvent(call.world, call, "payment_intent.canceled", shown);
    return expandObject(call.world, shown, values.expand);
  },
});

/** A PaymentIntent of a Checkout Session is paid on its page, and cancelled by expiring it. */
function madeByCheckout({ shown }: PaymentIntentRecord): StripeRefusal {
  return invalidState(
    "You cannot perform this action on PaymentIntents created by Checkout. Expire the Checkout Session instead.",
    { payment_intent: shown },
  );
}

/** The PaymentIntent that the path names; a publishable key must show its client secret. */
function findIntent(
  call: StripeCall,
  clientSecret: string | undefined,
): PaymentIntentRecord | StripeRefusal {
  const record = paymentIntents(call.world).get(call.id);
  if (record === undefined) return resourceMissing("payment_intent", call.id, "intent");
  if (call.publishable && clientSecret === undefined) {
    return invalidParameter(
      "Missing required param: client_secret.",
      "client_secret",
      "parameter_missing",
    );
  }
  if (clientSecret !== undefined && clientSecret !== record.clientSecret) {
    return invalidParameter(
      "The client_secret provided does not match the client_secret associated with this PaymentIntent.",
      "client_secret",
      "payment_intent_invalid_parameter",
    );
  }
  return record;
}
