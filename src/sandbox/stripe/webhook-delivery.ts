import { DeliveryQueue, type SignedRequest } from "../delivery-queue.ts";
import type { World } from "../world.ts";
import { deliveries, events, type NewDelivery, type StripeEvent } from "./records.ts";
import { signPayload } from "./signature.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Waits between attempts. Stripe's live mode retries "for up to three days with an exponential back
 * off"; the first waits are short so that a person at the sandbox sees the retry.
 * https://docs.stripe.com/webhooks#automatic-retries
 */
const RETRY_WAITS_MS = [
  5 * SECOND,
  20 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  8 * HOUR,
  12 * HOUR,
  12 * HOUR,
  12 * HOUR,
  12 * HOUR,
];

export interface TakenDelivery extends SignedRequest {
  event: { id: string; type: string };
}

/** What Stripe tells, or wants to tell, of payments and accounts. */
export const webhookQueue = new DeliveryQueue<NewDelivery, TakenDelivery>({
  agenda: "stripe-webhook",
  idPrefix: "whd_",
  // Often while the caller still reads its answer.
  delayMs: 250,
  // About this long.
  answerMs: 20 * SECOND,
  // Stripe repeats what was lost, and what it does not know to have arrived.
  takenUnder: {
    fail: "later",
    timeout: "later",
    slow: "later",
    duplicate: 2,
    "timeout-after-success": 2,
  },
  records: deliveries,
  operationOf: () => ["stripe", "webhooks.deliver"],
  retryWaitsMsOf: () => RETRY_WAITS_MS,
  sign,
  delivered(world, { event: id }) {
    const event = events(world).get(id);
    if (event !== undefined) events(world).put(id, { ...event, pending_webhooks: 0 });
  },
});

export function scheduleDelivery(world: World, event: StripeEvent): void {
  const { url } = endpointOf(world, event);
  webhookQueue.schedule(world, { event: event.id, type: event.type, url }, event.id);
}

/** Events of connected accounts have an endpoint and a secret of their own. */
function endpointOf(
  { settings }: World,
  { account }: StripeEvent,
): { url: string; secret: string } {
  if (account === undefined) {
    return { url: settings.webhookUrl, secret: settings.keys.stripeWebhookSecret };
  }
  const url = settings.connectWebhookUrl ?? `${settings.publicBase}/api/webhooks/stripe-connect`;
  return { url, secret: settings.keys.stripeConnectWebhookSecret };
}

async function sign(world: World, delivery: NewDelivery): Promise<TakenDelivery | undefined> {
  const event = events(world).get(delivery.event);
  if (event === undefined) return undefined;
  const body = JSON.stringify(event, null, 2);
  const { secret } = endpointOf(world, event);
  return {
    url: delivery.url,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "stripe-signature": await signPayload(body, secret, world.now()),
      "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    },
    body,
    event: { id: event.id, type: event.type },
  };
}
