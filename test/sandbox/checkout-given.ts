import Stripe from "stripe";
import type { Bench } from "./bench.ts";

export const LINE = {
  price_data: {
    currency: "cad",
    unit_amount: 4500,
    product_data: { name: "Harbour walk", description: "Sat, Dec 12, 10:00" },
  },
  quantity: 2,
};

export const LINK: Stripe.PaymentLinkCreateParams = {
  line_items: [LINE],
  metadata: { reservation: "res_1" },
  payment_intent_data: {
    description: "Harbour walk",
    metadata: { reservation: "res_1", on: "payment" },
  },
  restrictions: { completed_sessions: { limit: 1 } },
  after_completion: {
    type: "redirect",
    redirect: { url: "https://shop.example/after?session={CHECKOUT_SESSION_ID}" },
  },
};

export const SESSION: Stripe.Checkout.SessionCreateParams = {
  mode: "payment",
  line_items: [LINE],
  success_url: "https://shop.example/paid/{CHECKOUT_SESSION_ID}",
  cancel_url: "https://shop.example/back",
  metadata: { reservation: "res_2" },
  payment_intent_data: { metadata: { reservation: "res_2" } },
};

export async function newLink(bench: Bench, more: Partial<Stripe.PaymentLinkCreateParams> = {}) {
  return bench.stripe.paymentLinks.create({ ...LINK, ...more });
}

export async function errorOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("expected a refusal");
}

/** Sorted: Stripe keeps no order. */
export function typesReceived({ received }: Bench): string[] {
  return received.map(({ body }) => (JSON.parse(body) as { type: string }).type).sort();
}
