import type { Outcome } from "./outcome.ts";

/** A supplier's account at the provider. */
export interface PayoutAccount {
  account: string;
  /** Whether money can be transferred to it now. */
  transfersActive: boolean;
}

export interface Transfer {
  transfer: string;
  amount: number;
  /** The charge that the money came from, if it says so. */
  charge?: string | undefined;
}

/** The port to whoever pays suppliers out. Every method may be repeated safely. */
export interface Payouts {
  openAccount(request: {
    supplier: string;
    name: string;
    email: string;
    /** ISO 3166 country of the supplier's bank, two capitals. */
    country: string;
    idempotencyKey: string;
  }): Promise<Outcome<PayoutAccount>>;
  account(account: string): Promise<Outcome<PayoutAccount>>;
  /** A page of the provider that asks the supplier what is missing. Single-use and short-lived. */
  onboardingUrl(request: {
    account: string;
    returnUrl: string;
    /** Where the provider sends a supplier whose page has run out. */
    refreshUrl: string;
  }): Promise<Outcome<{ url: string }>>;
  /**
   * Moves a share of one charge to a supplier. `permanent` with code `balance-insufficient` or
   * `transfers-not-allowed` when it cannot be made now: people or time mend both.
   */
  transfer(request: {
    reservation: string;
    /** The payment whose charge the money comes from, and goes no further than. */
    payment: string;
    /** That charge, if it is known already. */
    charge?: string | undefined;
    account: string;
    amount: number;
    currency: string;
    idempotencyKey: string;
  }): Promise<Outcome<Transfer>>;
  /** The transfers that were made for a reservation. */
  transfers(reservation: string): Promise<Outcome<Transfer[]>>;
}
