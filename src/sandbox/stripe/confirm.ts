import type { Stripe } from "stripe";
import { storeCharge } from "./charges.ts";
import { followPayment } from "./checkout-lifecycle.ts";
import { invalidParameter, invalidState, isRefusal, type StripeRefusal } from "./errors.ts";
import { emitEvent } from "./events.ts";
import type { StripeCall } from "./operation.ts";
import {
  type BillingDetails,
  type CardDetails,
  makePaymentMethod,
  usePaymentMethod,
} from "./payment-methods.ts";
import { type CardUse, decline, succeed } from "./payment-outcomes.ts";
import { type PaymentIntentRecord, paymentIntents } from "./records.ts";

/** How long a `processing` payment takes; at Stripe it is days. */
const PROCESSING_MS = 10_000;

const CONFIRMABLE = ["requires_payment_method", "requires_confirmation", "requires_action"];

interface ConfirmValues {
  payment_method?: string;
  payment_method_data?: {
    type: "card";
    card?: CardDetails;
    billing_details?: BillingDetails;
  };
  return_url?: string;
  receipt_email?: string;
  use_stripe_sdk?: boolean;
  error_on_requires_action?: boolean;
}

/** Attempts the payment with a test card. https://docs.stripe.com/payments/paymentintents/lifecycle */
export function confirmIntent(
  call: StripeCall,
  record: PaymentIntentRecord,
  values: ConfirmValues,
): PaymentIntentRecord | StripeRefusal {
  const wrong = wrongConfirmation(call, record, values);
  if (wrong !== undefined) return wrong;
  const use = cardFor(call, record, values);
  if (isRefusal(use)) return declineBeforeCharge(call, record, use);
  const shown: Stripe.PaymentIntent = {
    ...record.shown,
    payment_method: use.method.id,
    receipt_email: values.receipt_email || record.shown.receipt_email,
    last_payment_error: null,
    next_action: null,
  };
  const prepared: PaymentIntentRecord = { shown, clientSecret: record.clientSecret };
  switch (use.card.charge.kind) {
    case "succeeds":
      return succeed(call.world, call, prepared, use);
    case "declines":
      return decline(call.world, call, prepared, use, use.card.charge);
    case "needs-authentication":
      return askForAuthentication(call, prepared, use, values);
    case "processes":
      return process(call, prepared, use);
  }
}

function wrongConfirmation(
  call: StripeCall,
  { shown }: PaymentIntentRecord,
  values: ConfirmValues,
): StripeRefusal | undefined {
  const unexpected = { code: "payment_intent_unexpected_state", payment_intent: shown };
  if (shown.status === "succeeded") {
    return invalidState(
      "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.",
      unexpected,
    );
  }
  if (!CONFIRMABLE.includes(shown.status)) {
    return invalidState(
      `You cannot confirm this PaymentIntent because it has a status of ${shown.status}. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action.`,
      unexpected,
    );
  }
  const { payment_method, payment_method_data } = values;
  if (payment_method !== undefined && payment_method_data !== undefined) {
    return invalidParameter(
      "You may only specify one of these parameters: payment_method, payment_method_data.",
      "payment_method",
    );
  }
  const redirects =
    shown.automatic_payment_methods?.enabled === true &&
    shown.automatic_payment_methods.allow_redirects !== "never";
  if (!call.publishable && redirects && values.return_url === undefined) {
    return invalidParameter(
      "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
      "return_url",
    );
  }
  if (values.return_url !== undefined && !URL.canParse(values.return_url)) {
    return invalidParameter("Not a valid URL", "return_url", "url_invalid");
  }
  return undefined;
}

function cardFor(
  call: StripeCall,
  { shown }: PaymentIntentRecord,
  values: ConfirmValues,
): CardUse | StripeRefusal {
  if (values.payment_method_data !== undefined) {
    if (!call.publishable) {
      return invalidParameter(
        "Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to the test card you are using, see https://stripe.com/docs/testing.",
        "payment_method_data",
      );
    }
    const { card, billing_details } = values.payment_method_data;
    return makePaymentMethod(call.world, card, billing_details ?? {});
  }
  const named = values.payment_method ?? shown.payment_method;
  if (typeof named === "string") return usePaymentMethod(call.world, named);
  return invalidState(
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    { code: "payment_intent_unexpected_state", payment_intent: shown },
  );
}

/** A card whose number or date is wrong never reaches the bank: nothing is charged or recorded. */
function declineBeforeCharge(
  call: StripeCall,
  record: PaymentIntentRecord,
  refusal: StripeRefusal,
): StripeRefusal {
  if (refusal.status !== 402) return refusal;
  const { type, code, message, decline_code, param } = refusal.error;
  const shown: Stripe.PaymentIntent = {
    ...record.shown,
    status: "requires_payment_method",
    payment_method: null,
    last_payment_error: {
      type,
      message,
      ...(code === undefined ? {} : { code }),
      ...(decline_code === undefined ? {} : { decline_code }),
      ...(param === undefined ? {} : { param }),
    },
  };
  paymentIntents(call.world).put(shown.id, { ...record, shown });
  emitEvent(call.world, call, "payment_intent.payment_failed", shown);
  return { ...refusal, error: { ...refusal.error, payment_intent: shown } };
}

function askForAuthentication(
  call: StripeCall,
  record: PaymentIntentRecord,
  use: CardUse,
  values: ConfirmValues,
): PaymentIntentRecord | StripeRefusal {
  if (values.error_on_requires_action === true) {
    return decline(call.world, call, record, use, {
      kind: "declines",
      code: "authentication_required",
      declineCode: "authentication_required",
      message: "Your card was declined. This transaction requires authentication.",
    });
  }
  const url = `${call.world.settings.publicBase}/sandbox/stripe/authenticate/${record.shown.id}?client_secret=${record.clientSecret}`;
  const redirect = values.use_stripe_sdk !== true && values.return_url !== undefined;
  const shown: Stripe.PaymentIntent = {
    ...record.shown,
    status: "requires_action",
    next_action: redirect
      ? { type: "redirect_to_url", redirect_to_url: { url, return_url: values.return_url ?? null } }
      : {
          type: "use_stripe_sdk",
          use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url },
        },
  };
  const waiting: PaymentIntentRecord = {
    shown,
    clientSecret: record.clientSecret,
    pendingCard: use.card.number,
    ...(values.return_url === undefined ? {} : { returnUrl: values.return_url }),
  };
  paymentIntents(call.world).put(shown.id, waiting);
  emitEvent(call.world, call, "payment_intent.requires_action", shown);
  return waiting;
}

function process(call: StripeCall, record: PaymentIntentRecord, use: CardUse): PaymentIntentRecord {
  const charge = storeCharge(call.world, record.shown, use, "pending");
  const shown: Stripe.PaymentIntent = {
    ...record.shown,
    status: "processing",
    latest_charge: charge.id,
    processing: { type: "card", card: {} },
  };
  const waiting = { ...record, shown, pendingCard: use.card.number };
  paymentIntents(call.world).put(shown.id, waiting);
  emitEvent(call.world, call, "charge.pending", charge);
  emitEvent(call.world, call, "payment_intent.processing", shown);
  followPayment(call.world, call, shown.id, "processing");
  call.world.agenda.add("stripe-settle-payment", shown.id, call.world.now() + PROCESSING_MS);
  return waiting;
}
