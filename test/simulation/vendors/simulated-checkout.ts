import type { Scheduler } from "../scheduler.ts";
import { expanded, type HostedPages, type Page } from "./hosted-pages.ts";
import type { IdempotencyKeys } from "./idempotency-keys.ts";
import type { Send } from "./simulated-stripe.ts";
import { refusal } from "./stripe-errors.ts";

interface CreateSession {
  line_items: { price_data: { currency: string; unit_amount: number }; quantity: number }[];
  metadata: Record<string, string>;
  payment_intent_data: { metadata: Record<string, string> };
  /** Seconds, as Stripe counts. */
  expires_at: number;
}

export interface CheckoutSurroundings {
  scheduler: Scheduler;
  keys: IdempotencyKeys;
  hosted: HostedPages;
}

const MINUTE_MS = 60_000;
/** Stripe: Create a Session, `expires_at`. */
const SHORTEST_MS = 30 * MINUTE_MS;

/** Checkout Sessions that are opened for one guest each, beside those of Payment Links. */
export class SimulatedCheckout {
  readonly #around: CheckoutSurroundings;

  constructor(surroundings: CheckoutSurroundings) {
    this.#around = surroundings;
  }

  client(send: Send) {
    const { keys } = this.#around;
    return {
      create: (parameters: CreateSession, { idempotencyKey }: { idempotencyKey: string }) =>
        send("sessions.create", (fault) =>
          keys.once(idempotencyKey, parameters, fault, () => this.#create(parameters)),
        ),
      retrieve: (id: string) => send("sessions.retrieve", () => this.#retrieve(id)),
    };
  }

  /** Those that were opened for one guest, however the guest came to know of them. */
  pages(): Page[] {
    return [...this.#around.hosted.pages.values()].filter(({ link }) => link === undefined);
  }

  #create({ line_items, metadata, payment_intent_data, expires_at }: CreateSession) {
    const { scheduler, hosted } = this.#around;
    const [item] = line_items;
    if (item === undefined) throw refusal("parameter_missing");
    const expiresAt = expires_at * 1000;
    if (expiresAt < scheduler.now + SHORTEST_MS) throw refusal("parameter_invalid_integer");
    const amount = line_items.reduce(
      (sum, { price_data, quantity }) => sum + price_data.unit_amount * quantity,
      0,
    );
    const { currency } = item.price_data;
    const intentMetadata = { ...payment_intent_data.metadata };
    const offer = { amount, currency, metadata: { ...metadata }, intentMetadata };
    const { id } = hosted.open({ offer, late: false }, expiresAt);
    return { id, url: `https://checkout.stripe.test/${id}` };
  }

  #retrieve(id: string) {
    const page = this.#around.hosted.pages.get(id);
    if (page === undefined) throw refusal("resource_missing", 404);
    if (page.intent?.status === "succeeded") page.shownPaid = true;
    return { id, status: page.status, payment_intent: expanded(page) };
  }
}
