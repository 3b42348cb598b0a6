import type Stripe from "stripe";
import type { CheckoutSessions, OpenCheckoutSession } from "../checkout-sessions.ts";
import type { Outcome } from "../outcome.ts";
import type { LinkSight } from "../payment-links.ts";
import { outcomeOf } from "./outcome-of.ts";

/** The checkout port on Stripe Checkout Sessions, each opened by us for one reservation. */
export function stripeCheckoutSessions(stripe: Stripe): CheckoutSessions {
  const look = (session: string): Promise<Outcome<LinkSight>> =>
    outcomeOf(async () =>
      sightOf(await stripe.checkout.sessions.retrieve(session, { expand: ["payment_intent"] })),
    );
  return {
    look,

    open: (request) =>
      outcomeOf(async () => {
        const { idempotencyKey } = request;
        const made = await stripe.checkout.sessions.create(sessionFor(request), { idempotencyKey });
        if (made.url === null) throw new Error(`${made.id} has no page to pay on`);
        return { session: made.id, url: made.url };
      }),

    async close(session) {
      const seen = await look(session);
      if (seen.kind !== "ok" || seen.value.state !== "open") return seen;
      const expired = await outcomeOf(() => stripe.checkout.sessions.expire(session));
      if (expired.kind !== "ok" && expired.kind !== "permanent") return expired;
      // Expiring can lose to completing: then the guest was faster, and only a new look tells.
      const after = await look(session);
      const isOpen = after.kind === "ok" && after.value.state === "open";
      // Without its id, which is the secret of an unpaid trip and would stand in the log.
      return isOpen ? { kind: "retryable", reason: "the checkout is still open" } : after;
    },
  };
}

function sessionFor(request: OpenCheckoutSession): Stripe.Checkout.SessionCreateParams {
  const { reservation, currency, lines, customerEmail, metadata, expiresAt } = request;
  const { description, details } = request;
  return {
    mode: "payment",
    client_reference_id: reservation,
    customer_email: customerEmail,
    line_items: lines.map(({ label: name, amount }, index) => ({
      price_data: {
        currency,
        unit_amount: amount,
        product_data: index === 0 ? { name, description: details } : { name },
      },
      quantity: 1,
    })),
    metadata,
    // A session's own metadata does not reach its payment.
    payment_intent_data: { metadata, description },
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.floor(expiresAt / 1000),
  };
}

/** A payment that has failed after the session was completed: nothing can pay it any more. */
const FAILED: readonly string[] = ["requires_payment_method", "canceled"];

function sightOf(session: Stripe.Checkout.Session): LinkSight {
  if (session.status === "open") return { state: "open" };
  const { payment_intent: payment } = session;
  const known = typeof payment === "object" && payment !== null ? payment : undefined;
  if (known?.status === "succeeded") {
    const { id, client_secret, amount_received: amount, currency } = known;
    const secret = client_secret ?? "";
    return { state: "captured", via: "checkout", payment: id, secret, amount, currency };
  }
  if (session.status === "expired" || known === undefined) return { state: "cancelled" };
  return FAILED.includes(known.status)
    ? { state: "cancelled", failed: true }
    : { state: "processing" };
}
