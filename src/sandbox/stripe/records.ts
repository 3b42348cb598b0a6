import type { Stripe } from "stripe";
import type { Collection } from "../documents.ts";
import type { World } from "../world.ts";

/** A stored PaymentIntent: what Stripe shows, and what only Stripe knows. */
export interface PaymentIntentRecord {
  shown: Stripe.PaymentIntent;
  clientSecret: string;
  /** The test card of the attempt that waits for authentication or for processing. */
  pendingCard?: string;
  /** Where a redirect-based authentication returns to. */
  returnUrl?: string;
}

/** One delivery of one event to the endpoint. */
export interface DeliveryRecord {
  id: string;
  event: string;
  type: string;
  url: string;
  createdAt: number;
  state: "pending" | "delivered" | "failed" | "taken";
  attempts: { at: number; status: number | null }[];
  /** A "slow" fault has held it back once already. */
  delayed?: true;
}

export const paymentIntents = (world: World): Collection<PaymentIntentRecord> =>
  world.documents.collection("stripe.payment_intent");

/** Owned by their PaymentIntent. */
export const charges = (world: World): Collection<Stripe.Charge> =>
  world.documents.collection("stripe.charge");

/** Owned by their PaymentIntent. */
export const refunds = (world: World): Collection<Stripe.Refund> =>
  world.documents.collection("stripe.refund");

export const paymentMethods = (world: World): Collection<Stripe.PaymentMethod> =>
  world.documents.collection("stripe.payment_method");

export const events = (world: World): Collection<StripeEvent> =>
  world.documents.collection("stripe.event");

export const deliveries = (world: World): Collection<DeliveryRecord> =>
  world.documents.collection("stripe.delivery");

/** An event before the SDK narrows `data.object` by `type`. */
export type StripeEvent = Omit<Stripe.EventBase, "type" | "data"> & {
  type: string;
  data: { object: object; previous_attributes?: object };
};
