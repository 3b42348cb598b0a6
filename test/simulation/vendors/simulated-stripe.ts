import type Stripe from "stripe";
import type { CallFault } from "../faults.ts";
import type { Network, Party } from "../network.ts";
import type { Random } from "../random.ts";
import type { Scheduler } from "../scheduler.ts";
import { HostedPages } from "./hosted-pages.ts";
import { IdempotencyKeys } from "./idempotency-keys.ts";
import { SimulatedCheckout } from "./simulated-checkout.ts";
import { SimulatedConnect } from "./simulated-connect.ts";
import { SimulatedPaymentLinks } from "./simulated-payment-links.ts";
import { asStripeError, isServerFailure, refusal } from "./stripe-errors.ts";

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
  /** Its key was answered with a 5xx, so nobody will learn its secret: another takes its place. */
  replaced?: boolean;
  /** The hosted page that it belongs to; only that can end it. */
  page?: string;
}

export interface StripeRefund {
  id: string;
  payment_intent: string;
  amount: number;
  status: "pending" | "succeeded" | "failed";
  metadata: Record<string, string>;
  at: number;
  failedAt?: number;
  failure_reason?: "charge_for_pending_refund_disputed";
}

export interface Dispute {
  id: string;
  payment_intent: string;
  at: number;
}

/** How a guest pays, and what comes of it. */
export type Paying = "card" | "declined" | "processing";

/** One call of the SDK, over the network. */
export type Send = <T>(
  operation: string,
  perform: (fault: CallFault | undefined) => T,
) => Promise<T>;

const DAY_MS = 24 * 60 * 60_000;

/**
 * Stripe, with the rules that matter: idempotency keys that replay answers (500s too) and are
 * forgotten after a day, PaymentIntents that can be cancelled or paid but never both, refunds up to
 * the total, and events about all of it. Hosted pages, checkouts,
 * Payment Links and Connect have their own files.
 */
export class SimulatedStripe {
  readonly intents = new Map<string, Intent>();
  readonly refunds: StripeRefund[] = [];
  readonly disputes: Dispute[] = [];
  /**
   * What did not go back because the cardholder's bank held the money: refunds that were refused, by
   * the key that they were asked for under, and refunds that were still pending, by their id.
   */
  readonly heldByBanks: { payment: string; name: string | undefined }[] = [];
  readonly hosted: HostedPages;
  readonly checkout: SimulatedCheckout;
  readonly links: SimulatedPaymentLinks;
  readonly connect: SimulatedConnect;
  readonly #keys: IdempotencyKeys;
  readonly #openedUnder = new Map<string, Intent>();
  readonly #givenUp = new Set<string>();
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #emit: (type: string, object: object) => void;
  #count = 0;

