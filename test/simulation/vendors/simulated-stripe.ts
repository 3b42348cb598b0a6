import Stripe from "stripe";
import type { CallFault } from "../faults.ts";
import { type Network, NoAnswer, type Party, ServerFailure } from "../network.ts";
import type { Random } from "../random.ts";
import type { Scheduler } from "../scheduler.ts";

export interface Intent {
  id: string;
  client_secret: string;
  status: "requires_payment_method" | "processing" | "succeeded" | "canceled";
  amount: number;
  amount_received: number;
  currency: string;
  metadata: Record<string, string>;
  created: number;
  succeededAt?: number;
  /** Somebody changed its amount in the dashboard. */
  tampered?: boolean;
  /** Its creation was answered with a 5xx that the key now repeats: another one takes its place. */
  replaced?: boolean;
}

export interface StripeRefund {
  id: string;
  payment_intent: string;
  amount: number;
  status: "pending" | "succeeded" | "failed";
  metadata: Record<string, string>;
}

type Remembered = { at: number; parameters: string } & ({ value: unknown } | { error: Error });

const DAY_MS = 24 * 60 * 60_000;

/**
 * Stripe, as far as rooms use it, with the rules that matter: idempotency keys that replay answers
 * (500s too) and are forgotten after a day, PaymentIntents that can be cancelled or paid but never
 * both, refunds up to the total, and events about all of it.
 */
export class SimulatedStripe {
  readonly intents = new Map<string, Intent>();
  readonly refunds: StripeRefund[] = [];
  readonly #keys = new Map<string, Remembered>();
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #emit: (type: string, object: object) => void;
  #count = 0;

  constructor(scheduler: Scheduler, random: Random, emit: (type: string, object: object) => void) {
    this.#scheduler = scheduler;
    this.#random = random;
    this.#emit = emit;
  }

  /** The part of the SDK that the payments port uses, over a network that loses things. */
  client(network: Network, party: Party): Stripe {
    const send = <T>(operation: string, perform: (fault: CallFault | undefined) => T) =>
      network
        .send("stripe", operation, perform, party)
        .catch((error: unknown) => Promise.reject(asStripeError(error)));
    const client = {
      paymentIntents: {
        create: (parameters: CreateIntent, { idempotencyKey }: { idempotencyKey: string }) =>
          send("payment_intents.create", (fault) =>
            this.#once(idempotencyKey, parameters, fault, () => this.#create(parameters)),
          ),
        retrieve: (id: string) => send("payment_intents.retrieve", () => this.#retrieve(id)),
        cancel: (id: string) => send("payment_intents.cancel", () => this.#cancel(id)),
      },
      refunds: {
        create: (parameters: CreateRefund, { idempotencyKey }: { idempotencyKey: string }) =>
          send("refunds.create", (fault) =>
            this.#once(idempotencyKey, parameters, fault, () => this.refund(parameters)),
          ),
        list: ({ payment_intent }: { payment_intent: string }) =>
          send("refunds.list", () => ({
            data: this.refundsOf(payment_intent).map((refund) => ({ ...refund })),
          })),
      },
    };
    return client as unknown as Stripe;
  }

  /** The guest's browser confirms. False when the PaymentIntent can no longer be paid. */
  pay(id: string, how: "card" | "declined" | "processing"): boolean {
    const intent = this.intents.get(id);
    if (intent?.status !== "requires_payment_method") return false;
    if (how === "declined") {
      const last_payment_error = { code: "card_declined" };
      this.#emit("payment_intent.payment_failed", { ...intent, last_payment_error });
      return true;
    }
    if (how === "card") {
      this.#succeed(intent);
      return true;
    }
    intent.status = "processing";
    this.#emit("payment_intent.processing", { ...intent });
    const succeeds = this.#random.chance(0.6);
    this.#scheduler.after(this.#random.between(1, 90) * 60_000, `${id} settles`, () => {
      if (intent.status !== "processing") return;
      if (succeeds) this.#succeed(intent);
      else intent.status = "requires_payment_method";
    });
    return true;
  }

  /** A payment that has nothing to do with us on the same account. */
  foreignPayment(amount: number): Intent {
    const intent = this.#newIntent({ amount, currency: "cad", metadata: {} });
    this.#succeed(intent);
    return intent;
  }

