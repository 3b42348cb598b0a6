import { DurableObject } from "cloudflare:workers";
import { CALENDAR_TIME_ZONE, SANDBOX_KEYS } from "./defaults.ts";
import { sandboxPage } from "./page/sandbox-page.tsx";
import { Sandbox } from "./sandbox.ts";
import type { SandboxSettings } from "./world.ts";

export interface SandboxEnv {
  /** The app itself. */
  APP: Fetcher & {
    scheduled(options: { cron: string; scheduledTime: Date }): Promise<unknown>;
  };
  SANDBOX: DurableObjectNamespace<SandboxState>;
  PUBLIC_URL?: string;
  /** "auto" (default) or "manual". */
  WEBHOOK_DELIVERY?: string;
  /** Comma-separated calendar ids that exist; "*" (default) = every id. */
  CALENDARS?: string;
  CALENDAR_TIME_ZONE?: string;
  STRIPE_SECRET_KEY?: string;
  STRIPE_PUBLISHABLE_KEY?: string;
  STRIPE_WEBHOOK_SECRET?: string;
  STRIPE_CONNECT_WEBHOOK_SECRET?: string;
  MAILERSEND_API_KEY?: string;
  MAILERSEND_WEBHOOK_SECRET?: string;
  TWILIO_ACCOUNT_SID?: string;
  TWILIO_AUTH_TOKEN?: string;
}

/** Everybody shares one sandbox. */
const NAME = "sandbox";

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname === "/sandbox" || pathname.startsWith("/sandbox/")) {
      return env.SANDBOX.getByName(NAME).fetch(request);
    }
    return env.APP.fetch(new Request(request, { redirect: "manual" }));
  },

  /** Local cron calls reach only the first Worker, so they are passed on. */
  async scheduled(controller, env) {
    await env.APP.scheduled({
      cron: controller.cron,
      scheduledTime: new Date(controller.scheduledTime),
    });
  },
} satisfies ExportedHandler<SandboxEnv>;

/** The one object that holds what the vendors know. Its alarm delivers webhooks. */
export class SandboxState extends DurableObject<SandboxEnv> {
  readonly #sandbox: Sandbox;
  #armedAt = Number.POSITIVE_INFINITY;

  constructor(ctx: DurableObjectState, env: SandboxEnv) {
    super(ctx, env);
    this.#sandbox = new Sandbox({
      sql: ctx.storage.sql,
      settings: settingsOf(env),
      now: () => Date.now(),
      random: () => Math.random(),
      wait: waitFor,
      fetch: (request) => this.#send(request),
      transaction: (work) => ctx.storage.transactionSync(work),
      wake: (dueAt) => this.#wake(dueAt),
    });
    // The alarm of a killed process may be lost; what is due is not.
    this.#wake(this.#sandbox.nextDueAt());
  }

  override async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (request.method === "GET" && pathname.replace(/\/$/, "") === "/sandbox") {
      return new Response(
        sandboxPage(this.#sandbox.state(), settingsOf(this.env).calendarTimeZone),
        {
          headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
        },
      );
    }
    return this.#sandbox.handle(request);
  }

  override async alarm(): Promise<void> {
    this.#armedAt = Number.POSITIVE_INFINITY;
    this.#wake(await this.#sandbox.deliverDue());
  }

  /** What the vendors send goes to the app directly when it is the app's own address. */
  #send(request: Request): Promise<Response> {
    const own = request.url.startsWith(`${settingsOf(this.env).publicBase}/`);
    return own ? this.env.APP.fetch(request) : fetch(request);
  }

  #wake(dueAt: number | undefined): void {
    if (dueAt === undefined || dueAt >= this.#armedAt) return;
    this.#armedAt = dueAt;
    void this.ctx.storage.setAlarm(Math.max(dueAt, Date.now() + 1));
  }
}

function settingsOf(env: SandboxEnv): SandboxSettings {
  const publicBase = (env.PUBLIC_URL ?? "http://localhost:8787").replace(/\/$/, "");
  const calendars = env.CALENDARS ?? "*";
  return {
    publicBase,
    webhookUrl: `${publicBase}/webhook`,
    mailersendWebhookUrl: `${publicBase}/api/webhooks/mailersend`,
    webhookDelivery: env.WEBHOOK_DELIVERY === "manual" ? "manual" : "auto",
    keys: {
      stripeSecret: env.STRIPE_SECRET_KEY ?? SANDBOX_KEYS.stripeSecret,
      stripePublishable: env.STRIPE_PUBLISHABLE_KEY ?? SANDBOX_KEYS.stripePublishable,
      stripeWebhookSecret: env.STRIPE_WEBHOOK_SECRET ?? SANDBOX_KEYS.stripeWebhookSecret,
      stripeConnectWebhookSecret:
        env.STRIPE_CONNECT_WEBHOOK_SECRET ?? SANDBOX_KEYS.stripeConnectWebhookSecret,
      mailersend: env.MAILERSEND_API_KEY ?? SANDBOX_KEYS.mailersend,
      mailersendWebhookSecret:
        env.MAILERSEND_WEBHOOK_SECRET ?? SANDBOX_KEYS.mailersendWebhookSecret,
      twilioAccountSid: env.TWILIO_ACCOUNT_SID ?? SANDBOX_KEYS.twilioAccountSid,
      twilioAuthToken: env.TWILIO_AUTH_TOKEN ?? SANDBOX_KEYS.twilioAuthToken,
    },
    calendars: calendars === "*" ? "*" : calendars.split(",").map((id) => id.trim()),
    calendarTimeZone: env.CALENDAR_TIME_ZONE ?? CALENDAR_TIME_ZONE,
  };
}

function waitFor(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
