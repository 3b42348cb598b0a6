import type { Stripe } from "stripe";
import { randomId } from "../random-id.ts";
import type { World } from "../world.ts";
import { isRefusal } from "./errors.ts";
import { emitEvent } from "./events.ts";
import { LINE_ITEMS, readCart } from "./line-items.ts";
import { withoutEmpty } from "./metadata.ts";
import { stripeOperation } from "./operation.ts";
import { readIntentData } from "./payment-intent-data.ts";
import {
  PAYMENT_LINK,
  readAfterCompletion,
  wrongAfterCompletion,
} from "./payment-link-parameters.ts";
import { answerLink } from "./payment-links.ts";
import { type PaymentLinkRecord, paymentLinks } from "./records.ts";

const LINE_ITEMS_MAX = 20;

/** https://docs.stripe.com/api/payment-link/create */
export const createPaymentLink = stripeOperation({
  name: "payment_links.create",
  parameters: {
    ...PAYMENT_LINK,
    line_items: { ...LINE_ITEMS, required: true },
    payment_method_types: { type: "list", of: { type: "enum", values: ["card"] } },
  },
  perform(call, values) {
    const wrong = wrongAfterCompletion(values.after_completion);
    if (wrong !== undefined) return wrong;
    const cart = readCart(call.world, values.line_items, LINE_ITEMS_MAX);
    if (isRefusal(cart)) return cart;
    const { after_completion: after, payment_intent_data: intentData, restrictions } = values;
    const limit = restrictions?.completed_sessions.limit;
    const plain = plainLink(call.world, cart.currency);
    const shown: Stripe.PaymentLink = {
      ...plain,
      after_completion: after === undefined ? plain.after_completion : readAfterCompletion(after),
      inactive_message: values.inactive_message || null,
      metadata: withoutEmpty(values.metadata ?? {}),
      payment_intent_data: intentData === undefined ? null : readIntentData(intentData),
      payment_method_types: values.payment_method_types ?? null,
      restrictions: limit === undefined ? null : { completed_sessions: { count: 0, limit } },
      submit_type: values.submit_type ?? "auto",
    };
    const record: PaymentLinkRecord = { shown, lines: cart.lines };
    paymentLinks(call.world).put(shown.id, record);
    emitEvent(call.world, call, "payment_link.created", shown);
    return answerLink(call.world, record, values.expand);
  },
});

/** A link's address carries the letters of its id. */
function plainLink(world: World, currency: string): Stripe.PaymentLink {
  const id = randomId(world, "plink_1");
  return {
    id,
    object: "payment_link",
    active: true,
    after_completion: {
      type: "hosted_confirmation",
      hosted_confirmation: { custom_message: null },
    },
    allow_promotion_codes: false,
    application: null,
    application_fee_amount: null,
    application_fee_percent: null,
    automatic_tax: { enabled: false, liability: null },
    billing_address_collection: "auto",
    consent_collection: null,
    currency,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer_creation: "if_required",
    inactive_message: null,
    invoice_creation: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    on_behalf_of: null,
    payment_intent_data: null,
    payment_method_collection: "always",
    payment_method_options: null,
    payment_method_types: null,
    phone_number_collection: { enabled: false },
    restrictions: null,
    shipping_address_collection: null,
    shipping_options: [],
    submit_type: "auto",
    subscription_data: null,
    tax_id_collection: { enabled: false, required: "never" },
    transfer_data: null,
    url: `${world.settings.publicBase}/sandbox/stripe/buy/${id.replace("plink_", "test_")}`,
  };
}
