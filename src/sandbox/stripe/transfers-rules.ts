import type { Stripe } from "stripe";
import type { World } from "../world.ts";
import { platformFunds } from "./balance.ts";
import { dollars, isKnownCurrency, knownCurrencies } from "./currencies.ts";
import { invalidParameter, invalidState, resourceMissing, type StripeRefusal } from "./errors.ts";
import { accounts, charges, transfers } from "./records.ts";

interface WantedTransfer {
  amount: number;
  currency: string;
  destination: string;
  source_transaction?: string;
  transfer_group?: string;
}

/** Why Stripe would not make a transfer, if it would not. */
export function wrongTransfer(world: World, wanted: WantedTransfer): StripeRefusal | undefined {
  const { currency, destination, source_transaction: source } = wanted;
  if (!isKnownCurrency(currency)) {
    return invalidParameter(
      `Invalid currency: ${currency}. Stripe currently supports these currencies: ${knownCurrencies()}`,
      "currency",
    );
  }
  const account = accounts(world).get(destination);
  if (account === undefined) return resourceMissing("destination", destination, "destination");
  if (account.shown.capabilities?.transfers !== "active") {
    return invalidState(
      "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments",
      { code: "insufficient_capabilities_for_transfer" },
    );
  }
  if (source === undefined) return uncovered(world, wanted);
  const charge = charges(world).get(source);
  if (charge === undefined) return resourceMissing("charge", source, "source_transaction");
  return wrongSource(world, charge, wanted);
}

/** Without a charge to take it from, the money must be there. */
function uncovered(world: World, { amount, currency }: WantedTransfer): StripeRefusal | undefined {
  const available = platformFunds(world)[currency]?.available ?? 0;
  if (amount <= available) return undefined;
  return invalidState(
    "You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance",
    { code: "balance_insufficient" },
  );
}

/** The call succeeds before the charge has settled, and takes no more than was charged. */
function wrongSource(
  world: World,
  charge: Stripe.Charge,
  { amount, currency, transfer_group: group }: WantedTransfer,
): StripeRefusal | undefined {
  if (!charge.paid || !charge.captured) {
    return invalidState(`Charge ${charge.id} has not succeeded, so it cannot fund a transfer.`, {
      param: "source_transaction",
    });
  }
  if (charge.currency !== currency) {
    return invalidState(
      `The currency of source_transaction's balance transaction (${charge.currency}) must be the same as the transfer currency (${currency})`,
      { param: "currency" },
    );
  }
  if (group !== undefined && charge.transfer_group !== null && charge.transfer_group !== group) {
    return invalidState(
      `The transfer_group of the source_transaction (${charge.transfer_group}) must be the same as that of the transfer (${group}).`,
      { param: "transfer_group" },
    );
  }
  const taken = takenFrom(world, charge.id);
  if (taken + amount <= charge.amount_captured) return undefined;
  const already =
    taken === 0
      ? ""
      : ` (There is already a transfer using this source, amounting to ${dollars(taken)}.)`;
  return invalidState(
    `Transfers using this transaction as a source must not exceed the source amount of ${dollars(charge.amount_captured)}.${already}`,
  );
}

/** A reversed transfer leaves room for another. */
function takenFrom(world: World, charge: string): number {
  return transfers(world)
    .list()
    .filter(({ source_transaction }) => source_transaction === charge)
    .reduce((sum, { amount, amount_reversed }) => sum + amount - amount_reversed, 0);
}
