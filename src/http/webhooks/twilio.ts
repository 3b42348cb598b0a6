import type { Receipt } from "../../providers/receipts.ts";
import { twilioReceipt, verifiedFields } from "../../providers/twilio/twilio-webhook.ts";
import type { Context } from "../context.ts";
import { readText } from "../read-body.ts";

/** Twilio's forms are far smaller; more is not from Twilio. */
const FORM_BYTES_MAX = 64 * 1024;

export interface TwilioWebhookSettings {
  authToken: string;
  /** Where Twilio reaches this Worker, as its messages tell it. No slash at the end. */
  publicUrl: string;
}

/**
 * Twilio's status callbacks (`/api/webhooks/twilio`). 401 for what Twilio did not sign; 204 once
 * `receive` has stored the receipt, or when there is none; 5xx (it throws) when Twilio should send
 * it again. Safe to repeat, in any order.
 */
export async function twilioWebhook(
  request: Request,
  { authToken, publicUrl }: TwilioWebhookSettings,
  { log }: Pick<Context, "log">,
  receive: (receipt: Receipt) => Promise<void>,
): Promise<Response> {
  const body = await readText(request, FORM_BYTES_MAX);
  if (body === undefined) return new Response(null, { status: 413 });
  const signature = request.headers.get("x-twilio-signature") ?? "";
  const url = publicUrl + pathOf(request.url);
  const fields = verifiedFields({ url, body, signature }, authToken);
  if (fields === undefined) {
    log({ message: "Webhook signature refused", level: "warn", endpoint: "twilio" });
    return new Response(null, { status: 401 });
  }
  const receipt = twilioReceipt(fields, url);
  if (receipt !== undefined) await receive(receipt);
  else log({ message: "Webhook ignored", level: "info", endpoint: "twilio" });
  return new Response(null, { status: 204 });
}

/** Path and query, character by character: the host may be another one behind a proxy. */
function pathOf(url: string): string {
  return url.slice(new URL(url).origin.length);
}
