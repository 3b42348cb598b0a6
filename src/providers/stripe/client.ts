import Stripe from "stripe";
import { CALL_TIMEOUT_MS } from "../outcome.ts";

export interface StripeSettings {
  secretKey: string;
  /** `https://api.stripe.com`, or where the sandbox stands in for it. */
  apiBase: string;
  fetch: typeof fetch;
}

const STRIPE_ORIGIN = "https://api.stripe.com";

/**
 * The SDK without its own retries: they would use a key of their own for each call, and the outbox
 * retries with the effect's key instead.
 */
export function stripeClient({ secretKey, apiBase, fetch }: StripeSettings): Stripe {
  const rebased: typeof fetch = (input, init) =>
    fetch(String(input).replace(STRIPE_ORIGIN, apiBase.replace(/\/$/, "")), init);
  return new Stripe(secretKey, {
    httpClient: Stripe.createFetchHttpClient(rebased),
    maxNetworkRetries: 0,
    timeout: CALL_TIMEOUT_MS,
    telemetry: false,
  });
}
