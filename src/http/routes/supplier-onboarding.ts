import { catalogue } from "../../catalogue/catalogue.ts";
import { publicCatalogue } from "../../catalogue/public-view.ts";
import { type LinkReading, readLink } from "../../signed-links.ts";
import { type LinkPageProps, linkPage } from "../../site/pages/link-page.tsx";
import type { Context } from "../context.ts";
import { htmlPage } from "../html-page.ts";
import type { SupplierWords } from "../links/supplier-words.ts";
import { supplierWords } from "../links/words-for-supplier.ts";
import { supplierStub } from "../supplier-stub.ts";

/** Where Stripe's onboarding pages are, and the button's redirect leads. */
const STRIPE_ONBOARDING = "https://connect.stripe.com";

/**
 * `GET /api/suppliers/{supplier}/onboarding?token=`: says what will happen, and has one button. It
 * opens nothing: the provider's page is good for one visit, so only a person's press makes one.
 */
export async function offerOnboarding(
  request: Request,
  slug: string,
  context: Context,
): Promise<Response> {
  const reading = await readToken(request, slug, context);
  const supplier = catalogue.supplier(slug);
  if (!reading.ok || supplier === undefined) return refused(reading, slug, context);
  const say = wordsOf(slug);
  const { button, ...words } = say.offers.payouts(supplier.name);
  const action = { label: button, href: addressOf(request) };
  return pageTowardsStripe({ ...words, action, frame: say.frame }, context, 200);
}

/** `POST`, which only the button sends: mints a page of the provider's and leads there. */
export async function startOnboarding(
  request: Request,
  slug: string,
  context: Context,
): Promise<Response> {
  const reading = await readToken(request, slug, context);
  const stub = supplierStub(context.env, slug);
  if (!reading.ok || stub === undefined) return refused(reading, slug, context);
  const { PUBLIC_URL } = context.settings;
  const minted = await stub.onboardingUrl({
    returnUrl: `${PUBLIC_URL}/suppliers/onboarded${languageQuery(slug)}`,
    refreshUrl: `${PUBLIC_URL}${addressOf(request)}`,
  });
  if (minted.kind === "ok") {
    const location = minted.value.url;
    const headers = { location, "cache-control": "no-store", "referrer-policy": "no-referrer" };
    return new Response(null, { status: 303, headers });
  }
  const { tryAgain, refused: words, frame } = wordsOf(slug);
  const action = { label: tryAgain, href: addressOf(request) };
  return pageTowardsStripe({ ...words.stripeSilent, action, frame }, context, 503);
}

function readToken(
  request: Request,
  slug: string,
  { settings, now }: Context,
): Promise<LinkReading> {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const secret = settings.LINK_SECRET;
  return readLink(token, { secret, purpose: "onboard", subject: slug, now: now() });
}

function refused(reading: LinkReading, slug: string, context: Context): Response {
  const { refused: words, frame } = wordsOf(slug);
  return !reading.ok && reading.reason === "expired"
    ? page({ ...words.payoutsEnded, frame }, context, 410)
    : page({ ...words.invalid, frame }, context, 403);
}

/** `GET /suppliers/onboarded`: where the provider leads back to, in the language that it was told. */
export function onboarded(request: Request, context: Context): Response {
  const language = new URL(request.url).searchParams.get("language") === "it" ? "it" : "en";
  const { done, frame } = supplierWords[language];
  return page({ ...done.payoutsFinished, frame }, context, 200);
}

function wordsOf(slug: string): SupplierWords {
  return supplierWords[catalogue.supplier(slug)?.language ?? "en"];
}

function languageQuery(slug: string): string {
  const language = catalogue.supplier(slug)?.language ?? "en";
  return language === "en" ? "" : `?language=${language}`;
}

/** This very link, which the form posts to and the provider leads back to. */
function addressOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return `${pathname}${search}`;
}

type OnboardingPage = Omit<LinkPageProps, "operator">;

function page(words: OnboardingPage, context: Context, status: number): Response {
  const { operator } = publicCatalogue(catalogue);
  return htmlPage(linkPage({ operator, ...words }), context, status);
}

/**
 * Browsers hold `form-action` against where a form's answer redirects to as well, so a page whose
 * button leads to Stripe has to name it.
 */
function pageTowardsStripe(words: OnboardingPage, context: Context, status: number): Response {
  const answer = page(words, context, status);
  const policy = answer.headers.get("content-security-policy") ?? "";
  const named = policy.replace("form-action 'self'", `form-action 'self' ${STRIPE_ONBOARDING}`);
  answer.headers.set("content-security-policy", named);
  return answer;
}
