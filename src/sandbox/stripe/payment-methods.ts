import type { Stripe } from "stripe";
import { randomId } from "../random-id.ts";
import type { World } from "../world.ts";
import { cardError, invalidParameter, resourceMissing, type StripeRefusal } from "./errors.ts";
import { paymentMethods } from "./records.ts";
import { cardByNumber, cardByPaymentMethod, type TestCard } from "./test-cards.ts";

const ADDRESS = {
  type: "object",
  fields: {
    city: { type: "string", empty: true },
    country: { type: "string", empty: true },
    line1: { type: "string", empty: true },
    line2: { type: "string", empty: true },
    postal_code: { type: "string", empty: true },
    state: { type: "string", empty: true },
  },
} as const;

/** `payment_method_data`, for cards. */
export const PAYMENT_METHOD_DATA = {
  type: "object",
  fields: {
    type: { type: "enum", values: ["card"], required: true },
    card: {
      type: "object",
      fields: {
        number: { type: "string", required: true },
        exp_month: { type: "integer", required: true },
        exp_year: { type: "integer", required: true },
        cvc: { type: "string" },
      },
    },
    billing_details: {
      type: "object",
      fields: {
        name: { type: "string", empty: true },
        email: { type: "string", empty: true },
        phone: { type: "string", empty: true },
        address: ADDRESS,
      },
    },
  },
} as const;

export interface CardDetails {
  number: string;
  exp_month: number;
  exp_year: number;
  cvc?: string;
}

export interface BillingDetails {
  name?: string;
  email?: string;
  phone?: string;
}

interface CardUse {
  method: Stripe.PaymentMethod;
  card: TestCard;
}

/** A named test PaymentMethod (`pm_card_visa`) or one that a browser made. */
export function usePaymentMethod(world: World, id: string): CardUse | StripeRefusal {
  const named = cardByPaymentMethod(id);
  if (named !== undefined) {
    return {
      method: storeMethod(world, named, { exp_month: 12, exp_year: yearOf(world) + 2 }, {}),
      card: named,
    };
  }
  const method = paymentMethods(world).get(id);
  const number = method?.metadata?.sandbox_number;
  const card = number === undefined ? undefined : cardByNumber(number);
  if (method === undefined || card === undefined)
    return resourceMissing("PaymentMethod", id, "payment_method");
  return { method, card };
}

/** Checks raw card details as Stripe's test mode does. */
export function makePaymentMethod(
  world: World,
  details: CardDetails | undefined,
  billing: BillingDetails,
): CardUse | StripeRefusal {
  if (details === undefined) {
    return invalidParameter(
      "Missing required param: payment_method_data[card].",
      "payment_method_data[card]",
      "parameter_missing",
    );
  }
  const wrong = wrongCard(world, details);
  if (wrong !== undefined) return wrong;
  const card = cardByNumber(digitsOf(details.number));
  if (card === undefined) {
    return cardError({
      code: "card_declined",
      decline_code: "test_mode_live_card",
      message:
        "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
    });
  }
  return { method: storeMethod(world, card, details, billing), card };
}

function wrongCard(world: World, details: CardDetails): StripeRefusal | undefined {
  const number = digitsOf(details.number);
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) {
    return cardError({
      code: "incorrect_number",
      param: "number",
      message: "Your card number is incorrect.",
    });
  }
  if (details.exp_month < 1 || details.exp_month > 12) {
    return cardError({
      code: "invalid_expiry_month",
      param: "exp_month",
      message: "Your card's expiration month is invalid.",
    });
  }
  const year = details.exp_year < 100 ? 2000 + details.exp_year : details.exp_year;
  const endsAt = Date.UTC(year, details.exp_month, 1);
  if (endsAt <= world.now() || year > yearOf(world) + 50) {
    return cardError({
      code: "invalid_expiry_year",
      param: "exp_year",
      message: "Your card's expiration year is invalid.",
    });
  }
  if (details.cvc !== undefined && !/^\d{3,4}$/.test(details.cvc)) {
    return cardError({
      code: "invalid_cvc",
      param: "cvc",
      message: "Your card's security code is invalid.",
    });
  }
  return undefined;
}

function storeMethod(
  world: World,
  card: TestCard,
  expiry: { exp_month: number; exp_year: number },
  billing: BillingDetails,
): Stripe.PaymentMethod {
  const method: Stripe.PaymentMethod = {
    id: randomId(world, "pm_1"),
    object: "payment_method",
    billing_details: {
      address: null,
      email: billing.email || null,
      name: billing.name || null,
      phone: billing.phone || null,
      tax_id: null,
    },
    card: {
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: "CA",
      display_brand: card.brand,
      exp_month: expiry.exp_month,
      exp_year: expiry.exp_year < 100 ? 2000 + expiry.exp_year : expiry.exp_year,
      fingerprint: `sandbox${card.number.slice(-8)}`,
      funding: "credit",
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: Math.floor(world.now() / 1000),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: { sandbox_number: card.number },
    type: "card",
  };
  paymentMethods(world).put(method.id, method);
  return method;
}

/** The PaymentMethod as others may see it: without the sandbox's own note of the number. */
export function shownMethod(method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  return { ...method, metadata: {} };
}

function digitsOf(text: string): string {
  return text.replaceAll(/[\s-]/g, "");
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function yearOf(world: World): number {
  return new Date(world.now()).getUTCFullYear();
}
