import { reservationOfLink } from "../../ledger/session-queries.ts";
import type { StripeNews } from "../../providers/stripe/webhook.ts";
import type { Context } from "../context.ts";

/** `link`: what it was found by; its object takes the fact only if the link is its own. */
export interface EventOwner {
  reservation: string;
  link?: string;
}

/**
 * Whose an event is. From its metadata, or from its payment's where the event never carries them
 * (refunds, disputes). Without any (experiences document, Phase 3) by the Payment Link of the page
 * that it was paid on: an event of a page names it; for an event of a payment, which names none,
 * Stripe is asked. `unreachable`: Stripe is to send it again. A link that the ledger does not have
 * yet is nobody's; the end of its hold looks at the link itself.
 */
export async function ownerOfEvent(
  news: StripeNews,
  context: Context,
): Promise<EventOwner | "unreachable" | undefined> {
  const { reservation, payment, taken } = news;
  if (reservation !== undefined) return { reservation };
  if (payment !== undefined && taken === undefined) {
    const seen = await context.payments.look(payment);
    if (seen.kind !== "ok") return seen.kind === "permanent" ? undefined : "unreachable";
    if (seen.value.reservation !== undefined) return { reservation: seen.value.reservation };
  }
  const link = news.link ?? (await linkOf(payment, context));
  return link === undefined ? undefined : ownerOfLink(link, context);
}

async function linkOf(payment: string | undefined, { payments }: Context) {
  if (payment === undefined) return undefined;
  const asked = await payments.linkOf(payment);
  // Without an answer it is nobody's: staff hear of money at once, and the page's own event, or the
  // end of its hold, still finds whose it is.
  return asked.kind === "ok" ? asked.value : undefined;
}

async function ownerOfLink(link: string, { env, log }: Context) {
  try {
    const reservation = await reservationOfLink(env.LEDGER, link);
    return reservation === undefined ? undefined : { reservation, link };
  } catch (error) {
    log({ message: "Ledger unreachable", level: "warn", detail: String(error) });
    return "unreachable";
  }
}
