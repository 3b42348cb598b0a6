import type Stripe from "stripe";
import type { Capture } from "../../domain/decide-payment.ts";
import type { Outcome } from "../outcome.ts";
import { ok } from "../outcome.ts";
import type { LinkSight, OpenPaymentLink, PaymentLinks } from "../payment-links.ts";
import { chargeOf } from "./charge-of.ts";
import { outcomeOf } from "./outcome-of.ts";

/** Stripe pages by 100 at most. */
const PAGE = 100;

/** A link is good for one payment, so completed sessions are few; more are not ours to judge. */
const COMPLETED_PAGES_MAX = 5;

/**
 * Every visit opens a session that lives for 24 hours, so a link that scanners visit has many. A
 * Worker may make 1,000 calls at a time, and others need theirs too. What one close does not get
 * through, the next one does: expiring is never undone.
 */
const EXPIRE_ROUNDS_MAX = 4;

/** Expired at once: well below the 25 calls a second that Stripe's test mode allows. */
const EXPIRED_AT_ONCE = 10;

/** The payment links port on Stripe Payment Links and the Checkout Sessions of their visits. */
export function stripePaymentLinks(stripe: Stripe): PaymentLinks {
  const look = (link: string) => lookAt(stripe, link);
  return {
    look,

    open: (request) =>
      outcomeOf(async () => {
        const { idempotencyKey } = request;
        const made = await stripe.paymentLinks.create(linkFor(request), { idempotencyKey });
        return { link: made.id, url: addressFor(made.url, request.email) };
      }),

    async close(link) {
      // First no new sessions, then none that are open: in the other order one could slip through.
      const closed = await outcomeOf(() => stripe.paymentLinks.update(link, { active: false }));
      if (closed.kind !== "ok") return closed;
      const expired = await expireAll(stripe, link);
      if (expired.kind !== "ok") return expired;
      const seen = await look(link);
      // A visit that was under way when the link was closed has opened one more.
      const late = seen.kind === "ok" && seen.value.state === "open";
      return late ? { kind: "retryable", reason: `${link} is still open` } : seen;
    },
  };
}

/** What the page says once the link is closed, paid or not: Stripe allows 500 characters. */
const INACTIVE =
  "This has been paid, or its time is over. Your booking page, linked in your email, says which.";

function linkFor(request: OpenPaymentLink): Stripe.PaymentLinkCreateParams {
  const { amount, currency, name, description, metadata, returnUrl } = request;
  const product = { name, ...(description === "" ? {} : { description }) };
  return {
    line_items: [
      { price_data: { currency, unit_amount: amount, product_data: product }, quantity: 1 },
    ],
    metadata,
    // A link's own metadata reaches its sessions, never the payment.
    payment_intent_data: { metadata, description: name },
    restrictions: { completed_sessions: { limit: 1 } },
    inactive_message: INACTIVE,
    after_completion: { type: "redirect", redirect: { url: returnUrl } },
  };
}

/** The hosted page begins with this address, which its visitor can change (Stripe: URL parameters). */
function addressFor(url: string, email: string): string {
  const address = new URL(url);
  address.searchParams.set("prefilled_email", email);
  return address.href;
}

/**
 * Expires what is open until nothing is. An expire that is refused lost to completing, or to another
 * call of ours: then the session is open no more, and looking at the link tells which.
 */
async function expireAll(stripe: Stripe, link: string): Promise<Outcome<void>> {
  for (let round = 0; round < EXPIRE_ROUNDS_MAX; round += 1) {
    const open = await openSessions(stripe, link, PAGE);
    if (open.kind !== "ok") return open;
    if (open.value.length === 0) return ok(undefined);
    for (let at = 0; at < open.value.length; at += EXPIRED_AT_ONCE) {
      const batch = open.value.slice(at, at + EXPIRED_AT_ONCE);
      const ends = await Promise.all(batch.map(({ id }) => expire(stripe, id)));
      const failed = ends.find(({ kind }) => kind === "retryable" || kind === "unknown");
      if (failed !== undefined && failed.kind !== "ok") return failed;
    }
  }
  return { kind: "retryable", reason: `sessions of ${link} are still open` };
}

