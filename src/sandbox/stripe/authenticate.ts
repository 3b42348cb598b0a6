import type { SandboxSettings } from "../world.ts";
import { type StripeRefusal, unauthorized } from "./errors.ts";

/**
 * Who calls: the secret key (the app's server) or the publishable key (a browser; also accepted as
 * the `key` parameter, as Stripe.js sends it). https://docs.stripe.com/api/authentication
 */
export function authenticate(
  settings: SandboxSettings,
  authorization: string | null,
  keyParameter: string | undefined,
): { publishable: boolean } | StripeRefusal {
  const key = keyFrom(authorization) ?? keyParameter;
  if (key === undefined || key === "") {
    return unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  if (key === settings.keys.stripeSecret) return { publishable: false };
  if (key === settings.keys.stripePublishable) return { publishable: true };
  return unauthorized(`Invalid API Key provided: ${masked(key)}`);
}

export function secretKeyRequired(): StripeRefusal {
  return unauthorized(
    "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.",
    "secret_key_required",
  );
}

function keyFrom(authorization: string | null): string | undefined {
  const [scheme, credentials] = (authorization ?? "").split(" ", 2);
  if (credentials === undefined) return undefined;
  if (scheme?.toLowerCase() === "bearer") return credentials;
  if (scheme?.toLowerCase() !== "basic") return undefined;
  try {
    return atob(credentials).split(":", 1)[0];
  } catch {
    return undefined;
  }
}

function masked(key: string): string {
  return key.length <= 12 ? "*".repeat(key.length) : `${key.slice(0, 8)}****${key.slice(-4)}`;
}
