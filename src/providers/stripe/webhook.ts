import Stripe from "stripe";
import type { Fact } from "../../domain/fact.ts";
import { chargeOf } from "./charge-of.ts";
import { disputeSeen } from "./dispute-seen.ts";
import { idOf } from "./id-of.ts";

/** A verified event, in our words. */
export interface StripeNews {
  id: string;
  type: string;
  payment: string | undefined;
  /** From the metadata; absent on what does not carry ours. */
  reservation: string | undefined;
  /** The Payment Link of the page that it is about; events of payments name none. */
  link?: string | undefined;
  /** Absent for events that change nothing here. */
  fact: Fact | undefined;
  /** Minor units, when money was taken. */
  taken: { amount: number; currency: string } | undefined;
}

const cryptoProvider = Stripe.createSubtleCryptoProvider();
const verifier = Stripe.webhooks;

/**
 * Verifies a webhook's signature over the raw body (Stripe: Verify webhook signatures; tolerance
 * 300 s; several `v1` signatures while a secret is rolled). `undefined` for anything not signed by
 * our secret within the tolerance.
 */
export async function verifyStripeEvent(
  body: string,
  signature: string,
  secret: string,
  now: number,
): Promise<Stripe.Event | undefined> {
  try {
    return await verifier.constructEventAsync(
      body,
      signature,
      secret,
      undefined,
      cryptoProvider,
      now,
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return undefined;
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What an event says. The events are those of the design; all others change nothing. */
export function newsOf(event: Stripe.Event): StripeNews {
  const news = { id: event.id, type: event.type, taken: undefined };
  switch (event.type) {
    case "payment_intent.succeeded": {
      const intent = event.data.object;
      const { amount_received: amount, currency } = intent;
      const { id: payment, client_secret: secret } = intent;
      const capture = { payment, charge: chargeOf(intent), secret: secret ?? "", amount, currency };
      const fact: Fact = { type: "captured", ...capture };
      return { ...news, ...subjectOf(intent), fact, taken: { amount, currency } };
    }
    // A session's payment under its other name: both events carry the same PaymentIntent.
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
      return sessionNews(news, event.data.object);
    case "checkout.session.async_payment_failed":
      return { ...news, ...pageOf(event.data.object), fact: { type: "checkout-failed" } };
    case "checkout.session.expired":
      return { ...news, ...pageOf(event.data.object), fact: { type: "checkout-closed" } };
    case "payment_intent.processing":
      return about(event, (payment) => ({ type: "processing", payment }));
    case "payment_intent.canceled":
      return about(event, (payment) => ({ type: "cancelled", payment }));
    case "payment_intent.payment_failed": {
      const code = event.data.object.last_payment_error?.code ?? "unknown";
      return about(event, (payment) => ({ type: "declined", payment, code }));
    }
    case "refund.created":
    case "refund.updated":
    case "refund.failed": {
      const { payment_intent, metadata } = event.data.object;
      return refundNews(news, idOf(payment_intent), metadata?.reservation);
    }
    case "charge.refunded": {
      const { payment_intent, metadata } = event.data.object;
      return refundNews(news, idOf(payment_intent), metadata.reservation);
    }
    case "charge.dispute.created": {
      const payment = idOf(event.data.object.payment_intent);
      const { dispute, detail } = disputeSeen(event.data.object);
      if (payment === undefined)
        return { ...news, payment, reservation: undefined, fact: undefined };
      const fact: Fact = { type: "disputed", payment, dispute, detail };
      return { ...news, payment, reservation: undefined, fact };
    }
    default:
      return { ...news, payment: paymentOf(event), reservation: undefined, fact: undefined };
  }
}

/** The payment that any other event is about, so that a search of the log finds it too. */
function paymentOf({ data }: Stripe.Event): string | undefined {
  const { object } = data;
  if ("object" in object && object.object === "payment_intent") return object.id;
  if (!("payment_intent" in object)) return undefined;
  const reference = object.payment_intent;
  return typeof reference === "string" ? reference : undefined;
}

type IntentEvent = Extract<Stripe.Event, { data: { object: Stripe.PaymentIntent } }>;

function about(event: IntentEvent, fact: (payment: string) => Fact): StripeNews {
  const intent = event.data.object;
  const { id, type } = event;
  return { id, type, ...subjectOf(intent), fact: fact(intent.id), taken: undefined };
}

function subjectOf({ id, metadata }: Stripe.PaymentIntent) {
  return { payment: id, reservation: metadata.reservation };
}

/** Fulfilled when it is paid; completed and unpaid is a payment that takes its time (Stripe: Fulfill). */
function sessionNews(
  news: { id: string; type: string; taken: undefined },
  session: Stripe.Checkout.Session,
): StripeNews {
  const page = pageOf(session);
  const { payment } = page;
  if (payment === undefined) return { ...news, ...page, fact: undefined };
  if (session.payment_status === "unpaid") {
    return { ...news, ...page, fact: { type: "processing", payment } };
  }
  const taken = { amount: session.amount_total ?? 0, currency: session.currency ?? "" };
  const fact: Fact = { type: "captured", via: "checkout", payment, secret: "", ...taken };
  return { ...news, ...page, fact, taken };
}

function pageOf({ payment_intent, payment_link, metadata }: Stripe.Checkout.Session) {
  const [payment, link] = [idOf(payment_intent), idOf(payment_link)];
  return { payment, link, reservation: metadata?.reservation };
}

function refundNews(
  news: { id: string; type: string; taken: undefined },
  payment: string | undefined,
  reservation: string | undefined,
): StripeNews {
  const fact: Fact | undefined = payment ? { type: "refunds-changed", payment } : undefined;
  return { ...news, payment, reservation, fact };
}
