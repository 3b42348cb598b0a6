import type Stripe from "stripe";
import type { Outcome } from "../outcome.ts";
import { ok } from "../outcome.ts";
import type { PayoutAccount, Payouts, Transfer } from "../payouts.ts";
import { chargeOf } from "./charge-of.ts";
import { outcomeOf } from "./outcome-of.ts";

/**
 * Accounts that are looked through for one that we opened before. More suppliers than that are a
 * different product; the idempotency key still tells a repeat within a day.
 */
const ACCOUNTS_LOOKED_THROUGH = 1_000;

/** Stripe's largest page. One reservation has one transfer; more are staff's. */
const PAGE = 100;

/** Refusals that a person, or time, mends (Stripe: Error codes). */
const MENDABLE: Record<string, string> = {
  balance_insufficient: "balance-insufficient",
  insufficient_capabilities_for_transfer: "transfers-not-allowed",
  transfers_not_allowed: "transfers-not-allowed",
};

/** The payouts port on Stripe Connect: Express accounts, Account Links, and separate Transfers. */
export function stripePayouts(stripe: Stripe): Payouts {
  /**
   * Stripe forgets an idempotency key after a day, and repeats a failure under it until then: so
   * the account is looked for before it is made, and a repeat never makes a second one.
   */
  const findAccount = (supplier: string): Promise<Outcome<Stripe.Account | undefined>> =>
    looking(async () => {
      const found = stripe.accounts.list({ limit: PAGE });
      const accounts = await found.autoPagingToArray({ limit: ACCOUNTS_LOOKED_THROUGH });
      return accounts.findLast(({ metadata }) => metadata?.supplier === supplier);
    });

  return {
    async openAccount(request) {
      const found = await findAccount(request.supplier);
      if (found.kind !== "ok") return found;
      if (found.value !== undefined) return ok(accountSeen(found.value));
      const { idempotencyKey } = request;
      return outcomeOf(async () =>
        accountSeen(await stripe.accounts.create(newAccount(request), { idempotencyKey })),
      );
    },

    account: (account) =>
      outcomeOf(async () => accountSeen(await stripe.accounts.retrieve(account))),

    onboardingUrl: ({ account, returnUrl, refreshUrl }) =>
      outcomeOf(async () => {
        const { url } = await stripe.accountLinks.create({
          account,
          type: "account_onboarding",
          return_url: returnUrl,
          refresh_url: refreshUrl,
        });
        return { url };
      }),

    async transfer(request) {
      const { reservation, payment, account, amount, currency, idempotencyKey } = request;
      const charge =
        request.charge === undefined
          ? await looking(async () => chargeOf(await stripe.paymentIntents.retrieve(payment)))
          : ok(request.charge);
      if (charge.kind !== "ok") return charge;
      if (charge.value === undefined) {
        return { kind: "permanent", reason: `${payment} has no charge to take a transfer from` };
      }
      const source = charge.value;
      const made = await outcomeOf(async () =>
        transferSeen(
          await stripe.transfers.create(
            {
              amount,
              currency,
              destination: account,
              source_transaction: source,
              transfer_group: reservation,
              metadata: { reservation },
            },
            { idempotencyKey },
          ),
        ),
      );
      if (made.kind !== "permanent") return made;
      return { ...made, code: MENDABLE[made.code ?? ""] ?? made.code };
    },

    transfers: (reservation) =>
      outcomeOf(async () => {
        const list = await stripe.transfers.list({ transfer_group: reservation, limit: PAGE });
        return list.data.map(transferSeen);
      }),
  };
}

/** A look that fails leaves the call after it unmade: surely nothing has happened. */
async function looking<T>(look: () => Promise<T>): Promise<Outcome<T>> {
  const seen = await outcomeOf(look);
  return seen.kind === "unknown" ? { kind: "retryable", reason: seen.reason } : seen;
}

/** An Express account: Stripe asks the supplier everything, and we pay the fees. */
function newAccount(request: {
  supplier: string;
  name: string;
  email: string;
  country: string;
}): Stripe.AccountCreateParams {
  return {
    controller: {
      fees: { payer: "application" },
      losses: { payments: "application" },
      stripe_dashboard: { type: "express" },
    },
    country: request.country,
    email: request.email,
    business_profile: { name: request.name },
    capabilities: { transfers: { requested: true } },
    metadata: { supplier: request.supplier },
  };
}

function accountSeen({ id, capabilities }: Stripe.Account): PayoutAccount {
  return { account: id, transfersActive: capabilities?.transfers === "active" };
}

/** What was moved at first, whatever was taken back since: a reversal is nobody's cue to repeat it. */
function transferSeen({ id, amount, source_transaction: source }: Stripe.Transfer): Transfer {
  const charge = typeof source === "string" ? source : source?.id;
  return { transfer: id, amount, charge };
}
