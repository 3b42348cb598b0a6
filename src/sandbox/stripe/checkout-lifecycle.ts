import type { Stripe } from "stripe";
import type { World } from "../world.ts";
import { type EventOrigin, emitEvent } from "./events.ts";
import {
  type CheckoutSessionRecord,
  checkoutSessions,
  paymentIntents,
  paymentLinks,
  sessionsOfIntents,
} from "./records.ts";

/** How a payment that a session made has gone on. */
export type PaymentNews = "succeeded" | "processing" | "failed";

/** The session as it is now: one whose time is up expires here, if nothing has said so yet. */
export function currentSession(world: World, id: string): CheckoutSessionRecord | undefined {
  const record = checkoutSessions(world).get(id);
  if (record?.shown.status !== "open") return record;
  if (record.shown.expires_at * 1000 > world.now()) return record;
  return expireSession(world, undefined, record);
}

/** An open session ends unpaid, and the PaymentIntent of a failed attempt with it. */
export function expireSession(
  world: World,
  origin: EventOrigin | undefined,
  record: CheckoutSessionRecord,
): CheckoutSessionRecord {
  const { payment_intent: intent } = record.shown;
  if (typeof intent === "string") cancelIntent(world, origin, intent);
  const shown: Stripe.Checkout.Session = { ...record.shown, status: "expired", url: null };
  const expired = store(world, { ...record, shown });
  emitEvent(world, origin, "checkout.session.expired", shown);
  return expired;
}

/** Tells the session that owns a PaymentIntent, if one does, what has become of the payment. */
export function followPayment(
  world: World,
  origin: EventOrigin | undefined,
  intent: string,
  news: PaymentNews,
): void {
  const owner = sessionsOfIntents(world).get(intent)?.session;
  const record = owner === undefined ? undefined : checkoutSessions(world).get(owner);
  if (record === undefined) return;
  if (record.shown.status === "open") {
    // A refused card leaves the page open for another one.
    if (news !== "failed") complete(world, origin, record, news);
  } else if (news !== "processing") {
    endAsyncPayment(world, origin, record, news);
  }
}

/** Fulfilment waits for the money: `completed` may still say `unpaid`. */
function complete(
  world: World,
  origin: EventOrigin | undefined,
  record: CheckoutSessionRecord,
  news: "succeeded" | "processing",
): void {
  const shown: Stripe.Checkout.Session = {
    ...record.shown,
    customer_details: customerDetails(record.payer),
    payment_status: news === "succeeded" ? "paid" : "unpaid",
    status: "complete",
    url: null,
  };
  store(world, { ...record, shown });
  countCompleted(world, shown.payment_link);
  emitEvent(world, origin, "checkout.session.completed", shown);
}

function endAsyncPayment(
  world: World,
  origin: EventOrigin | undefined,
  record: CheckoutSessionRecord,
  news: "succeeded" | "failed",
): void {
  if (news === "failed") {
    emitEvent(world, origin, "checkout.session.async_payment_failed", record.shown);
    return;
  }
  const shown: Stripe.Checkout.Session = { ...record.shown, payment_status: "paid" };
  store(world, { ...record, shown });
  emitEvent(world, origin, "checkout.session.async_payment_succeeded", shown);
}

function store(world: World, record: CheckoutSessionRecord): CheckoutSessionRecord {
  world.agenda.remove("stripe-expire-session", record.shown.id);
  checkoutSessions(world).put(record.shown.id, record);
  return record;
}

function cancelIntent(world: World, origin: EventOrigin | undefined, id: string): void {
  const record = paymentIntents(world).get(id);
  if (record === undefined) return;
  const shown: Stripe.PaymentIntent = {
    ...record.shown,
    status: "canceled",
    canceled_at: Math.floor(world.now() / 1000),
    cancellation_reason: "expired",
    next_action: null,
  };
  paymentIntents(world).put(id, { shown, clientSecret: record.clientSecret });
  emitEvent(world, origin, "payment_intent.canceled", shown);
}

/** A limit closes the link to new visitors; pages that are open can still be paid on. */
function countCompleted(world: World, link: Stripe.Checkout.Session["payment_link"]): void {
  const record = typeof link === "string" ? paymentLinks(world).get(link) : undefined;
  const completed = record?.shown.restrictions?.completed_sessions;
  if (record === undefined || completed === undefined) return;
  const restrictions = { completed_sessions: { ...completed, count: completed.count + 1 } };
  paymentLinks(world).put(record.shown.id, { ...record, shown: { ...record.shown, restrictions } });
}

function customerDetails(payer: {
  email: string;
  name: string;
}): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: null,
    business_name: null,
    email: payer.email,
    individual_name: payer.name,
    name: payer.name,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  };
}
