import { catalogue } from "../../catalogue/catalogue.ts";
import { publicCatalogue } from "../../catalogue/public-view.ts";
import { localDateOf } from "../../domain/local-time.ts";
import { confirmationPage } from "../../site/pages/confirmation-page.tsx";
import { errorPage } from "../../site/pages/error-page.tsx";
import { homePage } from "../../site/pages/home-page.tsx";
import { notFoundPage } from "../../site/pages/not-found-page.tsx";
import { roomPage } from "../../site/pages/room-page.tsx";
import type { Context } from "../context.ts";

const shown = publicCatalogue(catalogue);

export function home(context: Context): Response {
  return page(homePage({ catalogue: shown }), context);
}

export function room(slug: string, context: Context): Response {
  const found = shown.rooms.find((candidate) => candidate.slug === slug);
  if (found === undefined) return notFound(context);
  const { settings, now } = context;
  const props = {
    catalogue: shown,
    room: found,
    stripeJsUrl: settings.STRIPE_JS_URL,
    publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
    today: localDateOf(now(), found.timeZone),
  };
  return page(roomPage(props), context);
}

export function confirmation(context: Context): Response {
  return page(confirmationPage({ catalogue: shown }), context);
}

export function notFound(context: Context): Response {
  return page(notFoundPage({ catalogue: shown }), context, 404);
}

export function broken(context: Context): Response {
  return page(errorPage({ catalogue: shown }), context, 500);
}

/** The address bar may hold a payment's client secret: no referrer leaves, and nothing is cached. */
function page(html: string, context: Context, status = 200): Response {
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": contentSecurityPolicy(context),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "strict-transport-security": "max-age=31536000",
    },
  });
}

/** What Stripe.js needs (Stripe: Security at Stripe, Content Security Policy), and nothing else. */
function contentSecurityPolicy({ settings }: Context): string {
  const stripe = settings.STRIPE_JS_URL.startsWith("/")
    ? ""
    : " https://*.js.stripe.com https://js.stripe.com";
  const api = stripe && " https://api.stripe.com";
  const frames = stripe ? `${stripe} https://hooks.stripe.com` : " 'self'";
  return [
    "default-src 'self'",
    `script-src 'self'${stripe}`,
    "style-src 'self'",
    `connect-src 'self'${api}`,
    `frame-src${frames}`,
    `img-src 'self' data:${stripe && " https://*.stripe.com"}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
