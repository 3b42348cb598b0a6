/** What the sandbox and the app agree on when nobody says otherwise. Only ever local. */
export const SANDBOX_KEYS = {
  stripeSecret: "sk_test_sandbox",
  stripePublishable: "pk_test_sandbox",
  stripeWebhookSecret: "whsec_sandbox",
  stripeConnectWebhookSecret: "whsec_sandbox_connect",
  mailersend: "mlsn.sandbox",
  mailersendWebhookSecret: "sandbox-mailersend-webhooks",
  twilioAccountSid: "AC00000000000000000000000000000000",
  twilioAuthToken: "sandbox-twilio-auth-token",
} as const;

/** Signs the links in emails. Worth nothing: it is public, and it signs what never leaves here. */
export const SANDBOX_LINK_SECRET = "sandbox-links-are-signed-with-this-public-text";

export const DEFAULT_PORT = 8787;

export const CALENDAR_TIME_ZONE = "America/Vancouver";
