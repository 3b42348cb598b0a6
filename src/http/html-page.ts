import { framing } from "../site/framing.ts";
import type { Context } from "./context.ts";

/** The address bar may hold a payment's client secret: no referrer leaves the site, and nothing is cached. */
export function htmlPage(
  html: string,
  context: Context,
  status = 200,
  /** The hotel whose pages may frame it; by default nobody's may. */
  framedBy?: string,
): Response {
  const { ancestors, frameOptions } = framing(framedBy);
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": contentSecurityPolicy(context, ancestors),
      // Not "no-referrer": with it a form's POST comes without an origin, and is refused.
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      ...(frameOptions && { "x-frame-options": frameOptions }),
      "strict-transport-security": "max-age=31536000",
    },
  });
}

/** What Stripe.js needs (Stripe: Security at Stripe, Content Security Policy), and nothing else. */
function contentSecurityPolicy({ settings }: Context, ancestors: string): string {
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
    ancestors,
  ].join("; ");
}
