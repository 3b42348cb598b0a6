import type { Outcome } from "./outcome.ts";
import type { LinkSight } from "./payment-links.ts";

export interface OpenCheckoutSession {
  reservation: string;
  /** What is paid for, to whom: in the provider's lists and receipts. At most 1000 characters. */
  description: string;
  /** When and where, below the first line of the page. At most 1000 characters, and not empty. */
  details: string;
  currency: string;
  /** What is paid, line by line, minor units; each above zero. */
  lines: { label: string; amount: number }[];
  customerEmail: string;
  /** On the session and on its payment. At most 50 pairs; keys of 40 and values of 500 characters. */
  metadata: Record<string, string>;
  /** Where the hosted page leads after the payment, and when the guest turns back. */
  successUrl: string;
  cancelUrl: string;
  /** UTC epoch ms; the provider takes 30 minutes to 24 hours from now. */
  expiresAt: number;
  idempotencyKey: string;
}

/** The port to hosted checkouts, each good for one payment. Every method may be repeated. */
export interface CheckoutSessions {
  open(request: OpenCheckoutSession): Promise<Outcome<{ session: string; url: string }>>;
  /** Makes it unpayable if it still can be paid. `ok` says what it is now; never `open`. */
  close(session: string): Promise<Outcome<LinkSight>>;
  look(session: string): Promise<Outcome<LinkSight>>;
}
