import type { Stripe } from "stripe";
import { randomId } from "../random-id.ts";
import type { World } from "../world.ts";
import { type Cart, copyLines } from "./line-items.ts";
import { type CheckoutSessionRecord, checkoutSessions, type PaymentLinkRecord } from "./records.ts";

const ID_LENGTH = 58;

/** Seconds. A session of a Payment Link lives as long as a session can. */
export const SESSION_LIFE_MAX = 24 * 60 * 60;

/** What sets one session apart from another. */
export interface Opening {
  cart: Cart;
  paymentIntentData: Stripe.PaymentLink.PaymentIntentData;
  metadata: Record<string, string>;
  /** Seconds since the epoch. */
  expiresAt: number;
  successUrl: string | null;
  cancelUrl: string | null;
  thanks?: string | null;
  paymentLink?: string;
  clientReferenceId?: string;
  customerEmail?: string;
  prefilledEmail?: string;
  submitType?: Stripe.Checkout.Session.SubmitType | null;
}

/** Makes a session that can be paid until it is completed or expires. */
export function openSession(world: World, opening: Opening): CheckoutSessionRecord {
  const record: CheckoutSessionRecord = {
    shown: newSession(world, opening),
    lines: opening.cart.lines,
    paymentIntentData: opening.paymentIntentData,
    payer: { email: opening.customerEmail ?? opening.prefilledEmail ?? "", name: "" },
    thanks: opening.thanks ?? null,
  };
  checkoutSessions(world).put(record.shown.id, record, opening.paymentLink ?? "");
  world.agenda.add("stripe-expire-session", record.shown.id, opening.expiresAt * 1000);
  return record;
}

/** What each visit of a Payment Link's address makes. */
export function openLinkSession(
  world: World,
  { shown: link, lines }: PaymentLinkRecord,
  visitor: { prefilledEmail?: string; clientReferenceId?: string },
): CheckoutSessionRecord {
  const { after_completion: after, payment_intent_data: intentData } = link;
  const total = lines.reduce((sum, { item }) => sum + item.amount_total, 0);
  return openSession(world, {
    ...visitor,
    cart: { lines: copyLines(world, lines), currency: link.currency, total },
    paymentIntentData: intentData ?? NOTHING_FOR_INTENT,
    metadata: { ...link.metadata },
    expiresAt: Math.floor(world.now() / 1000) + SESSION_LIFE_MAX,
    successUrl: after.redirect?.url ?? null,
    cancelUrl: null,
    thanks: after.hosted_confirmation?.custom_message ?? null,
    paymentLink: link.id,
    submitType: link.submit_type,
  });
}

export const NOTHING_FOR_INTENT: Stripe.PaymentLink.PaymentIntentData = {
  capture_method: null,
  description: null,
  metadata: {},
  setup_future_usage: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_group: null,
};

function newSession(world: World, opening: Opening): Stripe.Checkout.Session {
  const id = randomId(world, "cs_test_", ID_LENGTH);
  const { currency, total } = opening.cart;
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: opening.cancelUrl,
    client_reference_id: opening.clientReferenceId ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: Math.floor(world.now() / 1000),
    currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: null,
    customer_account: null,
    customer_creation: "if_required",
    customer_details: null,
    customer_email: opening.customerEmail ?? null,
    discounts: [],
    expires_at: opening.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: null,
    managed_payments: null,
    metadata: opening.metadata,
    mode: "payment",
    origin_context: null,
    // Since API version 2022-08-01 the PaymentIntent is made when the guest confirms.
    payment_intent: null,
    payment_link: opening.paymentLink ?? null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ["card"],
    payment_status: "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: opening.submitType ?? null,
    subscription: null,
    success_url: opening.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `${world.settings.publicBase}/sandbox/stripe/checkout/${id}`,
    wallet_options: null,
  };
}
