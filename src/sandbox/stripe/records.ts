import type { Stripe } from "stripe";
import type { Delivery } from "../delivery-queue.ts";
import type { Collection } from "../documents.ts";
import type { World } from "../world.ts";
import type { Dispute } from "./disputes.ts";

/** A stored PaymentIntent: what Stripe shows, and what only Stripe knows. */
export interface PaymentIntentRecord {
  shown: Stripe.PaymentIntent;
  clientSecret: string;
  /** The test card of the attempt that waits for authentication or for processing. */
  pendingCard?: string;
  /** Where a redirect-based authentication returns to. */
  returnUrl?: string;
}

/** One line of what is bought, with what the hosted page shows of its product. */
export interface Line {
  item: Stripe.LineItem;
  product: { description: string | null; metadata: Record<string, string> };
}

export interface PaymentLinkRecord {
  shown: Stripe.PaymentLink;
  lines: Line[];
}

/** A stored Checkout Session: what Stripe shows, and what only Stripe knows. */
export interface CheckoutSessionRecord {
  shown: Stripe.Checkout.Session;
  lines: Line[];
  paymentIntentData: Stripe.PaymentLink.PaymentIntentData;
  /** What the hosted page's fields hold at first, or held at the last attempt to pay. */
  payer: { email: string; name: string };
  /** What the hosted page says at the end when there is no address to go to. */
  thanks: string | null;
}

/** One event for one endpoint. */
export interface NewDelivery {
  event: string;
  type: string;
  url: string;
}

/** One delivery of one event to the endpoint. */
export type DeliveryRecord = Delivery & NewDelivery;

export const paymentIntents = (world: World): Collection<PaymentIntentRecord> =>
  world.documents.collection("stripe.payment_intent");

/** Owned by their PaymentIntent. */
export const charges = (world: World): Collection<Stripe.Charge> =>
  world.documents.collection("stripe.charge");

/** Owned by their PaymentIntent. */
export const refunds = (world: World): Collection<Stripe.Refund> =>
  world.documents.collection("stripe.refund");

/** Owned by their PaymentIntent. */
export const disputes = (world: World): Collection<Dispute> =>
  world.documents.collection("stripe.dispute");

export const paymentMethods = (world: World): Collection<Stripe.PaymentMethod> =>
  world.documents.collection("stripe.payment_method");

/** A connected account: what Stripe shows, and what it has paid out to its bank, by currency. */
export interface AccountRecord {
  shown: Stripe.Account;
  paidOut: Record<string, number>;
}

/** A page that asks a supplier what is missing; good for one visit. */
export interface AccountLinkRecord {
  id: string;
  account: string;
  refreshUrl: string;
  returnUrl: string;
  /** UTC epoch milliseconds. */
  expiresAt: number;
  /** The visit that used it: what the page's form carries, and how long it is taken. */
  visit?: { token: string; endsAt: number };
}

export const accounts = (world: World): Collection<AccountRecord> =>
  world.documents.collection("stripe.account");

export const accountLinks = (world: World): Collection<AccountLinkRecord> =>
  world.documents.collection("stripe.account_link");

/** Owned by the connected account they went to. */
export const transfers = (world: World): Collection<Stripe.Transfer> =>
  world.documents.collection("stripe.transfer");

/** Owned by their transfer. */
export const transferReversals = (world: World): Collection<Stripe.TransferReversal> =>
  world.documents.collection("stripe.transfer_reversal");

export const paymentLinks = (world: World): Collection<PaymentLinkRecord> =>
  world.documents.collection("stripe.payment_link");

/** Owned by their Payment Link, if they have one. */
export const checkoutSessions = (world: World): Collection<CheckoutSessionRecord> =>
  world.documents.collection("stripe.checkout_session");

/** By the id of a PaymentIntent: the Checkout Session that made it and alone may touch it. */
export const sessionsOfIntents = (world: World): Collection<{ session: string }> =>
  world.documents.collection("stripe.session_of_intent");

export const events = (world: World): Collection<StripeEvent> =>
  world.documents.collection("stripe.event");

export const deliveries = (world: World): Collection<DeliveryRecord> =>
  world.documents.collection("stripe.delivery");

/** An event before the SDK narrows `data.object` by `type`. */
export type StripeEvent = Omit<Stripe.EventBase, "type" | "data"> & {
  type: string;
  data: { object: object; previous_attributes?: object };
};
