import type { Capture } from "../domain/decide-payment.ts";
import type { Outcome } from "./outcome.ts";

export interface OpenPaymentLink {
  reservation: string;
  amount: number;
  currency: string;
  /** What is paid for, as the hosted page shows it. */
  name: string;
  description: string;
  /** Of whoever is to pay: the hosted page begins with it. */
  email: string;
  /** On the link (so on its sessions) and on the payment. At most 50 pairs; 40 and 500 characters. */
  metadata: Record<string, string>;
  /** Where the hosted page leads after the payment. */
  returnUrl: string;
  idempotencyKey: string;
}

/**
 * What became of a link or a checkout. `cancelled`: nobody can pay it any more, and nobody has.
 * `failed`: and somebody had meant to, by a method that takes its time.
 */
export type LinkSight =
  | { state: "open" | "processing" }
  | { state: "cancelled"; failed?: true }
  | ({ state: "captured"; further?: FurtherPayments } & Capture);

/** What two open pages of one link can lead to: more than one of them paid. */
export interface FurtherPayments {
  captured: Capture[];
  /** Whether one more takes its time. */
  processing: boolean;
}

/** The port to payments by a link that is good for one payment. Every method may be repeated. */
export interface PaymentLinks {
  open(request: OpenPaymentLink): Promise<Outcome<{ link: string; url: string }>>;
  /**
   * Makes a link unpayable: deactivates it and expires the sessions that are open. `ok` says what it
   * is now: `cancelled`, or `captured` / `processing` when a guest was faster.
   */
  close(link: string): Promise<Outcome<LinkSight>>;
  look(link: string): Promise<Outcome<LinkSight>>;
}
