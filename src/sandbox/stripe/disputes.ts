import type { Stripe } from "stripe";
import { randomId } from "../random-id.ts";
import type { World } from "../world.ts";
import { isRefusal } from "./errors.ts";
import { emitEvent } from "./events.ts";
import { expandObject } from "./expand.ts";
import { listPage } from "./list.ts";
import { EXPAND, PAGINATION, stripeOperation } from "./operation.ts";
import { charges, disputes, paymentIntents } from "./records.ts";

/** What is read of a dispute: a chargeback, for all that was paid. https://docs.stripe.com/api/disputes */
export type Dispute = Pick<
  Stripe.Dispute,
  | "id"
  | "object"
  | "amount"
  | "charge"
  | "created"
  | "currency"
  | "is_charge_refundable"
  | "livemode"
  | "payment_intent"
  | "reason"
  | "status"
> & { evidence_details: Pick<Stripe.Dispute.EvidenceDetails, "due_by"> };

/** The cardholder's bank takes the money back. Undefined when there is nothing to take. */
export function openDispute(world: World, payment: string): Dispute | undefined {
  const latest = paymentIntents(world).get(payment)?.shown.latest_charge;
  const charge = charges(world).get(String(latest));
  if (charge?.paid !== true || charge.disputed) return undefined;
  const dispute: Dispute = {
    id: randomId(world, "du_1"),
    object: "dispute",
    amount: charge.amount,
    charge: charge.id,
    created: Math.floor(world.now() / 1000),
    currency: charge.currency,
    evidence_details: { due_by: null },
    is_charge_refundable: false,
    livemode: false,
    payment_intent: payment,
    reason: "fraudulent",
    status: "needs_response",
  };
  disputes(world).put(dispute.id, dispute, payment);
  charges(world).put(charge.id, { ...charge, disputed: true });
  emitEvent(world, undefined, "charge.dispute.created", dispute);
  return dispute;
}

/** The bank decides for us: the money is back, and may be refunded. */
export function winDispute(world: World, payment: string): Dispute | undefined {
  const dispute = disputes(world)
    .list(payment)
    .find(({ status }) => status === "needs_response");
  if (dispute === undefined) return undefined;
  const won: Dispute = { ...dispute, is_charge_refundable: true, status: "won" };
  disputes(world).put(won.id, won);
  emitEvent(world, undefined, "charge.dispute.closed", won);
  return won;
}

/** https://docs.stripe.com/api/disputes/list */
export const listDisputes = stripeOperation({
  name: "disputes.list",
  parameters: {
    ...PAGINATION,
    payment_intent: { type: "string" },
    charge: { type: "string" },
    created: { type: "range" },
    expand: EXPAND,
  },
  perform(call, values) {
    const page = listPage(disputes(call.world), "/v1/disputes", values, {
      what: "dispute",
      ...(values.payment_intent === undefined ? {} : { owner: values.payment_intent }),
      matches: (dispute) => values.charge === undefined || dispute.charge === values.charge,
    });
    return isRefusal(page) ? page : expandObject(call.world, page, values.expand);
  },
});