  constructor(scheduler: Scheduler, random: Random, emit: (type: string, object: object) => void) {
    this.#scheduler = scheduler;
    this.#random = random;
    this.#emit = emit;
    this.#keys = new IdempotencyKeys(scheduler);
    const nextId = (prefix: string) => {
      this.#count += 1;
      return `${prefix}_${this.#count}`;
    };
    const shared = { scheduler, random, emit, keys: this.#keys, nextId };
    this.hosted = new HostedPages({ ...shared, stripe: this });
    const { hosted } = this;
    this.checkout = new SimulatedCheckout({ ...shared, hosted });
    this.links = new SimulatedPaymentLinks({ ...shared, hosted });
    this.connect = new SimulatedConnect({ ...shared, intents: this.intents });
  }

  /** The part of the SDK that the ports use, over a network that loses things. */
  client(network: Network, party: Party): Stripe {
    const send: Send = (operation, perform) =>
      network
        .send("stripe", operation, perform, party)
        .catch((error: unknown) => Promise.reject(asStripeError(error)));
    const { listSessions: list, paymentLinks } = this.links.client(send);
    const client = {
      paymentLinks,
      checkout: {
        sessions: { list, ...this.hosted.client(send), ...this.checkout.client(send) },
      },
      paymentIntents: {
        create: (parameters: CreateIntent, { idempotencyKey }: { idempotencyKey: string }) =>
          send("payment_intents.create", (fault) =>
            this.#keys.once(idempotencyKey, parameters, fault, () =>
              this.#create(parameters, idempotencyKey),
            ),
          ).catch((error: unknown) => {
            if (isServerFailure(error)) this.#giveUp(idempotencyKey);
            throw error;
          }),
        retrieve: (id: string) => send("payment_intents.retrieve", () => this.#retrieve(id)),
        cancel: (id: string) => send("payment_intents.cancel", () => this.#cancel(id)),
      },
      refunds: {
        create: (parameters: CreateRefund, { idempotencyKey }: { idempotencyKey: string }) =>
          send("refunds.create", (fault) =>
            this.#keys.once(idempotencyKey, parameters, fault, () => this.refund(parameters)),
          ),
        list: ({ payment_intent }: { payment_intent: string }) =>
          send("refunds.list", () => ({
            data: this.refundsOf(payment_intent).map((refund) => ({ ...refund })),
          })),
      },
      disputes: {
        list: ({ payment_intent }: { payment_intent: string }) =>
          send("disputes.list", () => ({ data: this.#disputesOf(payment_intent) })),
      },
      ...this.connect.client(send),
    };
    return client as unknown as Stripe;
  }

  /** The guest's browser confirms. False when the PaymentIntent can no longer be paid. */
  pay(id: string, how: Paying, onSettled?: (succeeded: boolean) => void): boolean {
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
      onSettled?.(succeeds);
    });
    return true;
  }

  /** A payment that has nothing to do with us on the same account. */
  foreignPayment(amount: number): Intent {
    const intent = this.openIntent({ amount, currency: "cad", metadata: {} });
    this.#succeed(intent);
    return intent;
  }

  /** The cardholder's bank asks for the money back. */
  dispute(payment: string): void {
    this.#count += 1;
    const id = `du_${this.#count}`;
    this.disputes.push({ id, payment_intent: payment, at: this.#scheduler.now });
    this.#emit("charge.dispute.created", { ...this.#disputesOf(payment).at(-1) });
    for (const refund of this.refundsOf(payment)) {
      if (refund.status === "pending") this.#endAsDisputed(refund);
    }
  }

  #endAsDisputed(refund: StripeRefund): void {
    refund.failure_reason = "charge_for_pending_refund_disputed";
    this.heldByBanks.push({ payment: refund.payment_intent, name: refund.id });
    this.#end(refund, "failed");
  }

  #disputesOf(payment: string) {
    const words = { reason: "fraudulent", status: "needs_response" };
    return this.disputes
      .filter(({ payment_intent }) => payment_intent === payment)
      .map((dispute) => ({ ...dispute, ...words, evidence_details: { due_by: null } }));
  }

  /** A page is over: what it had begun can no longer be paid. */
  abandon(intent: Intent): void {
    if (intent.status !== "requires_payment_method") return;
    intent.status = "canceled";
    this.#emit("payment_intent.canceled", { ...intent });
  }

  refund({ payment_intent, amount, metadata = {} }: CreateRefund): StripeRefund {
    const intent = this.intents.get(payment_intent);
    if (intent?.status !== "succeeded") throw refusal("resource_missing");
    const left = intent.amount_received - this.#given(payment_intent);
    if (left <= 0) throw refusal("charge_already_refunded");
    const isDisputed = this.disputes.some((dispute) => dispute.payment_intent === payment_intent);
    if (isDisputed) {
      this.heldByBanks.push({ payment: payment_intent, name: metadata.refund_key });
      throw refusal("charge_disputed");
    }
    if (amount > left) throw refusal("amount_too_large");
    this.#count += 1;
    const refund: StripeRefund = {
      id: `re_${this.#count}`,
      payment_intent,
      amount,
      status: "succeeded",
      metadata: { ...metadata },
      at: this.#scheduler.now,
    };
    this.refunds.push(refund);
    this.#scheduleFate(refund);
    this.#emit("charge.refunded", {
      id: this.chargeOf(payment_intent),
      payment_intent,
      metadata: intent.metadata,
    });
    return { ...refund };
  }

  /** What a payment was taken by; one that was not taken has none. */
  chargeOf(payment: string): string | undefined {
    return this.intents.get(payment)?.status === "succeeded" ? `ch_${payment}` : undefined;
  }

  refundsOf(payment: string): StripeRefund[] {
    return this.refunds.filter(({ payment_intent }) => payment_intent === payment);
  }

  #scheduleFate(refund: StripeRefund): void {
    const settle = (status: StripeRefund["status"], afterMs: number) =>
      this.#scheduler.after(afterMs, `${refund.id} becomes ${status}`, () => {
        if (refund.failure_reason === undefined) this.#end(refund, status);
      });
    const fate = this.#random.next();
    if (fate < 0.7) return;
    if (fate < 0.95) {
      refund.status = "pending";
      settle(fate < 0.88 ? "succeeded" : "failed", this.#random.between(1, 48) * 60 * 60_000);
    } else settle("failed", this.#random.between(1, 4) * DAY_MS);
  }

  #end(refund: StripeRefund, status: StripeRefund["status"]): void {
    refund.status = status;
    if (status === "failed") refund.failedAt = this.#scheduler.now;
    this.#emit(status === "failed" ? "refund.failed" : "refund.updated", { ...refund });
  }

  #given(payment: string): number {
    return this.refundsOf(payment)
      .filter(({ status }) => status !== "failed")
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  #create({ amount, currency, metadata }: CreateIntent, key: string): Intent {
    const intent = this.openIntent({ amount, currency, metadata });
    this.#openedUnder.set(key, intent);
    if (this.#givenUp.has(key)) intent.replaced = true;
    return { ...intent };
  }

  /** The caller has heard a 5xx and goes on under another key; a late call may still land here. */
  #giveUp(key: string): void {
    this.#givenUp.add(key);
    const intent = this.#openedUnder.get(key);
    if (intent !== undefined) intent.replaced = true;
  }

  openIntent({ amount, currency, metadata }: CreateIntent): Intent {
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
    return { ...intent, latest_charge: this.chargeOf(id) ?? null } as Intent;
  }

  #cancel(id: string): Intent {
    const intent = this.intents.get(id);
    if (intent?.status !== "requires_payment_method" || intent.page !== undefined) {
      throw refusal("payment_intent_unexpected_state");
    }
    this.abandon(intent);
    return { ...intent };
  }

  #succeed(intent: Intent): void {
    intent.status = "succeeded";
    intent.amount_received = intent.amount;
    intent.succeededAt = this.#scheduler.now;
    this.#emit("payment_intent.succeeded", { ...intent, latest_charge: this.chargeOf(intent.id) });
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
