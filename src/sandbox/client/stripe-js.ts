/**
 * Stands in for https://js.stripe.com/v3/: `Stripe(key)`, `elements`, the Payment Element for
 * cards, `confirmPayment`, `retrievePaymentIntent`. Same shapes, same errors, so that the booking
 * page runs the code that it runs in production.
 */

import { askForAuthentication } from "./authentication-dialog.ts";
import { type Elements, type ElementsOptions, makeElements } from "./elements.ts";
import { makeApi, type PublicIntent, type StripeJsError } from "./stripe-api.ts";

interface ConfirmOptions {
  elements?: Elements;
  clientSecret?: string;
  confirmParams?: {
    return_url?: string;
    receipt_email?: string;
    payment_method_data?: { billing_details?: Record<string, unknown> };
  };
  redirect?: "always" | "if_required";
}

type ConfirmResult = { error: StripeJsError } | { paymentIntent: PublicIntent };

/** The script's own address tells where the sandbox is, also when a page of another port loads it. */
const SCRIPT =
  document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
const BASE = new URL(".", SCRIPT || location.href).href;

function makeStripe(key: string) {
  if (typeof key !== "string" || key === "") {
    throw new Error("IntegrationError: Missing value for Stripe(): apiKey should be a string.");
  }
  if (key.startsWith("sk_")) {
    throw new Error(
      "IntegrationError: You should not use your secret key with Stripe.js. Please pass a publishable key instead.",
    );
  }
  const api = makeApi(BASE, key);

  async function confirmPayment(options: ConfirmOptions): Promise<ConfirmResult> {
    const { elements, confirmParams = {}, redirect = "always" } = options;
    const secret = options.clientSecret ?? elements?.clientSecret;
    if (elements === undefined || secret === undefined) {
      throw new Error(
        "IntegrationError: Invalid value for stripe.confirmPayment(): elements should be an object. You specified: undefined.",
      );
    }
    const returnUrl = confirmParams.return_url;
    if (redirect === "always" && returnUrl === undefined) {
      throw new Error(
        'IntegrationError: Invalid value for stripe.confirmPayment(): confirmParams.return_url is required unless redirect is "if_required".',
      );
    }
    const card = elements.readCard();
    if ("error" in card) return card;
    const confirmed = await api.confirm(secret, {
      card,
      billingDetails: confirmParams.payment_method_data?.billing_details ?? {},
      ...(returnUrl === undefined ? {} : { returnUrl }),
      ...(confirmParams.receipt_email === undefined
        ? {}
        : { receiptEmail: confirmParams.receipt_email }),
    });
    if ("error" in confirmed) return confirmed;
    const finished = await finishAction(confirmed.paymentIntent, secret);
    if ("error" in finished) return finished;
    if (redirect === "if_required" || returnUrl === undefined) return finished;
    const back = new URL(returnUrl, location.href);
    back.searchParams.set("payment_intent", finished.paymentIntent.id);
    back.searchParams.set("payment_intent_client_secret", secret);
    back.searchParams.set("redirect_status", finished.paymentIntent.status);
    location.assign(back.href);
    return new Promise(() => {});
  }

  async function finishAction(intent: PublicIntent, secret: string): Promise<ConfirmResult> {
    if (intent.status !== "requires_action") return { paymentIntent: intent };
    const outcome = await askForAuthentication(intent);
    const settled = await api.authenticate(secret, outcome);
    if ("error" in settled) return settled;
    const failure = settled.paymentIntent.last_payment_error;
    if (settled.paymentIntent.status !== "requires_payment_method" || failure === null) {
      return settled;
    }
    return { error: { ...failure, payment_intent: settled.paymentIntent } };
  }

  return {
    elements: (options: ElementsOptions) => makeElements(api, options),
    confirmPayment,
    retrievePaymentIntent: (clientSecret: string) => api.retrieve(clientSecret),
    async handleNextAction({ clientSecret }: { clientSecret: string }): Promise<ConfirmResult> {
      const found = await api.retrieve(clientSecret);
      return "error" in found ? found : finishAction(found.paymentIntent, clientSecret);
    },
  };
}

makeStripe.version = 3;

declare global {
  interface Window {
    Stripe?: unknown;
  }
}

window.Stripe = makeStripe;
