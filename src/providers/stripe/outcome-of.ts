import Stripe from "stripe";
import type { Outcome } from "../outcome.ts";

/**
 * Makes a call and sorts its failure (Stripe: Error handling; Idempotent requests).
 * A 5xx may have happened and would be replayed under its key; no answer may have happened and must
 * be repeated under the same key; a conflict or a rate limit has not happened.
 */
export async function outcomeOf<T>(call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: "ok", value: await call() };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return sort(error);
    throw error;
  }
}

function sort(error: InstanceType<typeof Stripe.errors.StripeError>): Outcome<never> {
  const { statusCode, code, message } = error;
  const reason = `${statusCode ?? "no answer"} ${code ?? error.type}: ${message}`;
  if (error instanceof Stripe.errors.StripeConnectionError || statusCode === undefined) {
    return { kind: "unknown", reason };
  }
  if (statusCode >= 500) return { kind: "unknown", reason, answered: true };
  if (statusCode === 429 || code === "lock_timeout") return { kind: "retryable", reason };
  // The first call under this key still runs: only its answer is missing.
  if (code === "idempotency_key_in_use" || statusCode === 409) return { kind: "unknown", reason };
  // The key belongs to a call with other parameters, so this one was not made: it needs its own.
  if (error instanceof Stripe.errors.StripeIdempotencyError) {
    return { kind: "unknown", reason, answered: true };
  }
  // A connected account that is gone, or not ours to see any more (Stripe: Error codes).
  if (code === "account_invalid") return { kind: "permanent", reason, code };
  // A key that was revoked or mistyped is mended by people, and the money must not be given up.
  if (statusCode === 401 || statusCode === 403) return { kind: "retryable", reason };
  return { kind: "permanent", reason, code };
}
