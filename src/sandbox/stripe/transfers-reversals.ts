import type { Stripe } from "stripe";
import { randomId } from "../random-id.ts";
import { connectedFunds } from "./balance.ts";
import { dollars } from "./currencies.ts";
import { invalidState, isRefusal, resourceMissing, type StripeRefusal } from "./errors.ts";
import { emitEvent } from "./events.ts";
import { expandObject } from "./expand.ts";
import { listPage } from "./list.ts";
import { withoutEmpty } from "./metadata.ts";
import { EXPAND, PAGINATION, type StripeCall, stripeOperation } from "./operation.ts";
import { transferReversals, transfers } from "./records.ts";

/** How many reversals a transfer shows by itself. */
const SHOWN = 10;

/** https://docs.stripe.com/api/transfer_reversals/create */
export const createReversal = stripeOperation({
  name: "transfers.create_reversal",
  parameters: {
    amount: { type: "integer", minimum: 1 },
    description: { type: "string", empty: true },
    metadata: { type: "metadata" },
    refund_application_fee: { type: "boolean" },
    expand: EXPAND,
  },
  perform(call, values) {
    const transfer = transfers(call.world).get(call.id);
    if (transfer === undefined) return resourceMissing("transfer", call.id, "id");
    const amount = values.amount ?? transfer.amount - transfer.amount_reversed;
    const wrong = wrongReversal(call, transfer, amount);
    if (wrong !== undefined) return wrong;
    const reversal = storeReversal(call, transfer, amount, values.metadata ?? {});
    return expandObject(call.world, reversal, values.expand);
  },
});

export const listReversals = stripeOperation({
  name: "transfers.list_reversals",
  parameters: PAGINATION,
  perform(call, values) {
    if (transfers(call.world).get(call.id) === undefined) {
      return resourceMissing("transfer", call.id, "id");
    }
    const url = `/v1/transfers/${call.id}/reversals`;
    const page = listPage(transferReversals(call.world), url, values, {
      what: "transfer_reversal",
      owner: call.id,
    });
    return isRefusal(page) ? page : expandObject(call.world, page, values.expand);
  },
});

export const retrieveReversal = stripeOperation({
  name: "transfers.retrieve_reversal",
  parameters: { expand: EXPAND },
  perform(call, values) {
    const reversal = transferReversals(call.world).get(call.id);
    if (reversal === undefined) return resourceMissing("transfer_reversal", call.id, "id");
    return expandObject(call.world, reversal, values.expand);
  },
});

/** The money must still be with the connected account: what its bank has got does not come back. */
function wrongReversal(
  { world }: StripeCall,
  transfer: Stripe.Transfer,
  amount: number,
): StripeRefusal | undefined {
  const left = transfer.amount - transfer.amount_reversed;
  if (left === 0) return invalidState(`Transfer ${transfer.id} is already fully reversed.`);
  if (amount > left) {
    return invalidState(
      `Transfer reversal amount (${dollars(amount)}) is greater than the unreversed amount on the transfer (${dollars(left)}).`,
      { param: "amount" },
    );
  }
  const held = connectedFunds(world, String(transfer.destination))[transfer.currency] ?? 0;
  if (amount <= held) return undefined;
  return invalidState(
    "The connected account does not have sufficient funds to reverse this transfer.",
    { code: "balance_insufficient" },
  );
}

function storeReversal(
  call: StripeCall,
  transfer: Stripe.Transfer,
  amount: number,
  metadata: Record<string, string>,
): Stripe.TransferReversal {
  const { world } = call;
  const reversal: Stripe.TransferReversal = {
    id: randomId(world, "trr_1"),
    object: "transfer_reversal",
    amount,
    balance_transaction: randomId(world, "txn_1"),
    created: Math.floor(world.now() / 1000),
    currency: transfer.currency,
    destination_payment_refund: randomId(world, "pyr_1"),
    metadata: withoutEmpty(metadata),
    source_refund: null,
    transfer: transfer.id,
  };
  transferReversals(world).put(reversal.id, reversal, transfer.id);
  const reversed = transfer.amount_reversed + amount;
  const all = transferReversals(world).list(transfer.id).reverse();
  const changed: Stripe.Transfer = {
    ...transfer,
    amount_reversed: reversed,
    reversals: {
      ...transfer.reversals,
      data: all.slice(0, SHOWN),
      has_more: all.length > SHOWN,
    },
    reversed: reversed === transfer.amount,
  };
  transfers(world).put(transfer.id, changed);
  emitEvent(world, call, "transfer.reversed", changed, {
    amount_reversed: transfer.amount_reversed,
  });
  return reversal;
}
