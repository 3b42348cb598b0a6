import type { Stripe } from "stripe";
import type { World } from "../world.ts";
import { EXPAND, stripeOperation } from "./operation.ts";
import { accounts, charges, transfers } from "./records.ts";

/**
 * How long a card payment is pending before it can be spent (Stripe: Payout schedule; seven days for
 * a new Canadian account).
 */
const SETTLES_AFTER_MS = 7 * 24 * 60 * 60_000;

/** Minor units. There are no Stripe fees here. */
export interface Funds {
  available: number;
  pending: number;
}

/** https://docs.stripe.com/api/balance/balance_retrieve: the platform's own. */
export const retrieveBalance = stripeOperation({
  name: "balance.retrieve",
  parameters: { expand: EXPAND },
  perform({ world }) {
    const funds = Object.entries(platformFunds(world));
    const part = (kind: keyof Funds) =>
      (funds.length === 0 ? [["cad", { available: 0, pending: 0 }] as const] : funds).map(
        ([currency, amounts]) => ({
          amount: amounts[kind],
          currency,
          source_types: { card: amounts[kind] },
        }),
      );
    const balance: Stripe.Balance = {
      object: "balance",
      available: part("available"),
      connect_reserved: [],
      livemode: false,
      pending: part("pending"),
    };
    return balance;
  },
});

/**
 * The platform's money, by currency: what came in by cards and was not given back, less what was
 * transferred. A transfer from a charge that is still pending comes out of the pending money.
 */
export function platformFunds(world: World): Record<string, Funds> {
  const funds: Record<string, Funds> = {};
  const add = (currency: string, isPending: boolean, amount: number) => {
    const entry = funds[currency] ?? { available: 0, pending: 0 };
    entry[isPending ? "pending" : "available"] += amount;
    funds[currency] = entry;
  };
  for (const charge of charges(world).list()) {
    if (!charge.paid) continue;
    add(
      charge.currency,
      isUnsettled(world, charge),
      charge.amount_captured - charge.amount_refunded,
    );
  }
  for (const transfer of transfers(world).list()) {
    const source = charges(world).get(String(transfer.source_transaction));
    const isPending = source !== undefined && isUnsettled(world, source);
    add(transfer.currency, isPending, transfer.amount_reversed - transfer.amount);
  }
  return funds;
}

/** What a connected account holds and has not paid out, by currency. */
export function connectedFunds(world: World, account: string): Record<string, number> {
  const held: Record<string, number> = {};
  for (const { currency, amount, amount_reversed } of transfers(world).list(account)) {
    held[currency] = (held[currency] ?? 0) + amount - amount_reversed;
  }
  for (const [currency, amount] of Object.entries(accounts(world).get(account)?.paidOut ?? {})) {
    held[currency] = (held[currency] ?? 0) - amount;
  }
  return held;
}

function isUnsettled(world: World, charge: Stripe.Charge): boolean {
  return world.now() < charge.created * 1000 + SETTLES_AFTER_MS;
}
