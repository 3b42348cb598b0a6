import type { CallbackRecord } from "../callbacks.ts";
import { hmac } from "../hmac.ts";
import type { World } from "../world.ts";

/**
 * `Signature`: the hex HMAC-SHA256 of the body alone.
 * https://developers.mailersend.com/api/v1/webhooks.html#security
 */
export async function signBody(body: string, secret: string): Promise<string> {
  const bytes = await hmac("SHA-256", secret, body);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function webhookHeaders(
  { settings }: World,
  { body }: CallbackRecord,
): Promise<Record<string, string>> {
  return {
    "content-type": "application/json",
    signature: await signBody(body, settings.keys.mailersendWebhookSecret),
    "user-agent": "MailerSend/1.0",
  };
}
