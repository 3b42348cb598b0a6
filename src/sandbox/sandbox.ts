import { Agenda, type AgendaItem } from "./agenda.ts";
import { callbackQueue } from "./callbacks.ts";
import { controlRoutes } from "./control.ts";
import { Documents } from "./documents.ts";
import { Faults } from "./faults.ts";
import { deliverPush } from "./google/channels.ts";
import { googleRoutes } from "./google/routes.ts";
import { mailersendRoutes } from "./mailersend/routes.ts";
import { takeActivity } from "./mailersend/webhooks.ts";
import { emailPages } from "./page/email-pages.tsx";
import type { Sql } from "./sql.ts";
import { type SandboxState, sandboxState } from "./state.ts";
import { currentSession } from "./stripe/checkout-lifecycle.ts";
import { settlePayment } from "./stripe/finish-payment.ts";
import { settleRefundByCard } from "./stripe/refund-settlement.ts";
import { stripeRoutes } from "./stripe/routes.ts";
import { webhookQueue } from "./stripe/webhook-delivery.ts";
import { takeStep } from "./twilio/delivery.ts";
import { twilioRoutes } from "./twilio/routes.ts";
import type { SandboxSettings, World } from "./world.ts";

export interface SandboxDependencies {
  sql: Sql;
  settings: SandboxSettings;
  /** UTC epoch milliseconds. */
  now(): number;
  /** Uniform in [0, 1). */
  random(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** How webhooks and push notifications leave. */
  fetch(request: Request): Promise<Response>;
  /** Runs synchronous work in one transaction; without it, work runs as it is. */
  transaction?<T>(work: () => T): T;
  /** Told of every new due time, so that an alarm can be armed. */
  wake?(dueAt: number): void;
}

/** Deliveries made at once; Stripe keeps no order between them. */
const BATCH = 10;

/** Keeps one call from running for ever when every delivery causes another. */
const ROUNDS_MAX = 100;

/**
 * The stand-ins for Stripe, Google Calendar, MailerSend and Twilio: `/sandbox/*`, without any clock,
 * chance, network or platform of its own.
 */
export class Sandbox {
  readonly #world: World;
  readonly #control: (request: Request) => Promise<Response | undefined>;
  readonly #vendors: [prefix: string, answer: (request: Request) => Promise<Response>][];

  constructor(dependencies: SandboxDependencies) {
    const { sql, wake, transaction, ...outside } = dependencies;
    const documents = new Documents(sql);
    this.#world = {
      settings: outside.settings,
      now: () => outside.now(),
      random: () => outside.random(),
      wait: (ms, signal) => outside.wait(ms, signal),
      fetch: (request) => outside.fetch(request),
      transaction: (work) => (transaction === undefined ? work() : transaction(work)),
      documents,
      agenda: new Agenda(sql, (dueAt) => wake?.(dueAt)),
      faults: new Faults(documents),
    };
    this.#control = controlRoutes({
      world: this.#world,
      reset: () => this.reset(),
      settleDue: () => this.#settleDue(),
      deliverDue: () => this.deliverDue(),
    });
    this.#vendors = [
      ["/sandbox/stripe/", stripeRoutes(this.#world)],
      ["/sandbox/google/", googleRoutes(this.#world)],
      ["/sandbox/mailersend/", mailersendRoutes(this.#world)],
      ["/sandbox/twilio/", twilioRoutes(this.#world)],
      ["/sandbox/emails", emailPages],
    ];
  }

  /** Answers every path under `/sandbox/` except the page and its scripts. */
  async handle(request: Request): Promise<Response> {
    const controlled = await this.#control(request);
    if (controlled !== undefined) return controlled;
    const { pathname } = new URL(request.url);
    const vendor = this.#vendors.find(([prefix]) => pathname.startsWith(prefix));
    if (vendor !== undefined) return vendor[1](request);
    return Response.json({ title: "No such sandbox path", status: 404 }, { status: 404 });
  }

  /** Does everything that is due, and answers when something is due next. */
  async deliverDue(): Promise<number | undefined> {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const items = this.#world.agenda.takeDue(this.#world.now(), BATCH);
      if (items.length === 0) break;
      await Promise.all(items.map((item) => this.#perform(item)));
    }
    return this.nextDueAt();
  }

  nextDueAt(): number | undefined {
    return this.#world.agenda.nextDueAt();
  }

  state(): SandboxState {
    return sandboxState(this.#world);
  }

  reset(): void {
    this.#world.transaction(() => {
      this.#world.documents.clear();
      this.#world.agenda.clear();
    });
  }

  /** The items that involve no network: what settles, expires, or moves on to its recipient. */
  #settleDue(): void {
    for (const item of this.#world.agenda.takeDue(this.#world.now(), ROUNDS_MAX)) {
      if (!this.#settle(item)) this.#world.agenda.add(item.kind, item.subject, item.dueAt);
    }
  }

  async #perform(item: AgendaItem): Promise<void> {
    if (this.#settle(item)) return;
    if (item.kind === "stripe-webhook") await webhookQueue.attempt(this.#world, item.subject);
    else if (item.kind === "callback") await callbackQueue.attempt(this.#world, item.subject);
    else await deliverPush(this.#world, item.subject);
  }

  #settle({ kind, subject }: AgendaItem): boolean {
    const world = this.#world;
    if (kind === "stripe-settle-payment") world.transaction(() => settlePayment(world, subject));
    else if (kind === "stripe-settle-refund")
      world.transaction(() => settleRefundByCard(world, subject));
    else if (kind === "stripe-expire-session")
      world.transaction(() => currentSession(world, subject));
    else if (kind === "twilio-status") world.transaction(() => takeStep(world, subject));
    else if (kind === "mailersend-activity") world.transaction(() => takeActivity(world, subject));
    else return false;
    return true;
  }
}
