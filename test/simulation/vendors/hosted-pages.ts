import type { Scheduler } from "../scheduler.ts";
import type { Intent, Paying, Send, SimulatedStripe } from "./simulated-stripe.ts";
import { refusal } from "./stripe-errors.ts";

/** What is paid on a page, and what Stripe hands on about it. */
export interface Offer {
  amount: number;
  currency: string;
  metadata: Record<string, string>;
  intentMetadata: Record<string, string>;
}

/** A Checkout Session: a hosted page that a guest has before them. */
export interface Page {
  id: string;
  /** The Payment Link whose visit it is; absent for a checkout of its own. */
  link?: string;
  offer: Offer;
  status: "open" | "complete" | "expired";
  created: number;
  /** When it could be paid no more. */
  endedAt?: number;
  /** From the first attempt to pay on. */
  intent?: Intent;
  /** Its visit was under way when the link was switched off. */
  late: boolean;
  /** Somebody was told, or saw, that this very page is paid. */
  shownPaid?: boolean;
}

export interface PagesSurroundings {
  scheduler: Scheduler;
  emit: (type: string, object: object) => void;
  nextId: (prefix: string) => string;
  stripe: Pick<SimulatedStripe, "openIntent" | "pay" | "abandon">;
}

/**
 * Stripe's hosted pages, whoever opens them: paid once, by a card at once or by a method that takes
 * its time; over by themselves when their time is; expiring one can lose to a guest who pays.
 */
export class HostedPages {
  readonly pages = new Map<string, Page>();
  readonly #around: PagesSurroundings;

  constructor(surroundings: PagesSurroundings) {
    this.#around = surroundings;
  }

  client(send: Send) {
    return { expire: (id: string) => send("sessions.expire", () => this.#expire(id)) };
  }

  open(page: Pick<Page, "offer" | "link" | "late">, expiresAt: number): Page {
    const { scheduler, nextId } = this.#around;
    const opened: Page = { id: nextId("cs"), ...page, status: "open", created: scheduler.now };
    this.pages.set(opened.id, opened);
    scheduler.at(expiresAt, "", () => this.#end(opened));
    return opened;
  }

  /** The guest pays on an open page. False when it is open no more. */
  pay(id: string, how: Paying): boolean {
    const page = this.pages.get(id);
    if (page?.status !== "open") return false;
    const { stripe, emit } = this.#around;
    page.intent ??= this.#intentOf(page);
    if (how === "declined") return stripe.pay(page.intent.id, how);
    page.status = "complete";
    page.endedAt = this.#around.scheduler.now;
    stripe.pay(page.intent.id, how, (succeeded) =>
      emit(
        `checkout.session.async_payment_${succeeded ? "succeeded" : "failed"}`,
        told(page, succeeded),
      ),
    );
    emit("checkout.session.completed", told(page, how === "card"));
    return true;
  }

  /** An event about a page arrives. */
  heard(id: string, status: string | undefined): void {
    const page = this.pages.get(id);
    if (page !== undefined && status === "paid") page.shownPaid = true;
  }

  #intentOf({ id, offer }: Page): Intent {
    const { amount, currency, intentMetadata: metadata } = offer;
    const intent = this.#around.stripe.openIntent({ amount, currency, metadata });
    intent.page = id;
    return intent;
  }

  #expire(id: string) {
    const page = this.pages.get(id);
    if (page?.status !== "open") throw refusal("resource_missing");
    this.#end(page);
    return { id, status: page.status };
  }

  #end(page: Page): void {
    if (page.status !== "open") return;
    page.status = "expired";
    const { stripe, emit, scheduler } = this.#around;
    page.endedAt = scheduler.now;
    if (page.intent !== undefined) stripe.abandon(page.intent);
    emit("checkout.session.expired", told(page, false));
  }
}

/** What an event says of a page: its payment by id only. */
function told({ id, link, offer, intent }: Page, paid: boolean): object {
  return {
    id,
    object: "checkout.session",
    payment_link: link ?? null,
    payment_intent: intent?.id ?? null,
    payment_status: paid ? "paid" : "unpaid",
    amount_total: offer.amount,
    currency: offer.currency,
    metadata: offer.metadata,
  };
}

/** A page's payment as it is seen where it is asked for in full. */
export function expanded({ intent }: Page) {
  return intent === undefined ? null : { ...intent, ...chargeOf(intent) };
}

function chargeOf({ id, succeededAt }: Intent) {
  if (succeededAt === undefined) return {};
  return { latest_charge: { id: `ch_${id}`, created: Math.floor(succeededAt / 1000) } };
}
