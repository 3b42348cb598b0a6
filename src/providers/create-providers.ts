import type { Settings } from "../env.ts";
import { googleCalendar } from "./google-calendar/google-calendar.ts";
import { mailerSendMail } from "./mailersend/mailersend-mail.ts";
import type { Providers } from "./providers.ts";
import { stripeClient } from "./stripe/client.ts";
import { stripeCheckoutSessions } from "./stripe/stripe-checkout-sessions.ts";
import { stripePaymentLinks } from "./stripe/stripe-payment-links.ts";
import { stripePayments } from "./stripe/stripe-payments.ts";
import { stripePayouts } from "./stripe/stripe-payouts.ts";
import { twilioWhatsApp } from "./twilio/twilio-whatsapp.ts";

/** The real vendors behind the ports; only base URLs and keys tell production from the sandbox. */
export function createProviders(settings: Settings, now: () => number): Providers {
  // Looked up at each call, so that whoever replaces the global one is heard.
  const fetcher: typeof fetch = (input, init) => fetch(input, init);
  const stripe = stripeClient({
    secretKey: settings.STRIPE_SECRET_KEY,
    apiBase: settings.STRIPE_API_BASE,
    fetch: fetcher,
  });
  return {
    payments: stripePayments(stripe),
    paymentLinks: stripePaymentLinks(stripe),
    checkoutSessions: stripeCheckoutSessions(stripe),
    payouts: stripePayouts(stripe),
    calendar: googleCalendar({
      account: settings.GOOGLE_SERVICE_ACCOUNT,
      apiBase: settings.GOOGLE_API_BASE,
      tokenUrl: settings.GOOGLE_TOKEN_URL,
      fetch: fetcher,
      now,
    }),
    mail: mailerSendMail({
      apiKey: settings.MAILERSEND_API_KEY,
      apiBase: settings.MAILERSEND_API_BASE,
    }),
    whatsapp: twilioWhatsApp({
      accountSid: settings.TWILIO_ACCOUNT_SID,
      authToken: settings.TWILIO_AUTH_TOKEN,
      apiBase: settings.TWILIO_API_BASE,
      fetch: fetcher,
      receiptsUrl: `${settings.PUBLIC_URL}/api/webhooks/twilio`,
    }),
  };
}
