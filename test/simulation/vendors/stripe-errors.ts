import Stripe from "stripe";
import { NoAnswer, ServerFailure } from "../network.ts";

/** What Stripe will not do. */
export function refusal(code: string, statusCode = 400): Error {
  return new Stripe.errors.StripeInvalidRequestError({
    message: code,
    code,
    statusCode,
    type: "invalid_request_error",
  });
}

export function isServerFailure(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && (error.statusCode ?? 0) >= 500;
}

/** What went wrong on the way, as the SDK throws it. */
export function asStripeError(error: unknown): unknown {
  if (error instanceof NoAnswer) {
    return new Stripe.errors.StripeConnectionError({ message: error.message, type: "api_error" });
  }
  if (!(error instanceof ServerFailure)) return error;
  const raw = { message: error.message, statusCode: error.status, type: "api_error" as const };
  return error.status === 429
    ? new Stripe.errors.StripeRateLimitError({ ...raw, type: "rate_limit_error" })
    : new Stripe.errors.StripeAPIError(raw);
}
