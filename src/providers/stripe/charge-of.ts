import type Stripe from "stripe";

/** The charge that succeeded; a payment that was not captured has none to give. */
export function chargeOf({
  status,
  latest_charge: charge,
}: Pick<Stripe.PaymentIntent, "status" | "latest_charge">): string | undefined {
  if (status !== "succeeded") return undefined;
  return typeof charge === "string" ? charge : charge?.id;
}
