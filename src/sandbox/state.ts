import type { Fault } from "./faults.ts";
import { events as calendarEvents, knownCalendars } from "./google/calendars.ts";
import { type EventRecord, shownEvent } from "./google/event-resource.ts";
import { listMessages, type SandboxMessage } from "./messages.ts";
import {
  charges,
  type DeliveryRecord,
  deliveries,
  paymentIntents,
  refunds,
  events as stripeEvents,
} from "./stripe/records.ts";
import type { World } from "./world.ts";

/** Everything that the vendors know: what a checker compares with the app's own state. */
export interface SandboxState {
  stripe: {
    paymentIntents: object[];
    charges: object[];
    refunds: object[];
    events: { id: string; type: string; created: number; object: string }[];
    deliveries: DeliveryRecord[];
  };
  /** Every event of every calendar, cancelled ones in full, oldest first. */
  google: { calendars: Record<string, (EventRecord | object)[]> };
  messages: SandboxMessage[];
  faults: Fault[];
}

export function sandboxState(world: World): SandboxState {
  const calendars = knownCalendars(world).map((id) => [
    id,
    calendarEvents(world)
      .list(id)
      .map((event) => ({
        ...shownEvent(world, { ...event, status: "confirmed" }),
        status: event.status,
      })),
  ]);
  return {
    stripe: {
      paymentIntents: paymentIntents(world)
        .list()
        .map(({ shown }) => shown),
      charges: charges(world).list(),
      refunds: refunds(world).list(),
      events: stripeEvents(world)
        .list()
        .map(({ id, type, created, data }) => ({
          id,
          type,
          created,
          object: "id" in data.object ? String(data.object.id) : "",
        })),
      deliveries: deliveries(world).list(),
    },
    google: { calendars: Object.fromEntries(calendars) },
    messages: listMessages(world),
    faults: world.faults.list(),
  };
}
