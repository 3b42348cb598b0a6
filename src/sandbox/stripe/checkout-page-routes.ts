import { readForm } from "../read-form.ts";
import type { Route } from "../routes.ts";
import type { World } from "../world.ts";
import { type CheckoutProblem, type Payer, problemOf, readCheckoutForm } from "./checkout-form.ts";
import { currentSession } from "./checkout-lifecycle.ts";
import { checkoutPage, noticePage } from "./checkout-page.tsx";
import { isRefusal } from "./errors.ts";
import { openLinkSession } from "./open-checkout-session.ts";
import { payCheckoutSession } from "./pay-checkout-session.ts";
import { canBeVisited } from "./payment-links.ts";
import { type CheckoutSessionRecord, paymentIntents, paymentLinks } from "./records.ts";
import { addressAfter } from "./return-address.ts";

const REFUSED = 402;
const UNKNOWN = 404;
const GONE = 410;
const INVALID = 422;

/** The hosted pages: buy.stripe.com and checkout.stripe.com. */
export function checkoutPageRoutes(world: World): Route[] {
  return [
    {
      method: "GET",
      path: "/buy/:code",
      handle: (request, { code = "" }) => visitLink(world, new URL(request.url), code),
    },
    {
      method: "GET",
      path: "/checkout/:id",
      handle: (_request, { id = "" }) => visitSession(world, id),
    },
    {
      method: "POST",
      path: "/checkout/:id",
      handle: (request, { id = "" }) => payOnPage(world, request, id),
    },
  ];
}

/** Every visit of a Payment Link opens a session of its own. */
function visitLink(world: World, url: URL, code: string): Response {
  const record = paymentLinks(world).get(code.replace("test_", "plink_"));
  if (record === undefined) return noSuchPage();
  if (!canBeVisited(record.shown)) {
    const said = record.shown.inactive_message ?? "Ask whoever sent it to you for a new one.";
    return html(noticePage("This link is no longer active", said, null), GONE);
  }
  const email = url.searchParams.get("prefilled_email");
  const reference = url.searchParams.get("client_reference_id");
  const opened = world.transaction(() =>
    openLinkSession(world, record, {
      ...(email === null ? {} : { prefilledEmail: email }),
      ...(reference === null ? {} : { clientReferenceId: reference }),
    }),
  );
  return seeOther(opened.shown.url ?? "");
}

function visitSession(world: World, id: string): Response {
  const record = world.transaction(() => currentSession(world, id));
  if (record === undefined) return noSuchPage();
  if (record.shown.status !== "open") return endOf(record);
  const error = lastError(world, record);
  return html(checkoutPage(record, record.payer, error === undefined ? [] : [error]));
}

async function payOnPage(world: World, request: Request, id: string): Promise<Response> {
  const form = new URLSearchParams(await readForm(request));
  return world.transaction(() => {
    const record = currentSession(world, id);
    if (record === undefined) return noSuchPage();
    if (record.shown.status !== "open") return endOf(record);
    const read = readCheckoutForm(form, record.shown.customer_email ?? "");
    if ("problems" in read) return payAgain(record, read.payer, read.problems, INVALID);
    const paid = payCheckoutSession(world, record, read.payer, read.card);
    if (isRefusal(paid)) return payAgain(record, read.payer, [problemOf(paid.error)], REFUSED);
    const bank = paid.shown.next_action?.redirect_to_url?.url;
    return seeOther(bank ?? endAddress(currentSession(world, id) ?? record));
  });
}

function payAgain(
  record: CheckoutSessionRecord,
  payer: Payer,
  problems: CheckoutProblem[],
  status: number,
): Response {
  return html(checkoutPage(record, payer, problems), status);
}

/** What the bank's page left behind when it led back here. */
function lastError(world: World, { shown }: CheckoutSessionRecord): CheckoutProblem | undefined {
  const { payment_intent: intent } = shown;
  const record = typeof intent === "string" ? paymentIntents(world).get(intent) : undefined;
  const message = record?.shown.last_payment_error?.message;
  return message === undefined ? undefined : { message };
}

function endOf(record: CheckoutSessionRecord): Response {
  const { shown, thanks } = record;
  if (shown.status === "expired") {
    const text = "Nothing was paid. Go back to where you came from to try again.";
    return html(noticePage("This page has expired", text, shown.cancel_url), GONE);
  }
  if (shown.success_url !== null) return seeOther(endAddress(record));
  const text = thanks ?? "Your payment was received. You can close this page.";
  return html(noticePage("Thanks for your payment", text, null));
}

/** Where a browser goes when a session is completed: the merchant's page, or this one again. */
function endAddress({ shown }: CheckoutSessionRecord): string {
  if (shown.success_url !== null) return addressAfter(shown.success_url, shown.id);
  return `/sandbox/stripe/checkout/${shown.id}`;
}

function noSuchPage(): Response {
  return html(noticePage("Nothing is here", "Check the address of the page.", null), UNKNOWN);
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}

function html(page: string, status = 200): Response {
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
  return new Response(page, { status, headers });
}