  refund({ payment_intent, amount, metadata = {} }: CreateRefund): StripeRefund {
    const intent = this.intents.get(payment_intent);
    if (intent?.status !== "succeeded") throw refusal("resource_missing");
    const left = intent.amount_received - this.#given(payment_intent);
    if (left <= 0) throw refusal("charge_already_refunded");
    if (amount > left) throw refusal("amount_too_large");
    this.#count += 1;
    const refund: StripeRefund = {
      id: `re_${this.#count}`,
      payment_intent,
      amount,
      status: "succeeded",
      metadata: { ...metadata },
    };
    this.refunds.push(refund);
    this.#scheduleFate(refund);
    this.#emit("charge.refunded", {
      id: `ch_${intent.id}`,
      payment_intent,
      metadata: intent.metadata,
    });
    return { ...refund };
  }

  refundsOf(payment: string): StripeRefund[] {
    return this.refunds.filter(({ payment_intent }) => payment_intent === payment);
  }

  #scheduleFate(refund: StripeRefund): void {
    const settle = (status: StripeRefund["status"], afterMs: number) =>
      this.#scheduler.after(afterMs, `${refund.id} becomes ${status}`, () => {
        refund.status = status;
        this.#emit(status === "failed" ? "refund.failed" : "refund.updated", { ...refund });
      });
    const fate = this.#random.next();
    if (fate < 0.7) return;
    if (fate < 0.95) {
      refund.status = "pending";
      settle(fate < 0.88 ? "succeeded" : "failed", this.#random.between(1, 48) * 60 * 60_000);
    } else settle("failed", this.#random.between(1, 4) * DAY_MS);
  }

  #given(payment: string): number {
    return this.refundsOf(payment)
      .filter(({ status }) => status !== "failed")
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  #create({ amount, currency, metadata }: CreateIntent): Intent {
    return { ...this.#newIntent({ amount, currency, metadata }) };
  }

  #newIntent({ amount, currency, metadata }: CreateIntent): Intent {
    this.#count += 1;
    const id = `pi_${this.#count}`;
    const intent: Intent = {
      id,
      client_secret: `${id}_secret`,
      status: "requires_payment_method",
      amount,
      amount_received: 0,
      currency,
      metadata: { ...metadata },
      created: this.#scheduler.now,
    };
    this.intents.set(id, intent);
    return intent;
  }

  #retrieve(id: string): Intent {
    const intent = this.intents.get(id);
    if (intent === undefined) throw refusal("resource_missing", 404);
    return { ...intent };
  }

  #cancel(id: string): Intent {
    const intent = this.intents.get(id);
    if (intent?.status !== "requires_payment_method") {
      throw refusal("payment_intent_unexpected_state");
    }
    intent.status = "canceled";
    this.#emit("payment_intent.canceled", { ...intent });
    return { ...intent };
  }

  #succeed(intent: Intent): void {
    intent.status = "succeeded";
    intent.amount_received = intent.amount;
    intent.succeededAt = this.#scheduler.now;
    this.#emit("payment_intent.succeeded", { ...intent });
  }

  /** Stripe's idempotency: the first answer again, a 5xx included, for a day. */
  #once<T>(key: string, parameters: unknown, fault: CallFault | undefined, perform: () => T): T {
    const known = this.#keys.get(key);
    const text = JSON.stringify(parameters);
    if (known !== undefined && this.#scheduler.now - known.at < DAY_MS) {
      if (known.parameters !== text) throw refusal("idempotency_error");
      if ("error" in known) throw known.error;
      return known.value as T;
    }
    const remember = { at: this.#scheduler.now, parameters: text };
    const value = perform();
    const replayed = fault === "failed-after";
    const intent = replayed ? this.intents.get((value as { id: string }).id) : undefined;
    if (intent !== undefined) intent.replaced = true;
    this.#keys.set(
      key,
      replayed ? { ...remember, error: new ServerFailure(500) } : { ...remember, value },
    );
    return value;
  }
}

interface CreateIntent {
  amount: number;
  currency: string;
  metadata: Record<string, string>;
}

interface CreateRefund {
  payment_intent: string;
  amount: number;
  metadata?: Record<string, string>;
}

function refusal(code: string, statusCode = 400): Error {
  return new Stripe.errors.StripeInvalidRequestError({
    message: code,
    code,
    statusCode,
    type: "invalid_request_error",
  });
}

function asStripeError(error: unknown): unknown {
  if (error instanceof NoAnswer) {
    return new Stripe.errors.StripeConnectionError({ message: error.message, type: "api_error" });
  }
  if (!(error instanceof ServerFailure)) return error;
  const raw = { message: error.message, statusCode: error.status, type: "api_error" as const };
  return error.status === 429
    ? new Stripe.errors.StripeRateLimitError({ ...raw, type: "rate_limit_error" })
    : new Stripe.errors.StripeAPIError(raw);
}
