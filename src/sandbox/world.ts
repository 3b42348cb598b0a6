import type { Agenda } from "./agenda.ts";
import type { Documents } from "./documents.ts";
import type { Faults } from "./faults.ts";

export interface SandboxSettings {
  /** Where guests and the app reach the sandbox: "http://localhost:8787", no slash at the end. */
  publicBase: string;
  /** The platform's own Stripe webhook endpoint. */
  webhookUrl: string;
  /** Stripe's endpoint for events of connected accounts; without it, the app's usual address. */
  connectWebhookUrl?: string;
  /** Where MailerSend tells what became of emails; without it nobody has asked it to. */
  mailersendWebhookUrl?: string;
  /**
   * "manual": nothing is delivered by itself; `POST /sandbox/webhooks/take` hands Stripe's deliveries
   * out, `POST /sandbox/callbacks/take` MailerSend's and Twilio's.
   */
  webhookDelivery: "auto" | "manual";
  keys: {
    stripeSecret: string;
    stripePublishable: string;
    stripeWebhookSecret: string;
    stripeConnectWebhookSecret: string;
    mailersend: string;
    mailersendWebhookSecret: string;
    twilioAccountSid: string;
    twilioAuthToken: string;
  };
  /** Calendar ids that exist; "*" = every id exists. */
  calendars: "*" | string[];
  calendarTimeZone: string;
}

/** Everything outside a vendor's rules: storage, time, chance, the network. Always injected. */
export interface World {
  documents: Documents;
  agenda: Agenda;
  faults: Faults;
  settings: SandboxSettings;
  /** UTC epoch milliseconds. */
  now(): number;
  /** Uniform in [0, 1). */
  random(): number;
  /** Resolves after `ms`, or as soon as the signal is aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  fetch(request: Request): Promise<Response>;
  /** Runs synchronous work in one transaction. */
  transaction<T>(work: () => T): T;
}