function expire(stripe: Stripe, session: string): Promise<Outcome<unknown>> {
  return outcomeOf(() => stripe.checkout.sessions.expire(session));
}

/**
 * The order matters: the link, then its open sessions, then the completed ones. A session that is
 * paid between two of these calls is then seen as open or as completed, never as neither.
 */
async function lookAt(stripe: Stripe, link: string): Promise<Outcome<LinkSight>> {
  const found = await outcomeOf(() => stripe.paymentLinks.retrieve(link));
  if (found.kind !== "ok") return found;
  const open = await openSessions(stripe, link, 1);
  if (open.kind !== "ok") return open;
  const payments = await completedPayments(stripe, link);
  if (payments.kind !== "ok") return payments;
  const unpaid = () => unpaidSight(found.value, open.value, payments.value.length > 0);
  return ok(paidSight(payments.value) ?? unpaid());
}

function openSessions(
  stripe: Stripe,
  link: string,
  limit: number,
): Promise<Outcome<Stripe.Checkout.Session[]>> {
  return outcomeOf(async () => {
    const list = await stripe.checkout.sessions.list({ payment_link: link, status: "open", limit });
    return list.data;
  });
}

/** The payments of the link's completed sessions, the one that was made first first. */
async function completedPayments(
  stripe: Stripe,
  link: string,
): Promise<Outcome<Stripe.PaymentIntent[]>> {
  const payments: Stripe.PaymentIntent[] = [];
  let after: string | undefined;
  for (let page = 0; page < COMPLETED_PAGES_MAX; page += 1) {
    const list = await outcomeOf(() =>
      stripe.checkout.sessions.list({
        payment_link: link,
        status: "complete",
        limit: PAGE,
        expand: ["data.payment_intent.latest_charge"],
        ...(after === undefined ? {} : { starting_after: after }),
      }),
    );
    if (list.kind !== "ok") return list;
    payments.push(...list.value.data.flatMap(paymentOf));
    if (!list.value.has_more) return ok(payments.sort((one, two) => madeAt(one) - madeAt(two)));
    after = list.value.data.at(-1)?.id;
  }
  return { kind: "retryable", reason: `${link} has too many completed sessions to read` };
}

function paymentOf({ payment_intent }: Stripe.Checkout.Session): Stripe.PaymentIntent[] {
  return typeof payment_intent === "object" && payment_intent !== null ? [payment_intent] : [];
}

/** Seconds since the epoch. Two pages may be paid on in another order than they were opened in. */
function madeAt({ latest_charge: charge, created }: Stripe.PaymentIntent): number {
  return typeof charge === "object" && charge !== null ? charge.created : created;
}

/** The first payment that was captured, and what else was paid; else one that may still be. */
function paidSight(payments: Stripe.PaymentIntent[]): LinkSight | undefined {
  const [first, ...captured] = payments.filter(({ status }) => status === "succeeded").map(capture);
  const processing = payments.some(({ status }) => !ENDED.includes(status));
  if (first === undefined) return processing ? { state: "processing" } : undefined;
  const isOnly = captured.length === 0 && !processing;
  return { state: "captured", ...first, ...(isOnly ? {} : { further: { captured, processing } }) };
}

function capture(intent: Stripe.PaymentIntent): Capture {
  const { id: payment, client_secret, amount_received: amount, currency } = intent;
  return { payment, charge: chargeOf(intent), secret: client_secret ?? "", amount, currency };
}

/** A completed session's payment has failed for good when it asks for another way to pay. */
const ENDED: readonly string[] = ["succeeded", "requires_payment_method", "canceled"];

/** A completed session whose payment failed later still counts: the link is spent. */
function unpaidSight(
  link: Stripe.PaymentLink,
  open: Stripe.Checkout.Session[],
  failed: boolean,
): LinkSight {
  const completed = link.restrictions?.completed_sessions;
  const spent = completed !== undefined && completed.count >= completed.limit;
  const payable = open.length > 0 || (link.active && !spent);
  if (payable) return { state: "open" };
  return failed ? { state: "cancelled", failed } : { state: "cancelled" };
}
