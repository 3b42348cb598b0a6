import type { Stripe } from "stripe";
import { randomId } from "../random-id.ts";
import type { World } from "../world.ts";
import { confirmIntent } from "./confirm.ts";
import { emptyIntent } from "./create-payment-intent.ts";
import type { StripeRefusal } from "./errors.ts";
import { emitEvent } from "./events.ts";
import type { StripeCall } from "./operation.ts";
import type { CardDetails } from "./payment-methods.ts";
import {
  type CheckoutSessionRecord,
  checkoutSessions,
  type PaymentIntentRecord,
  paymentIntents,
  sessionsOfIntents,
} from "./records.ts";

/**
 * One attempt to pay on the hosted page of an open session. The first attempt makes the
 * PaymentIntent; later ones use it again. A refused card leaves the session open.
 */
export function payCheckoutSession(
  world: World,
  session: CheckoutSessionRecord,
  payer: { email: string; name: string },
  card: CardDetails,
): PaymentIntentRecord | StripeRefusal {
  const requestId = randomId(world, "req_", 14);
  const call: StripeCall = { world, id: "", publishable: true, requestId, idempotencyKey: null };
  const intent = intentOf(call, session);
  const shown = { ...session.shown, payment_intent: intent.shown.id };
  checkoutSessions(world).put(shown.id, { ...session, shown, payer });
  return confirmIntent({ ...call, id: intent.shown.id }, intent, {
    payment_method_data: { type: "card", card, billing_details: payer },
    ...(shown.url === null ? {} : { return_url: shown.url }),
  });
}

function intentOf(call: StripeCall, session: CheckoutSessionRecord): PaymentIntentRecord {
  const { world } = call;
  const { payment_intent: known } = session.shown;
  const made = typeof known === "string" ? paymentIntents(world).get(known) : undefined;
  if (made !== undefined) return made;
  const id = randomId(world, "pi_3", 23);
  const clientSecret = `${id}_secret_${randomId(world, "", 25)}`;
  const { amount_total: amount, currency } = session.shown;
  const {
    capture_method: capture,
    setup_future_usage: _never,
    ...data
  } = session.paymentIntentData;
  const shown: Stripe.PaymentIntent = {
    ...emptyIntent(id, clientSecret, amount ?? 0, currency ?? "", world.now()),
    ...data,
    metadata: { ...data.metadata },
    capture_method: capture ?? "automatic_async",
  };
  const record: PaymentIntentRecord = { shown, clientSecret };
  paymentIntents(world).put(id, record);
  sessionsOfIntents(world).put(id, { session: session.shown.id });
  emitEvent(world, call, "payment_intent.created", shown);
  return record;
}
