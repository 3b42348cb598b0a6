import { type AccountNews, accountNewsOf } from "../../providers/stripe/connect-webhook.ts";
import { verifyStripeEvent } from "../../providers/stripe/webhook.ts";
import type { Context } from "../context.ts";
import { readText } from "../read-body.ts";
import { supplierStub } from "../supplier-stub.ts";

/** Stripe's own events are far smaller; more is not from Stripe. */
const EVENT_BYTES_MAX = 512 * 1024;

/**
 * Stripe's webhook for events of connected accounts, which has a secret of its own. 401 for what
 * Stripe did not sign with it; 2xx once what the account is now is stored, or when it is nobody's;
 * 5xx only when Stripe should send it again.
 */
export async function stripeConnectWebhook(request: Request, context: Context): Promise<Response> {
  const { settings, now, log } = context;
  const body = await readText(request, EVENT_BYTES_MAX);
  if (body === undefined) return answer(413, "too large");
  const signature = request.headers.get("stripe-signature") ?? "";
  const secret = settings.STRIPE_CONNECT_WEBHOOK_SECRET;
  const event = await verifyStripeEvent(body, signature, secret, now());
  if (event === undefined) {
    log({ message: "Webhook signature refused", level: "warn", endpoint: "connect" });
    return answer(401, "bad signature");
  }
  let news: AccountNews;
  try {
    news = accountNewsOf(event);
  } catch (error) {
    // Signed, but of no event's shape: sending it again would not change that.
    log({ message: "Webhook not understood", level: "error", detail: String(error) });
    return answer(200, "not understood");
  }
  return takeAccountNews(news, context);
}

/** An event is a wake-up: what the account is now is asked. Safe to repeat, in any order. */
export async function takeAccountNews(news: AccountNews, { env, log }: Context): Promise<Response> {
  const { id, type, account, supplier, changed } = news;
  const line = { level: "info" as const, event: id, type, account };
  if (!changed || account === undefined) {
    log({ ...line, message: "Webhook ignored" });
    return answer(200, "ignored");
  }
  const stub = supplier === undefined ? undefined : supplierStub(env, supplier);
  if (stub === undefined) {
    log({ ...line, message: "Account of no supplier", level: "warn" });
    return answer(200, "not ours");
  }
  const outcome = await stub.accountChanged(account);
  if (outcome === "unreachable") return answer(503, "try again");
  if (outcome === "foreign") return answer(200, "not ours");
  log({ ...line, message: "Webhook recorded", supplier });
  return answer(200, "recorded");
}

function answer(status: number, word: string): Response {
  return Response.json({ received: status === 200, result: word }, { status });
}
