import { answerSession } from "./checkout-sessions.ts";
import { invalidParameter, isRefusal, type StripeRefusal } from "./errors.ts";
import { LINE_ITEMS, readCart } from "./line-items.ts";
import { withoutEmpty } from "./metadata.ts";
import { NOTHING_FOR_INTENT, openSession, SESSION_LIFE_MAX } from "./open-checkout-session.ts";
import { EXPAND, stripeOperation } from "./operation.ts";
import { PAYMENT_INTENT_DATA, readIntentData } from "./payment-intent-data.ts";
import { SUBMIT_TYPE } from "./payment-link-parameters.ts";
import { wrongAddress } from "./return-address.ts";

const LINE_ITEMS_MAX = 100;

/** Seconds. */
const SESSION_LIFE_MIN = 30 * 60;

/** https://docs.stripe.com/api/checkout/sessions/create: payments on the hosted page. */
export const createCheckoutSession = stripeOperation({
  name: "checkout.sessions.create",
  parameters: {
    mode: { type: "enum", values: ["payment"], required: true },
    ui_mode: { type: "enum", values: ["hosted_page"] },
    line_items: { ...LINE_ITEMS, required: true },
    success_url: { type: "string", required: true },
    cancel_url: { type: "string" },
    client_reference_id: { type: "string", maxLength: 200 },
    customer_email: { type: "string", maxLength: 800 },
    expires_at: { type: "integer" },
    metadata: { type: "metadata" },
    payment_intent_data: PAYMENT_INTENT_DATA,
    payment_method_types: { type: "list", of: { type: "enum", values: ["card"] } },
    submit_type: SUBMIT_TYPE,
    expand: EXPAND,
  },
  perform(call, values) {
    const { world } = call;
    const second = Math.floor(world.now() / 1000);
    const expiresAt = values.expires_at ?? second + SESSION_LIFE_MAX;
    const wrong = wrongExpiry(expiresAt - second) ?? wrongAddresses(values);
    if (wrong !== undefined) return wrong;
    if (values.customer_email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(values.customer_email)) {
      const message = `Invalid email address: ${values.customer_email}`;
      return invalidParameter(message, "customer_email", "email_invalid");
    }
    const cart = readCart(world, values.line_items, LINE_ITEMS_MAX);
    if (isRefusal(cart)) return cart;
    const { payment_intent_data: intentData } = values;
    const record = openSession(world, {
      cart,
      paymentIntentData: intentData === undefined ? NOTHING_FOR_INTENT : readIntentData(intentData),
      metadata: withoutEmpty(values.metadata ?? {}),
      expiresAt,
      successUrl: values.success_url,
      cancelUrl: values.cancel_url ?? null,
      submitType: values.submit_type ?? null,
      ...(values.client_reference_id === undefined
        ? {}
        : { clientReferenceId: values.client_reference_id }),
      ...(values.customer_email === undefined ? {} : { customerEmail: values.customer_email }),
    });
    return answerSession(world, record, values.expand);
  },
});

function wrongExpiry(life: number): StripeRefusal | undefined {
  if (life < SESSION_LIFE_MIN) {
    return invalidParameter(
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
      "expires_at",
    );
  }
  if (life <= SESSION_LIFE_MAX) return undefined;
  return invalidParameter(
    "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
    "expires_at",
  );
}

function wrongAddresses(values: {
  success_url: string;
  cancel_url?: string;
}): StripeRefusal | undefined {
  const wrong = wrongAddress(values.success_url, "success_url");
  if (wrong !== undefined || values.cancel_url === undefined) return wrong;
  return wrongAddress(values.cancel_url, "cancel_url");
}
