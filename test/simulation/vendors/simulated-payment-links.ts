import type { Scheduler } from "../scheduler.ts";
import { expanded, type HostedPages, type Offer, type Page } from "./hosted-pages.ts";
import type { IdempotencyKeys } from "./idempotency-keys.ts";
import type { Paying, Send } from "./simulated-stripe.ts";
import { refusal } from "./stripe-errors.ts";

export type { Page } from "./hosted-pages.ts";

export interface Link {
  id: string;
  url: string;
  active: boolean;
  offer: Offer;
  completed: number;
  limit: number;
  /** When its open pages were last looked for. */
  lookedAt: number;
}

export interface LinksSurroundings {
  scheduler: Scheduler;
  keys: IdempotencyKeys;
  nextId: (prefix: string) => string;
  hosted: HostedPages;
}

interface CreateLink {
  line_items: { price_data: { currency: string; unit_amount: number }; quantity: number }[];
  metadata: Record<string, string>;
  payment_intent_data: { metadata: Record<string, string> };
  restrictions: { completed_sessions: { limit: number } };
}

interface ListPages {
  payment_link: string;
  status: Page["status"];
  limit: number;
  starting_after?: string;
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * Stripe's Payment Links and the hosted pages of their visits, as unkind as the documentation allows:
 * a page that is open stays payable when its link is switched off or used up, until it is expired
 * or a day old; a visit that is under way when the link is switched off still gets its page.
 */
export class SimulatedPaymentLinks {
  readonly links = new Map<string, Link>();
  readonly #around: LinksSurroundings;

  constructor(surroundings: LinksSurroundings) {
    this.#around = surroundings;
  }

  get pages(): ReadonlyMap<string, Page> {
    return this.#around.hosted.pages;
  }

  client(send: Send) {
    const { keys } = this.#around;
    return {
      paymentLinks: {
        create: (parameters: CreateLink, { idempotencyKey }: { idempotencyKey: string }) =>
          send("payment_links.create", (fault) =>
            keys.once(idempotencyKey, parameters, fault, () => this.#create(parameters)),
          ),
        update: (id: string, { active }: { active: boolean }) =>
          send("payment_links.update", () => this.#update(id, active)),
        retrieve: (id: string) => send("payment_links.retrieve", () => seen(this.#link(id))),
      },
      listSessions: (wanted: ListPages) => send("sessions.list", () => this.#list(wanted)),
    };
  }

  /** A browser follows the link. `undefined`: it shows that the link is no longer active. */
  async visit(id: string, loadsMs: number): Promise<Page | undefined> {
    const { scheduler, hosted } = this.#around;
    const link = this.#link(id);
    if (!link.active || link.completed >= link.limit) return undefined;
    await scheduler.sleep(loadsMs, "");
    const { offer } = link;
    return hosted.open({ link: id, offer, late: !link.active }, scheduler.now + DAY_MS);
  }

  /** The guest pays on an open page. False when it is open no more. */
  pay(id: string, how: Paying): boolean {
    const { hosted } = this.#around;
    const isPaid = hosted.pay(id, how);
    if (isPaid && how !== "declined") this.#link(this.pages.get(id)?.link ?? "").completed += 1;
    return isPaid;
  }

  pagesOf(link: string): Page[] {
    return [...this.pages.values()].filter((page) => page.link === link);
  }

  #create({ line_items, metadata, payment_intent_data, restrictions }: CreateLink) {
    const [item] = line_items;
    if (item === undefined) throw refusal("parameter_missing");
    const id = this.#around.nextId("plink");
    const link: Link = {
      id,
      url: `https://buy.stripe.test/${id}`,
      active: true,
      offer: {
        amount: item.price_data.unit_amount * item.quantity,
        currency: item.price_data.currency,
        metadata: { ...metadata },
        intentMetadata: { ...payment_intent_data.metadata },
      },
      completed: 0,
      limit: restrictions.completed_sessions.limit,
      lookedAt: 0,
    };
    this.links.set(id, link);
    return seen(link);
  }

  #update(id: string, active: boolean) {
    const link = this.#link(id);
    link.active = active;
    return seen(link);
  }

  #link(id: string): Link {
    const link = this.links.get(id);
    if (link === undefined) throw refusal("resource_missing", 404);
    return link;
  }

  /** Newest first, as Stripe lists. */
  #list({ payment_link, status, limit, starting_after }: ListPages) {
    if (status === "open") this.#link(payment_link).lookedAt = this.#around.scheduler.now;
    const all = this.pagesOf(payment_link)
      .filter((page) => page.status === status)
      .reverse();
    const from = starting_after ? all.findIndex(({ id }) => id === starting_after) + 1 : 0;
    const data = all
      .slice(from, from + limit)
      .map((page) => ({ id: page.id, payment_intent: expanded(page) }));
    return { data, has_more: all.length > from + limit };
  }
}

function seen({ id, url, active, completed: count, limit }: Link) {
  return { id, url, active, restrictions: { completed_sessions: { count, limit } } };
}
