import type Stripe from "stripe";

/** A verified event of a connected account, in our words. */
export interface AccountNews {
  id: string;
  type: string;
  /** The account that the event belongs to. */
  account: string | undefined;
  /** The slug that we wrote on the account; undefined on an account that is not of our making. */
  supplier: string | undefined;
  /** Whether it says that the account has changed; everything else changes nothing here. */
  changed: boolean;
}

/** What an event on the Connect endpoint says (Stripe: Connect webhooks). */
export function accountNewsOf(event: Stripe.Event): AccountNews {
  const { id, type, account } = event;
  if (event.type !== "account.updated") {
    return { id, type, account, supplier: undefined, changed: false };
  }
  const { id: subject, metadata } = event.data.object;
  return { id, type, account: subject, supplier: metadata?.supplier, changed: true };
}
