import type { Stripe } from "stripe";
import { randomId } from "../random-id.ts";
import { invalidParameter, resourceMissing, type StripeRefusal } from "./errors.ts";
import { EXPAND, stripeOperation } from "./operation.ts";
import { accountLinks, accounts } from "./records.ts";

/** "Account Links expire after a few minutes"; Stripe's `expires_at` is five after `created`. */
const VALID_MS = 5 * 60_000;

/** https://docs.stripe.com/api/account_links/create */
export const createAccountLink = stripeOperation({
  name: "account_links.create",
  parameters: {
    account: { type: "string", required: true },
    type: { type: "enum", values: ["account_onboarding", "account_update"], required: true },
    refresh_url: { type: "string", required: true },
    return_url: { type: "string", required: true },
    collect: { type: "enum", values: ["currently_due", "eventually_due"] },
    collection_options: {
      type: "object",
      fields: {
        fields: { type: "enum", values: ["currently_due", "eventually_due"] },
        future_requirements: { type: "enum", values: ["include", "omit"] },
      },
    },
    expand: EXPAND,
  },
  perform({ world }, values) {
    const account = accounts(world).get(values.account);
    if (account === undefined) return resourceMissing("account", values.account, "account");
    const wrong = wrongLink(account.shown, values);
    if (wrong !== undefined) return wrong;
    const id = randomId(world, "", 24);
    const now = world.now();
    accountLinks(world).put(id, {
      id,
      account: account.shown.id,
      refreshUrl: values.refresh_url,
      returnUrl: values.return_url,
      expiresAt: now + VALID_MS,
    });
    const link: Stripe.AccountLink = {
      object: "account_link",
      created: Math.floor(now / 1000),
      expires_at: Math.floor((now + VALID_MS) / 1000),
      url: `${world.settings.publicBase}/sandbox/stripe/connect/setup/${id}`,
    };
    return link;
  },
});

function wrongLink(
  account: Stripe.Account,
  values: { type: string; refresh_url: string; return_url: string },
): StripeRefusal | undefined {
  for (const name of ["refresh_url", "return_url"] as const) {
    if (!isWebAddress(values[name]))
      return invalidParameter("Not a valid URL", name, "url_invalid");
  }
  const collects = account.controller?.requirement_collection === "application";
  if (values.type === "account_onboarding" || collects) return undefined;
  return invalidParameter(
    "You cannot create `account_update` type Account Links for this account.",
    "type",
  );
}

/** In test mode plain HTTP is allowed. */
function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
