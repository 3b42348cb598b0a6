import type { CardInput } from "./card-fields.ts";

/** The error object of Stripe.js. https://docs.stripe.com/js/appendix/error */
export interface StripeJsError {
  type: string;
  code?: string;
  decline_code?: string;
  message?: string;
  param?: string;
  payment_intent?: PublicIntent;
}

/** What a publishable key may know of a PaymentIntent. */
export interface PublicIntent {
  id: string;
  object: "payment_intent";
  amount: number;
  currency: string;
  status: string;
  client_secret: string;
  last_payment_error: StripeJsError | null;
  next_action: { type: string } | null;
}

type Result = { paymentIntent: PublicIntent; error?: never } | { error: StripeJsError };

export interface Confirmation {
  card: CardInput;
  billingDetails: Record<string, unknown>;
  returnUrl?: string;
  receiptEmail?: string;
}

export type Api = ReturnType<typeof makeApi>;

/** The calls that a browser may make with a publishable key and a client secret. */
export function makeApi(base: string, key: string) {
  async function call(path: string, form?: URLSearchParams): Promise<Result> {
    try {
      const answer = await fetch(base + path, {
        headers: { authorization: `Bearer ${key}`, accept: "application/json" },
        ...(form === undefined ? {} : { method: "POST", body: form }),
      });
      const body: PublicIntent | { error: StripeJsError } = await answer.json();
      return "error" in body ? { error: body.error } : { paymentIntent: body };
    } catch {
      return {
        error: {
          type: "api_connection_error",
          message:
            "We are experiencing issues connecting to our payments provider. Please check your internet connection and try again.",
        },
      };
    }
  }

  return {
    retrieve(clientSecret: string): Promise<Result> {
      const query = new URLSearchParams({ client_secret: clientSecret });
      return call(`v1/payment_intents/${intentOf(clientSecret)}?${query}`);
    },

    confirm(clientSecret: string, confirmation: Confirmation): Promise<Result> {
      const { card, billingDetails, returnUrl, receiptEmail } = confirmation;
      const form = new URLSearchParams({
        client_secret: clientSecret,
        use_stripe_sdk: "true",
        "payment_method_data[type]": "card",
        "payment_method_data[card][number]": card.number,
        "payment_method_data[card][exp_month]": String(card.expMonth),
        "payment_method_data[card][exp_year]": String(card.expYear),
        "payment_method_data[card][cvc]": card.cvc,
      });
      addFields(form, "payment_method_data[billing_details]", billingDetails);
      if (returnUrl !== undefined) form.set("return_url", new URL(returnUrl, location.href).href);
      if (receiptEmail !== undefined) form.set("receipt_email", receiptEmail);
      return call(`v1/payment_intents/${intentOf(clientSecret)}/confirm`, form);
    },

    /** The customer's answer to their bank. */
    authenticate(clientSecret: string, outcome: "complete" | "fail"): Promise<Result> {
      const form = new URLSearchParams({ client_secret: clientSecret, outcome });
      return call(`authenticate/${intentOf(clientSecret)}`, form);
    },
  };
}

export function intentOf(clientSecret: string): string {
  return encodeURIComponent(clientSecret.split("_secret_", 1)[0] ?? "");
}

function addFields(form: URLSearchParams, name: string, fields: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(fields)) {
    if (typeof value === "string") form.set(`${name}[${key}]`, value);
    else if (typeof value === "object" && value !== null) {
      addFields(form, `${name}[${key}]`, value as Record<string, unknown>);
    }
  }
}
