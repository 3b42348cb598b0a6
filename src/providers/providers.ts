import type { Calendar } from "./calendar.ts";
import type { CheckoutSessions } from "./checkout-sessions.ts";
import type { Mail } from "./mail.ts";
import type { PaymentLinks } from "./payment-links.ts";
import type { Payments } from "./payments.ts";
import type { Payouts } from "./payouts.ts";
import type { WhatsApp } from "./whatsapp.ts";

/** Everybody outside that effects talk to. */
export interface Providers {
  payments: Payments;
  paymentLinks: PaymentLinks;
  checkoutSessions: CheckoutSessions;
  payouts: Payouts;
  calendar: Calendar;
  mail: Mail;
  whatsapp: WhatsApp;
}
