import type { StripeNews } from "../../providers/stripe/webhook.ts";
import { newsOf, verifyStripeEvent } from "../../providers/stripe/webhook.ts";
import type { Context } from "../context.ts";
import { readText } from "../read-body.ts";
import { deskStub, stubOfReservation } from "../stubs.ts";
import { type EventOwner, ownerOfEvent } from "./owner-of-event.ts";

/** Stripe's own events are far smaller; more is not from Stripe. */
const EVENT_BYTES_MAX = 512 * 1024;

/**
 * Stripe's webhook (`/webhook` and `/api/webhooks/stripe`). 401 for what Stripe did not sign; 2xx
 * once the fact is stored; 5xx only when Stripe should send it again.
 */
export async function stripeWebhook(request: Request, context: Context): Promise<Response> {
  const { settings, now, log } = context;
  const body = await readText(request, EVENT_BYTES_MAX);
  if (body === undefined) return answer(413, "too large");
  const signature = request.headers.get("stripe-signature") ?? "";
  const event = await verifyStripeEvent(body, signature, settings.STRIPE_WEBHOOK_SECRET, now());
  if (event === undefined) {
    log({ message: "Webhook signature refused", level: "warn" });
    return answer(401, "bad signature");
  }
  let news: StripeNews;
  try {
    news = newsOf(event);
  } catch (error) {
    // Signed, but of a shape that no event of the pinned API version has: sending it again for three
    // days would not change that.
    log({ message: "Webhook not understood", level: "error", detail: String(error) });
    return answer(200, "not understood");
  }
  return takeNews(news, context);
}

/** Stores what a verified event says with whoever it concerns. Safe to repeat, in any order. */
export async function takeNews(news: StripeNews, context: Context): Promise<Response> {
  const { env, log } = context;
  const { id, type, payment, fact } = news;
  const line = { level: "info" as const, event: id, type, payment_intent: payment };
  if (fact === undefined || (payment ?? news.reservation ?? news.link) === undefined) {
    log({ ...line, message: "Webhook ignored" });
    return answer(200, "ignored");
  }
  const found = await ownerOfEvent(news, context);
  if (found === "unreachable") return answer(503, "try again");
  const owner = found?.reservation;
  const stub = owner === undefined ? undefined : stubOfReservation(env, owner);
  const recorded =
    owner === undefined ? undefined : await stub?.record(owner, id, fact, found?.link);
  if (recorded?.known) {
    const message = recorded.again ? "Webhook repeated" : "Webhook recorded";
    log({ ...line, message, reservation: owner });
    await claimStray(news, found, context);
    return answer(200, "recorded");
  }
  await stray(news, found, context);
  return answer(200, "not ours");
}

/**
 * Money that staff were told belongs to nobody, because Stripe could not be asked, has found its
 * reservation by the link that it was paid on: the open item is closed. Safe to repeat.
 */
async function claimStray(
  { payment, taken }: StripeNews,
  owner: EventOwner | undefined,
  { env }: Context,
) {
  if (taken === undefined || payment === undefined || owner?.link === undefined) return;
  const note = `it is ${owner.reservation}'s: found by ${owner.link}`;
  await deskStub(env).resolveStray(payment, { by: "Twogate", note });
}

/** Never a booking; where money was taken, staff are told. */
async function stray(news: StripeNews, owner: EventOwner | undefined, { env, log }: Context) {
  const { id, type, payment, taken } = news;
  if (taken === undefined || payment === undefined) {
    log({
      message: "Webhook of no reservation",
      level: "info",
      event: id,
      type,
      payment_intent: payment,
    });
    return;
  }
  const by = owner?.link ?? "its metadata";
  const detail = owner
    ? `${by} names ${owner.reservation.slice(0, 120)}, which does not exist`
    : "its metadata names no reservation";
  await deskStub(env).openStray({ payment, event: id, ...taken, detail });
}

function answer(status: number, word: string): Response {
  return Response.json({ received: status === 200, result: word }, { status });
}
