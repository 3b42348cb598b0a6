import type { Stripe } from "stripe";
import type { World } from "../world.ts";
import { emitEvent } from "./events.ts";
import { shownMethod } from "./payment-methods.ts";
import { type CardUse, decline, succeed } from "./payment-outcomes.ts";
import { type PaymentIntentRecord, paymentIntents, paymentMethods } from "./records.ts";
import { cardByNumber } from "./test-cards.ts";

/** The customer's bank has answered the 3-D Secure challenge of a PaymentIntent. */
export function finishAuthentication(
  world: World,
  record: PaymentIntentRecord,
  authenticated: boolean,
): PaymentIntentRecord {
  const use = waitingCard(world, record);
  if (record.shown.status !== "requires_action" || use === undefined) return record;
  const prepared: PaymentIntentRecord = {
    shown: { ...record.shown, next_action: null },
    clientSecret: record.clientSecret,
    ...(record.returnUrl === undefined ? {} : { returnUrl: record.returnUrl }),
  };
  if (authenticated) return succeed(world, undefined, prepared, use);
  const shown: Stripe.PaymentIntent = {
    ...prepared.shown,
    status: "requires_payment_method",
    payment_method: null,
    last_payment_error: {
      type: "invalid_request_error",
      code: "payment_intent_authentication_failure",
      message:
        "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
      payment_method: shownMethod(use.method),
    },
  };
  const failed = { ...prepared, shown };
  paymentIntents(world).put(shown.id, failed);
  emitEvent(world, undefined, "payment_intent.payment_failed", shown);
  return failed;
}

/** A payment that was `processing` comes to its end. */
export function settlePayment(world: World, id: string, outcome?: "succeeds" | "fails"): boolean {
  const record = paymentIntents(world).get(id);
  const use = record === undefined ? undefined : waitingCard(world, record);
  if (record === undefined || use === undefined || record.shown.status !== "processing")
    return false;
  const behaviour = use.card.charge;
  const ending = outcome ?? (behaviour.kind === "processes" ? behaviour.ending : "succeeds");
  world.agenda.remove("stripe-settle-payment", id);
  const prepared = { shown: record.shown, clientSecret: record.clientSecret };
  if (ending === "succeeds") {
    succeed(world, undefined, prepared, use);
  } else {
    decline(world, undefined, prepared, use, {
      kind: "declines",
      code: "card_declined",
      declineCode: "generic_decline",
      message: "The payment failed.",
    });
  }
  return true;
}

function waitingCard(
  world: World,
  { shown, pendingCard }: PaymentIntentRecord,
): CardUse | undefined {
  const card = pendingCard === undefined ? undefined : cardByNumber(pendingCard);
  const method = paymentMethods(world).get(String(shown.payment_method));
  if (card === undefined || method === undefined) return undefined;
  const charge = shown.latest_charge;
  const waits = shown.status === "processing" && typeof charge === "string";
  return { card, method, ...(waits ? { pendingCharge: charge } : {}) };
}
