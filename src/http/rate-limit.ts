import type { Context } from "./context.ts";
import { pressedTooOften } from "./links/link-pages.ts";
import { networkAddress } from "./network-address.ts";
import { problem } from "./problem.ts";

/** The period of both limits in wrangler.toml, in seconds. */
const PERIOD_S = 60;

/** What reads from Stripe, or computes, without holding anything. */
const questions = [
  "POST /api/quote",
  "GET /api/bookings/by-payment-intent",
  "GET /api/bookings/by-checkout-session",
];

/**
 * The refusal of a network that asks too often (wrangler.toml has how often). A brake for the doors
 * that hold, open or ask a provider, not a lock: Cloudflare counts in each of its locations for
 * itself. Webhooks and staff have doors of their own, and a limit that does not answer limits nobody.
 */
export async function rateLimited(
  request: Request,
  context: Context,
): Promise<Response | undefined> {
  const limit = limitOf(request, context);
  if (limit === undefined) return undefined;
  const path = new URL(request.url).pathname;
  const { log } = context;
  try {
    const { success } = await limit.limit({ key: await networkAddress(request) });
    if (success) return undefined;
  } catch (error) {
    log({ message: "Rate limit unavailable", level: "warn", path, detail: String(error) });
    return undefined;
  }
  log({ message: "Too many requests", level: "info", path });
  // A person with a browser reads the answer to a button.
  const page = pressedTooOften(request, context, PERIOD_S);
  if (page !== undefined) return page;
  const detail = "There were too many requests from this network. Please try again in a minute.";
  return problem("too-many-requests", { detail }, { "retry-after": String(PERIOD_S) });
}

function limitOf({ method, url }: Request, { env }: Context): RateLimit | undefined {
  const { pathname } = new URL(url);
  if (questions.includes(`${method} ${pathname}`)) return env.QUESTION_LIMIT;
  const isOpen = !/^\/api\/(webhooks|staff)\//.test(pathname);
  return method === "POST" && pathname.startsWith("/api/") && isOpen ? env.HOLD_LIMIT : undefined;
}
