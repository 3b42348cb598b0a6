import { invalidParameter, type StripeRefusal } from "./errors.ts";

/** Stripe puts the session's id here. https://docs.stripe.com/payments/checkout/custom-success-page */
const SESSION_ID = "{CHECKOUT_SESSION_ID}";

/** Refuses an address that a browser could not be sent to. */
export function wrongAddress(address: string, param: string): StripeRefusal | undefined {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(address)) {
    return invalidParameter(
      "Invalid URL: An explicit scheme (such as https) must be provided.",
      param,
      "url_invalid",
    );
  }
  if (/^https?:\/\//i.test(address) && URL.canParse(address)) return undefined;
  return invalidParameter("Not a valid URL", param, "url_invalid");
}

export function addressAfter(template: string, session: string): string {
  return template.replaceAll(SESSION_ID, session);
}
