import type { SeenDispute } from "../domain/decide-dispute.ts";
import type { SeenRefund } from "../domain/decide-refund.ts";
import type { Outcome } from "./outcome.ts";

/** A payment as the provider reports it now. Amounts in minor units. */
export interface PaymentSight {
  payment: string;
  /** The reservation it was opened for, if it says so. */
  reservation?: string | undefined;
  /** The charge that succeeded, once there is one. */
  charge?: string | undefined;
  secret: string;
  state: "unpaid" | "processing" | "captured" | "cancelled";
  amount: number;
  currency: string;
}

export interface OpenPayment {
  reservation: string;
  amount: number;
  currency: string;
  description: string;
  receiptEmail: string;
  /** At most 50 pairs; keys of 40 and values of 500 characters. */
  metadata: Record<string, string>;
  idempotencyKey: string;
}

/** The port to whoever takes the money. Every method may be repeated safely. */
export interface Payments {
  open(request: OpenPayment): Promise<Outcome<PaymentSight>>;
  look(payment: string): Promise<Outcome<PaymentSight>>;
  /** The payment link of the hosted page that it was paid on; undefined when there was none. */
  linkOf(payment: string): Promise<Outcome<string | undefined>>;
  /**
   * Makes a payment unpayable if it still can be paid. `ok` says what it is now: `cancelled`, or
   * `captured` / `processing` when the guest was faster.
   */
  close(payment: string): Promise<Outcome<PaymentSight>>;
  /**
   * `permanent` with code `already-refunded` when the money has gone back another way, with code
   * `disputed` while the cardholder's bank holds it.
   */
  refund(request: {
    reservation: string;
    payment: string;
    amount: number;
    key: string;
    idempotencyKey: string;
  }): Promise<Outcome<SeenRefund>>;
  refunds(payment: string): Promise<Outcome<SeenRefund[]>>;
  disputes(payment: string): Promise<Outcome<SeenDispute[]>>;
}
