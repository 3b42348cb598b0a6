import type { Stripe } from "stripe";
import { randomId } from "../random-id.ts";
import { isRefusal, resourceMissing } from "./errors.ts";
import { emitEvent } from "./events.ts";
import { expandObject } from "./expand.ts";
import { listPage } from "./list.ts";
import { withoutEmpty } from "./metadata.ts";
import { EXPAND, PAGINATION, type StripeCall, stripeOperation } from "./operation.ts";
import { charges, transfers } from "./records.ts";
import { wrongTransfer } from "./transfers-rules.ts";

/** https://docs.stripe.com/api/transfers/create */
export const createTransfer = stripeOperation({
  name: "transfers.create",
  parameters: {
    amount: { type: "integer", required: true, minimum: 1 },
    currency: { type: "string", required: true, maxLength: 3 },
    destination: { type: "string", required: true },
    description: { type: "string" },
    metadata: { type: "metadata" },
    source_transaction: { type: "string" },
    source_type: { type: "enum", values: ["bank_account", "card", "fpx"] },
    transfer_group: { type: "string" },
    expand: EXPAND,
  },
  perform(call, values) {
    const { world } = call;
    const wanted = { ...values, currency: values.currency.toLowerCase() };
    const wrong = wrongTransfer(world, wanted);
    if (wrong !== undefined) return wrong;
    const transfer = newTransfer(call, wanted);
    transfers(world).put(transfer.id, transfer, values.destination);
    emitEvent(world, call, "transfer.created", transfer);
    return expandObject(world, transfer, values.expand);
  },
});

export const retrieveTransfer = stripeOperation({
  name: "transfers.retrieve",
  parameters: { expand: EXPAND },
  perform(call, values) {
    const transfer = transfers(call.world).get(call.id);
    if (transfer === undefined) return resourceMissing("transfer", call.id, "transfer");
    return expandObject(call.world, transfer, values.expand);
  },
});

export const updateTransfer = stripeOperation({
  name: "transfers.update",
  parameters: { description: { type: "string" }, metadata: { type: "metadata" }, expand: EXPAND },
  perform(call, values) {
    const transfer = transfers(call.world).get(call.id);
    if (transfer === undefined) return resourceMissing("transfer", call.id, "transfer");
    const changed: Stripe.Transfer = {
      ...transfer,
      description: values.description ?? transfer.description,
      metadata: withoutEmpty({ ...transfer.metadata, ...values.metadata }),
    };
    transfers(call.world).put(transfer.id, changed);
    emitEvent(call.world, call, "transfer.updated", changed);
    return expandObject(call.world, changed, values.expand);
  },
});

/** https://docs.stripe.com/api/transfers/list */
export const listTransfers = stripeOperation({
  name: "transfers.list",
  parameters: {
    ...PAGINATION,
    created: { type: "range" },
    destination: { type: "string" },
    transfer_group: { type: "string" },
  },
  perform(call, values) {
    const page = listPage(transfers(call.world), "/v1/transfers", values, {
      what: "transfer",
      ...(values.destination === undefined ? {} : { owner: values.destination }),
      matches: (transfer) =>
        values.transfer_group === undefined || transfer.transfer_group === values.transfer_group,
    });
    return isRefusal(page) ? page : expandObject(call.world, page, values.expand);
  },
});

interface TransferValues {
  amount: number;
  currency: string;
  destination: string;
  description?: string;
  metadata?: Record<string, string>;
  source_transaction?: string;
  source_type?: string;
  transfer_group?: string;
}

function newTransfer(call: StripeCall, values: TransferValues): Stripe.Transfer {
  const { world } = call;
  const id = randomId(world, "tr_1");
  return {
    id,
    object: "transfer",
    amount: values.amount,
    amount_reversed: 0,
    balance_transaction: randomId(world, "txn_1"),
    created: Math.floor(world.now() / 1000),
    currency: values.currency,
    description: values.description ?? null,
    destination: values.destination,
    destination_payment: randomId(world, "py_1"),
    livemode: false,
    metadata: withoutEmpty(values.metadata ?? {}),
    reversals: {
      object: "list",
      data: [],
      has_more: false,
      url: `/v1/transfers/${id}/reversals`,
    },
    reversed: false,
    source_transaction: values.source_transaction ?? null,
    source_type: values.source_type ?? "card",
    transfer_group: groupOf(call, values),
  };
}

/**
 * A transfer from a charge shares its group. Where neither has one, Stripe makes one up and writes
 * it on both. https://docs.stripe.com/connect/separate-charges-and-transfers#transfer-options
 */
function groupOf({ world }: StripeCall, values: TransferValues): string | null {
  const source = charges(world).get(values.source_transaction ?? "");
  if (source === undefined) return values.transfer_group ?? null;
  const group =
    values.transfer_group ??
    source.transfer_group ??
    `group_${String(source.payment_intent ?? source.id)}`;
  if (source.transfer_group === null) {
    charges(world).put(source.id, { ...source, transfer_group: group });
  }
  return group;
}
