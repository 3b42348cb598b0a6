import type { Stripe } from "stripe";
import { type CallbackRecord, callbacks } from "./callbacks.ts";
import type { Fault } from "./faults.ts";
import { events as calendarEvents, knownCalendars } from "./google/calendars.ts";
import type { EventRecord } from "./google/event-resource.ts";
import { listMessages, type SandboxMessage } from "./messages.ts";
import {
  accounts,
  charges,
  checkoutSessions,
  type DeliveryRecord,
  deliveries,
  paymentIntents,
  paymentLinks,
  refunds,
  events as stripeEvents,
  transferReversals,
  transfers,
} from "./stripe/records.ts";
import { type MessageRecord, messages as twilioMessages } from "./twilio/records.ts";
import type { World } from "./world.ts";

/** An event of a calendar; unlike Google's own answers, a deleted one is shown in full. */
export interface CalendarEvent
  extends Omit<EventRecord, "calendar" | "createdAt" | "updatedAt" | "changes" | "creator"> {
  creator: { email: string };
  created: string;
  updated: string;
}

/** Everything that the vendors know: what a checker compares with the app's own state. */
export interface SandboxState {
  stripe: {
    paymentIntents: Stripe.PaymentIntent[];
    charges: Stripe.Charge[];
    refunds: Stripe.Refund[];
    paymentLinks: Stripe.PaymentLink[];
    checkoutSessions: Stripe.Checkout.Session[];
    /** Connected accounts, as Stripe shows them. */
    accounts: Stripe.Account[];
    transfers: Stripe.Transfer[];
    transferReversals: Stripe.TransferReversal[];
    events: { id: string; type: string; created: number; object: string; paymentIntent: string }[];
    deliveries: DeliveryRecord[];
  };
  /** Every event of every calendar, oldest first. */
  google: { calendars: Record<string, CalendarEvent[]> };
  /** WhatsApp messages as Twilio keeps them. */
  twilio: { messages: MessageRecord[] };
  /** What Twilio and MailerSend told, or want to tell, of messages. */
  callbacks: CallbackRecord[];
  messages: SandboxMessage[];
  faults: Fault[];
}

export function sandboxState(world: World): SandboxState {
  const calendars = knownCalendars(world).map((id) => [
    id,
    calendarEvents(world).list(id).map(wholeEvent),
  ]);
  return {
    stripe: {
      paymentIntents: paymentIntents(world)
        .list()
        .map(({ shown }) => shown),
      charges: charges(world).list(),
      refunds: refunds(world).list(),
      paymentLinks: paymentLinks(world)
        .list()
        .map(({ shown }) => shown),
      checkoutSessions: checkoutSessions(world)
        .list()
        .map(({ shown }) => shown),
      accounts: accounts(world)
        .list()
        .map(({ shown }) => shown),
      transfers: transfers(world).list(),
      transferReversals: transferReversals(world).list(),
      events: stripeEvents(world)
        .list()
        .map(({ id, type, created, data }) => ({
          id,
          type,
          created,
          object: textOf(data.object, "id"),
          paymentIntent: type.startsWith("payment_intent.")
            ? textOf(data.object, "id")
            : textOf(data.object, "payment_intent"),
        })),
      deliveries: deliveries(world).list(),
    },
    google: { calendars: Object.fromEntries(calendars) },
    twilio: { messages: twilioMessages(world).list() },
    callbacks: callbacks(world).list(),
    messages: listMessages(world),
    faults: world.faults.list(),
  };
}

function wholeEvent(record: EventRecord): CalendarEvent {
  const {
    calendar: _calendar,
    changes: _changes,
    createdAt,
    updatedAt,
    creator,
    ...event
  } = record;
  return {
    ...event,
    creator: { email: creator },
    created: new Date(createdAt).toISOString(),
    updated: new Date(updatedAt).toISOString(),
  };
}

function textOf(object: object, name: string): string {
  const value: unknown = Object.entries(object).find(([key]) => key === name)?.[1];
  return typeof value === "string" ? value : "";
}
