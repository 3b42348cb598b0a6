import type { Stripe } from "stripe";

/** What Stripe shows to a publishable key that knows the client secret: no metadata, no charge. */
const PUBLIC_FIELDS = [
  "id",
  "object",
  "amount",
  "amount_details",
  "automatic_payment_methods",
  "canceled_at",
  "cancellation_reason",
  "capture_method",
  "client_secret",
  "confirmation_method",
  "created",
  "currency",
  "description",
  "last_payment_error",
  "livemode",
  "next_action",
  "payment_method",
  "payment_method_types",
  "processing",
  "receipt_email",
  "setup_future_usage",
  "shipping",
  "source",
  "status",
] as const satisfies (keyof Stripe.PaymentIntent)[];

export function publicIntent(intent: Stripe.PaymentIntent): object {
  return Object.fromEntries(PUBLIC_FIELDS.map((name) => [name, intent[name]]));
}
