import { type CallbackRecord, withoutFragment } from "../callbacks.ts";
import { hmac } from "../hmac.ts";
import type { World } from "../world.ts";

/**
 * `X-Twilio-Signature`: the address without its fragment, then each field's name and value in the
 * order of the names. https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export async function signForm(url: string, form: string, authToken: string): Promise<string> {
  const fields = [...new URLSearchParams(form)].sort(([one], [other]) => (one < other ? -1 : 1));
  const text = withoutFragment(url) + fields.flat().join("");
  return btoa(String.fromCharCode(...(await hmac("SHA-1", authToken, text))));
}

export async function callbackHeaders(
  { settings }: World,
  { id, url, body }: CallbackRecord,
): Promise<Record<string, string>> {
  return {
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
    "x-twilio-signature": await signForm(url, body, settings.keys.twilioAuthToken),
    // The same for every repetition.
    "i-twilio-idempotency-token": id,
    "user-agent": "TwilioProxy/1.1",
  };
}
