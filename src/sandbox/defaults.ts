/** What the sandbox and the app agree on when nobody says otherwise. Only ever local. */
export const SANDBOX_KEYS = {
  stripeSecret: "sk_test_sandbox",
  stripePublishable: "pk_test_sandbox",
  stripeWebhookSecret: "whsec_sandbox",
  mailersend: "mlsn.sandbox",
} as const;

export const DEFAULT_PORT = 8787;

export const CALENDAR_TIME_ZONE = "America/Vancouver";
