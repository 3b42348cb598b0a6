import { EXPAND } from "./operation.ts";
import { PAYMENT_METHOD_DATA } from "./payment-methods.ts";

/** Confirming may be asked for in the same call, so both take these. */
export const PAYING = {
  payment_method: { type: "string" },
  payment_method_data: PAYMENT_METHOD_DATA,
  return_url: { type: "string" },
  receipt_email: { type: "string", empty: true, maxLength: 800 },
  use_stripe_sdk: { type: "boolean" },
  error_on_requires_action: { type: "boolean" },
  expand: EXPAND,
} as const;
