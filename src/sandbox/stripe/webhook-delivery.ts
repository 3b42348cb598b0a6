import { randomId } from "../random-id.ts";
import type { World } from "../world.ts";
import { type DeliveryRecord, deliveries, events, type StripeEvent } from "./records.ts";
import { signPayload } from "./signature.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Stripe delivers a moment after the fact, often while the caller still reads its answer. */
const FIRST_DELAY_MS = 250;

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

/** An attempt whose outcome was never recorded (the process died) is made again after this long. */
const LEASE_MS = MINUTE;

/** Stripe gives up on an answer after about this long. */
const ANSWER_MS = 20 * SECOND;

export interface TakenDelivery {
  url: string;
  headers: Record<string, string>;
  body: string;
  event: { id: string; type: string };
}

export function scheduleDelivery(world: World, event: StripeEvent): void {
  const delivery: DeliveryRecord = {
    id: randomId(world, "whd_"),
    event: event.id,
    type: event.type,
    url: world.settings.webhookUrl,
    createdAt: world.now(),
    state: "pending",
    attempts: [],
  };
  deliveries(world).put(delivery.id, delivery, event.id);
  if (world.settings.webhookDelivery === "auto") {
    world.agenda.add("stripe-webhook", delivery.id, world.now() + FIRST_DELAY_MS);
  }
}

/** One attempt of one delivery, with its retry scheduled before it is made: at least once. */
export async function attemptDelivery(world: World, id: string): Promise<void> {
  const delivery = deliveries(world).get(id);
  if (delivery === undefined || delivery.state !== "pending") return;
  const fault = delivery.delayed ? undefined : world.faults.take("stripe", "webhooks.deliver");
  if (fault?.mode === "slow") {
    deliveries(world).put(id, { ...delivery, delayed: true }, delivery.event);
    world.agenda.add("stripe-webhook", id, world.now() + (fault.ms ?? 10 * SECOND));
    return;
  }
  world.agenda.add("stripe-webhook", id, world.now() + LEASE_MS);
  const lost = fault?.mode === "fail" || fault?.mode === "timeout";
  let status = lost ? null : await post(world, delivery);
  if (fault?.mode === "duplicate") status = await post(world, delivery);
  if (fault?.mode === "timeout-after-success") status = null;
  world.transaction(() => recordAttempt(world, id, status));
}

/** Hands out every pending delivery, freshly signed, and marks it taken ("manual" mode). */
export async function takeDeliveries(world: World): Promise<TakenDelivery[]> {
  const taken: TakenDelivery[] = [];
  for (const delivery of deliveries(world).list()) {
    if (delivery.state !== "pending") continue;
    const fault = world.faults.take("stripe", "webhooks.deliver");
    if (
      fault !== undefined &&
      fault.mode !== "duplicate" &&
      fault.mode !== "timeout-after-success"
    ) {
      continue;
    }
    const signed = await sign(world, delivery);
    if (signed === undefined) continue;
    taken.push(signed);
    if (fault !== undefined) taken.push(signed);
    deliveries(world).put(delivery.id, { ...delivery, state: "taken" }, delivery.event);
  }
  return taken;
}

async function post(world: World, delivery: DeliveryRecord): Promise<number | null> {
  const signed = await sign(world, delivery);
  if (signed === undefined) return null;
  const answered = new AbortController();
  try {
    const request = new Request(signed.url, {
      method: "POST",
      headers: signed.headers,
      body: signed.body,
      redirect: "manual",
    });
    const answer = await Promise.race([
      world.fetch(request),
      world.wait(ANSWER_MS, answered.signal).then(() => undefined),
    ]);
    await answer?.body?.cancel();
    return answer?.status ?? null;
  } catch {
    return null;
  } finally {
    answered.abort();
  }
}

async function sign(world: World, delivery: DeliveryRecord): Promise<TakenDelivery | undefined> {
  const event = events(world).get(delivery.event);
  if (event === undefined) return undefined;
  const body = JSON.stringify(event, null, 2);
  const secret = world.settings.keys.stripeWebhookSecret;
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

function recordAttempt(world: World, id: string, status: number | null): void {
  const delivery = deliveries(world).get(id);
  if (delivery === undefined) return;
  world.agenda.remove("stripe-webhook", id);
  const attempts = [...delivery.attempts, { at: world.now(), status }];
  const delivered = status !== null && status >= 200 && status < 300;
  const wait = RETRY_WAITS_MS[attempts.length - 1];
  const state = delivered ? "delivered" : wait === undefined ? "failed" : "pending";
  deliveries(world).put(id, { ...delivery, attempts, state }, delivery.event);
  if (state === "pending" && wait !== undefined) {
    world.agenda.add("stripe-webhook", id, world.now() + wait);
  }
  if (delivered) markDelivered(world, delivery.event);
}

function markDelivered(world: World, eventId: string): void {
  const event = events(world).get(eventId);
  if (event !== undefined) events(world).put(eventId, { ...event, pending_webhooks: 0 });
}
