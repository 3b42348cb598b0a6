import type { Stripe } from "stripe";

/** The fields of Stripe's `error` object that the sandbox fills. https://docs.stripe.com/api/errors */
export interface StripeError {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  doc_url?: string;
  charge?: string;
  payment_intent?: Stripe.PaymentIntent;
  payment_method?: object;
}

/**
 * A refused call. `began` tells whether the endpoint had begun to execute: only then does Stripe
 * store the answer under the idempotency key.
 */
export interface StripeRefusal {
  refused: true;
  status: number;
  began: boolean;
  error: StripeError;
}

export function isRefusal(outcome: object): outcome is StripeRefusal {
  return "refused" in outcome && outcome.refused === true;
}

function withDocUrl(error: StripeError): StripeError {
  if (error.code === undefined) return error;
  return {
    ...error,
    doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll("_", "-")}`,
  };
}

/** 400: the parameters are wrong, nothing was executed. */
export function invalidParameter(message: string, param?: string, code?: string): StripeRefusal {
  return {
    refused: true,
    status: 400,
    began: false,
    error: withDocUrl({
      type: "invalid_request_error",
      message,
      ...(code === undefined ? {} : { code }),
      ...(param === undefined ? {} : { param }),
    }),
  };
}

/** 400: the parameters are fine, the state of the object forbids it. */
export function invalidState(
  message: string,
  more: Partial<Pick<StripeError, "code" | "param" | "charge" | "payment_intent">> = {},
): StripeRefusal {
  return {
    refused: true,
    status: 400,
    began: true,
    error: withDocUrl({ type: "invalid_request_error", message, ...more }),
  };
}

export function resourceMissing(what: string, id: string, param: string): StripeRefusal {
  return {
    refused: true,
    status: 404,
    began: false,
    error: withDocUrl({
      type: "invalid_request_error",
      code: "resource_missing",
      message: `No such ${what}: '${id}'`,
      param,
    }),
  };
}

export function unauthorized(message: string, code?: string): StripeRefusal {
  return {
    refused: true,
    status: 401,
    began: false,
    error: withDocUrl({
      type: "invalid_request_error",
      message,
      ...(code === undefined ? {} : { code }),
    }),
  };
}

/** 402: the card was refused. */
export function cardError(error: Omit<StripeError, "type">): StripeRefusal {
  return {
    refused: true,
    status: 402,
    began: true,
    error: withDocUrl({ type: "card_error", ...error }),
  };
}

export function unrecognizedUrl(method: string, path: string): StripeRefusal {
  return {
    refused: true,
    status: 404,
    began: false,
    error: {
      type: "invalid_request_error",
      message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
    },
  };
}

/** What a `fail` fault answers. */
export function faultRefusal(status: number, code: string | undefined): StripeRefusal {
  const shape = (error: StripeError): StripeRefusal => ({
    refused: true,
    status,
    began: STORED_FAULT_STATUSES.has(status),
    error: withDocUrl({ ...error, ...(code === undefined ? {} : { code }) }),
  });
  if (status === 429) {
    return shape({
      type: "invalid_request_error",
      code: "rate_limit",
      message:
        "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.",
    });
  }
  if (status === 402) {
    return shape({
      type: "card_error",
      code: "card_declined",
      decline_code: "generic_decline",
      message: "Your card was declined.",
    });
  }
  if (status < 500) {
    return shape({
      type: "invalid_request_error",
      message: "The request was refused (sandbox fault).",
    });
  }
  return shape({
    type: "api_error",
    message: "An unknown error occurred (sandbox fault).",
  });
}

/**
 * A 500 or a declined card came out of an executing endpoint, so it is stored and replayed under
 * the key; a 503 or a 429 was answered before anything executed.
 */
const STORED_FAULT_STATUSES = new Set([402, 500]);
