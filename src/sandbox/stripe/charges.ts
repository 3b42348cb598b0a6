import type { Stripe } from "stripe";
import { randomId } from "../random-id.ts";
import type { World } from "../world.ts";
import { resourceMissing } from "./errors.ts";
import { expandObject } from "./expand.ts";
import { listPage } from "./list.ts";
import { EXPAND, PAGINATION, stripeOperation } from "./operation.ts";
import { charges, refunds } from "./records.ts";
import type { CardBehaviour, TestCard } from "./test-cards.ts";

export type ChargeStatus = "succeeded" | "pending" | "failed";

/**
 * Stores the charge of one attempt to pay a PaymentIntent; with `pendingId`, the charge that was
 * pending and has now come to its end.
 */
export function storeCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  use: { method: Stripe.PaymentMethod; card: TestCard },
  status: ChargeStatus,
  failure?: Extract<CardBehaviour, { kind: "declines" }>,
  pendingId?: string,
): Stripe.Charge {
  const id = pendingId ?? randomId(world, "ch_3");
  const paid = status === "succeeded";
  const charge: Stripe.Charge = {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: paid ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: paid ? randomId(world, "txn_3") : null,
    billing_details: { ...use.method.billing_details, address: null },
    calculated_statement_descriptor: "TWOGATE SANDBOX",
    captured: paid,
    created: Math.floor(world.now() / 1000),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: outcomeOf(status, failure),
    paid,
    payment_intent: intent.id,
    payment_method: use.method.id,
    payment_method_details: { type: "card", card: cardDetails(intent, use) },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: paid ? `${world.settings.publicBase}/sandbox#${intent.id}` : null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status,
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
  charges(world).put(id, charge, intent.id);
  return charge;
}

function cardDetails(
  intent: Stripe.PaymentIntent,
  { method, card }: { method: Stripe.PaymentMethod; card: TestCard },
): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: intent.amount,
    authorization_code: null,
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "CA",
    electronic_commerce_indicator: null,
    exp_month: method.card?.exp_month ?? 12,
    exp_year: method.card?.exp_year ?? 2030,
    fingerprint: method.card?.fingerprint ?? null,
    funding: "credit",
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    network: card.brand,
    network_transaction_id: null,
    regulated_status: "unregulated",
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
}

function outcomeOf(
  status: ChargeStatus,
  failure: Extract<CardBehaviour, { kind: "declines" }> | undefined,
): Stripe.Charge.Outcome | null {
  if (status === "pending") return null;
  const authorized = status === "succeeded";
  return {
    advice_code: authorized ? null : "try_again_later",
    network_advice_code: null,
    network_decline_code: authorized ? null : "05",
    network_status: authorized ? "approved_by_network" : "declined_by_network",
    reason: authorized ? null : (failure?.declineCode ?? failure?.code ?? "generic_decline"),
    risk_level: "normal",
    risk_score: 20,
    seller_message: authorized
      ? "Payment complete."
      : "The bank did not return any further details with this decline.",
    type: authorized ? "authorized" : "issuer_declined",
  };
}

export const retrieveCharge = stripeOperation({
  name: "charges.retrieve",
  parameters: { expand: EXPAND },
  perform(call, values) {
    const charge = charges(call.world).get(call.id);
    if (charge === undefined) return resourceMissing("charge", call.id, "id");
    return expandObject(call.world, withRefunds(call.world, charge, values.expand), values.expand);
  },
});

export const listCharges = stripeOperation({
  name: "charges.list",
  parameters: {
    ...PAGINATION,
    payment_intent: { type: "string" },
    customer: { type: "string" },
    created: { type: "range" },
  },
  perform: (call, values) =>
    listPage(charges(call.world), "/v1/charges", values, {
      what: "charge",
      ...(values.payment_intent === undefined ? {} : { owner: values.payment_intent }),
      matches: (charge) => values.customer === undefined || charge.customer === values.customer,
    }),
});

/** `refunds` is left out of a charge unless it is expanded (since API version 2022-11-15). */
function withRefunds(
  world: World,
  charge: Stripe.Charge,
  expand: string[] | undefined,
): Stripe.Charge {
  if (expand?.includes("refunds") !== true) return charge;
  const data = refunds(world)
    .list(String(charge.payment_intent))
    .filter((refund) => refund.charge === charge.id)
    .reverse();
  const url = `/v1/charges/${charge.id}/refunds`;
  return { ...charge, refunds: { object: "list", data, has_more: false, url } };
}
