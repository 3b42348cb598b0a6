import type { Stripe } from "stripe";
import { randomId } from "../random-id.ts";
import type { World } from "../world.ts";
import { dollars } from "./currencies.ts";
import {
  invalidParameter,
  invalidState,
  isRefusal,
  resourceMissing,
  type StripeRefusal,
} from "./errors.ts";
import { emitEvent } from "./events.ts";
import { expandObject } from "./expand.ts";
import { listPage } from "./list.ts";
import { EXPAND, PAGINATION, type StripeCall, stripeOperation } from "./operation.ts";
import { charges, disputes, paymentIntents, paymentMethods, refunds } from "./records.ts";
import { nextRefundStatus } from "./refund-settlement.ts";
import { cardByNumber, type RefundBehaviour } from "./test-cards.ts";

/** How long a pending refund waits, or a succeeded one before it fails; at Stripe it is days. */
const SETTLING_MS = 10_000;

/** https://docs.stripe.com/api/refunds/create */
export const createRefund = stripeOperation({
  name: "refunds.create",
  parameters: {
    payment_intent: { type: "string" },
    charge: { type: "string" },
    amount: { type: "integer", minimum: 1 },
    reason: { type: "enum", values: ["duplicate", "fraudulent", "requested_by_customer"] },
    metadata: { type: "metadata" },
    expand: EXPAND,
  },
  perform(call, values) {
    const charge = chargeToRefund(call.world, values);
    if (isRefusal(charge)) return charge;
    const left = charge.amount_captured - charge.amount_refunded;
    if (left <= 0) {
      return invalidState(`Charge ${charge.id} has already been refunded.`, {
        code: "charge_already_refunded",
        charge: charge.id,
      });
    }
    if (isHeldByBank(call.world, charge)) {
      return invalidState(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
        code: "charge_disputed",
        charge: charge.id,
      });
    }
    const amount = values.amount ?? left;
    if (amount > left) {
      return invalidState(
        `Refund amount (${dollars(amount)}) is greater than unrefunded amount on charge (${dollars(left)})`,
        { param: "amount", charge: charge.id },
      );
    }
    const refund = storeRefund(call, charge, amount, values.reason ?? null, values.metadata ?? {});
    return expandObject(call.world, refund, values.expand);
  },
});

export const retrieveRefund = stripeOperation({
  name: "refunds.retrieve",
  parameters: { expand: EXPAND },
  perform(call, values) {
    const refund = refunds(call.world).get(call.id);
    if (refund === undefined) return resourceMissing("refund", call.id, "id");
    return expandObject(call.world, refund, values.expand);
  },
});

export const updateRefund = stripeOperation({
  name: "refunds.update",
  parameters: { metadata: { type: "metadata" }, expand: EXPAND },
  perform(call, values) {
    const refund = refunds(call.world).get(call.id);
    if (refund === undefined) return resourceMissing("refund", call.id, "id");
    const changed = { ...refund, metadata: { ...refund.metadata, ...values.metadata } };
    refunds(call.world).put(refund.id, changed);
    return expandObject(call.world, changed, values.expand);
  },
});

/** https://docs.stripe.com/api/refunds/list */
export const listRefunds = stripeOperation({
  name: "refunds.list",
  parameters: {
    ...PAGINATION,
    payment_intent: { type: "string" },
    charge: { type: "string" },
    created: { type: "range" },
  },
  perform(call, values) {
    const page = listPage(refunds(call.world), "/v1/refunds", values, {
      what: "refund",
      ...(values.payment_intent === undefined ? {} : { owner: values.payment_intent }),
      matches: (refund) => values.charge === undefined || refund.charge === values.charge,
    });
    return isRefusal(page) ? page : expandObject(call.world, page, values.expand);
  },
});

function isHeldByBank(world: World, { id, payment_intent }: Stripe.Charge): boolean {
  return disputes(world)
    .list(String(payment_intent))
    .some(({ charge, is_charge_refundable }) => charge === id && !is_charge_refundable);
}

function chargeToRefund(
  world: World,
  values: { payment_intent?: string; charge?: string },
): Stripe.Charge | StripeRefusal {
  if (values.charge !== undefined) {
    const charge = charges(world).get(values.charge);
    if (charge === undefined) return resourceMissing("charge", values.charge, "charge");
    if (values.payment_intent !== undefined && charge.payment_intent !== values.payment_intent) {
      return invalidParameter(
        `Charge ${charge.id} does not belong to PaymentIntent ${values.payment_intent}.`,
        "charge",
      );
    }
    if (charge.paid) return charge;
    return invalidState(`Charge ${charge.id} is not paid and cannot be refunded.`, {
      charge: charge.id,
    });
  }
  if (values.payment_intent === undefined) {
    return invalidParameter(
      "One of the following params should be provided for this request: payment_intent or charge.",
    );
  }
  const record = paymentIntents(world).get(values.payment_intent);
  if (record === undefined) {
    return resourceMissing("payment_intent", values.payment_intent, "payment_intent");
  }
  const latest = charges(world).get(String(record.shown.latest_charge));
  if (latest?.paid === true) return latest;
  return invalidState(
    `This PaymentIntent (${record.shown.id}) does not have a successful charge to refund.`,
    { param: "payment_intent" },
  );
}

function storeRefund(
  call: StripeCall,
  charge: Stripe.Charge,
  amount: number,
  reason: Stripe.Refund.Reason | null,
  metadata: Record<string, string>,
): Stripe.Refund {
  const { world } = call;
  const behaviour = refundBehaviour(world, charge);
  const forced = nextRefundStatus(world);
  const status = forced ?? (behaviour === "pending-then-succeeds" ? "pending" : "succeeded");
  const refund: Stripe.Refund = {
    id: randomId(world, "re_3"),
    object: "refund",
    amount,
    balance_transaction: randomId(world, "txn_3"),
    charge: charge.id,
    created: Math.floor(world.now() / 1000),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: {
        reference_status: "pending",
        reference_type: "acquirer_reference_number",
        type: "refund",
      },
      type: "card",
    },
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(status === "pending" ? { pending_reason: "processing" } : {}),
    ...(status === "failed" ? { failure_reason: "declined" } : {}),
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status,
    transfer_reversal: null,
  };
  refunds(world).put(refund.id, refund, String(charge.payment_intent));
  emitEvent(world, call, "refund.created", refund);
  if (status === "failed") {
    emitEvent(world, call, "refund.failed", refund);
    return refund;
  }
  const refunded = charge.amount_refunded + amount;
  const charged = { ...charge, amount_refunded: refunded, refunded: refunded === charge.amount };
  charges(world).put(charge.id, charged);
  emitEvent(world, call, "charge.refunded", charged, {
    amount_refunded: charge.amount_refunded,
    ...(charged.refunded ? { refunded: false } : {}),
  });
  if (forced === undefined && behaviour !== "succeeds") {
    world.agenda.add("stripe-settle-refund", refund.id, world.now() + SETTLING_MS);
  }
  return refund;
}

function refundBehaviour(world: World, charge: Stripe.Charge): RefundBehaviour {
  const method = paymentMethods(world).get(charge.payment_method ?? "");
  return cardByNumber(method?.metadata?.sandbox_number ?? "")?.refund ?? "succeeds";
}
