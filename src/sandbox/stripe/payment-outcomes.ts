import type { Stripe } from "stripe";
import type { World } from "../world.ts";
import { storeCharge } from "./charges.ts";
import { followPayment } from "./checkout-lifecycle.ts";
import { cardError, type StripeRefusal } from "./errors.ts";
import { type EventOrigin, emitEvent } from "./events.ts";
import { shownMethod } from "./payment-methods.ts";
import { type PaymentIntentRecord, paymentIntents } from "./records.ts";
import type { CardBehaviour, TestCard } from "./test-cards.ts";

/** One use of a test card. */
export interface CardUse {
  method: Stripe.PaymentMethod;
  card: TestCard;
  /** The charge that waits while the payment is processing. */
  pendingCharge?: string;
}

/** The card has been charged. */
export function succeed(
  world: World,
  origin: EventOrigin | undefined,
  record: PaymentIntentRecord,
  use: CardUse,
): PaymentIntentRecord {
  const charge = storeCharge(world, record.shown, use, "succeeded", undefined, use.pendingCharge);
  const shown: Stripe.PaymentIntent = {
    ...record.shown,
    status: "succeeded",
    amount_received: record.shown.amount,
    latest_charge: charge.id,
    processing: null,
    next_action: null,
  };
  const paid: PaymentIntentRecord = { ...record, shown };
  paymentIntents(world).put(shown.id, paid);
  emitEvent(world, origin, "charge.succeeded", charge);
  emitEvent(world, origin, "payment_intent.succeeded", shown);
  followPayment(world, origin, shown.id, "succeeded");
  return paid;
}

/** The card has been refused: the PaymentIntent can be tried again with another. */
export function decline(
  world: World,
  origin: EventOrigin | undefined,
  record: PaymentIntentRecord,
  use: CardUse,
  failure: Extract<CardBehaviour, { kind: "declines" }>,
): StripeRefusal {
  const charge = storeCharge(world, record.shown, use, "failed", failure, use.pendingCharge);
  const error = {
    code: failure.code,
    message: failure.message,
    charge: charge.id,
    ...(failure.declineCode === undefined ? {} : { decline_code: failure.declineCode }),
    payment_method: shownMethod(use.method),
  };
  const shown: Stripe.PaymentIntent = {
    ...record.shown,
    status: "requires_payment_method",
    latest_charge: charge.id,
    payment_method: null,
    processing: null,
    last_payment_error: { ...error, type: "card_error" },
  };
  paymentIntents(world).put(shown.id, { ...record, shown });
  emitEvent(world, origin, "charge.failed", charge);
  emitEvent(world, origin, "payment_intent.payment_failed", shown);
  followPayment(world, origin, shown.id, "failed");
  return cardError({ ...error, payment_intent: shown });
}
