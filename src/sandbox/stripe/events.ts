import { randomId } from "../random-id.ts";
import type { World } from "../world.ts";
import { resourceMissing } from "./errors.ts";
import { listPage } from "./list.ts";
import { EXPAND, PAGINATION, stripeOperation } from "./operation.ts";
import { events, type StripeEvent } from "./records.ts";
import { scheduleDelivery } from "./webhook-delivery.ts";

/** The version that `stripe` 23.1.0 pins; the sandbox speaks no other. */
export const STRIPE_API_VERSION = "2026-10-28.endive";

/** The API call that caused an event; absent for what Stripe does by itself. */
export interface EventOrigin {
  requestId: string;
  idempotencyKey: string | null;
}

/**
 * Records an event with a snapshot of the object, and schedules its delivery. With `account`, it is
 * an event of that connected account: it goes to the Connect endpoint, not to the platform's own.
 */
export function emitEvent(
  world: World,
  origin: EventOrigin | undefined,
  type: string,
  object: object,
  previousAttributes?: object,
  account?: string,
): StripeEvent {
  const event: StripeEvent = {
    id: randomId(world, "evt_1"),
    object: "event",
    ...(account === undefined ? {} : { account }),
    api_version: STRIPE_API_VERSION,
    created: Math.floor(world.now() / 1000),
    data: {
      object: structuredClone(object),
      ...(previousAttributes === undefined ? {} : { previous_attributes: previousAttributes }),
    },
    livemode: false,
    pending_webhooks: 1,
    request: {
      id: origin?.requestId ?? null,
      idempotency_key: origin?.idempotencyKey ?? null,
    },
    type,
  };
  events(world).put(event.id, event);
  scheduleDelivery(world, event);
  return event;
}

export const retrieveEvent = stripeOperation({
  name: "events.retrieve",
  parameters: { expand: EXPAND },
  perform: (call) => events(call.world).get(call.id) ?? resourceMissing("event", call.id, "id"),
});

export const listEvents = stripeOperation({
  name: "events.list",
  parameters: {
    ...PAGINATION,
    type: { type: "string" },
    types: { type: "list", of: { type: "string" } },
    created: { type: "range" },
    delivery_success: { type: "boolean" },
  },
  perform(call, values) {
    const wanted = values.types ?? (values.type === undefined ? undefined : [values.type]);
    return listPage(events(call.world), "/v1/events", values, {
      what: "event",
      matches: (event) =>
        wanted === undefined || wanted.some((type) => typeMatches(type, event.type)),
    });
  },
});

function typeMatches(pattern: string, type: string): boolean {
  return pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
}
