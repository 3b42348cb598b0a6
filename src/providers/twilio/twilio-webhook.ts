import { validateRequest } from "twilio/lib/webhooks/webhooks.js";
import type { Receipt } from "../receipts.ts";
import { failureOf, receiptStatusOf } from "./message-status.ts";

/** A webhook as it came. */
export interface TwilioRequest {
  /** The public address, with its query, character by character as Twilio was given it. */
  url: string;
  /** The form, as it was sent. */
  body: string;
  /** `X-Twilio-Signature`. */
  signature: string;
}

/**
 * Twilio repeats a receipt that was not taken only where the address asks for it: five times,
 * whatever went wrong. It keeps the fragment to itself, and signs the rest. (Twilio: Webhooks,
 * Connection Overrides)
 */
const RETRIES = "#rc=5&rp=all";

const TAG = "tag";

/** Where Twilio sends a message's receipts: the query brings its tags back, signed. */
export function callbackUrl(receiptsUrl: string, tags: string[]): string {
  const query = new URLSearchParams(tags.map((tag) => [TAG, tag]));
  return `${receiptsUrl}?${query}${RETRIES}`;
}

/**
 * The fields of a webhook that Twilio signed with this token; `undefined` for any other. (Twilio:
 * Webhooks Security; the check is Twilio's own.) There is no time in the signature: the same news can
 * be sent again by whoever has seen it, and changes nothing the second time.
 */
export function verifiedFields(
  { url, body, signature }: TwilioRequest,
  authToken: string,
): URLSearchParams | undefined {
  // What is signed with nothing is signed by anybody.
  if (authToken === "" || signature === "") return undefined;
  const fields = new URLSearchParams(body);
  const names = [...new Set(fields.keys())];
  const signed = Object.fromEntries(names.map((name) => [name, fields.getAll(name)]));
  return validateRequest(authToken, signature, url, signed) ? fields : undefined;
}

/** What a verified status callback says; `undefined` when it is about no message's way. */
export function twilioReceipt(fields: URLSearchParams, url: string): Receipt | undefined {
  const message = fields.get("MessageSid") ?? "";
  const said = fields.get("MessageStatus") ?? "";
  const status = receiptStatusOf(said);
  if (message === "" || status === undefined) return undefined;
  return {
    channel: "whatsapp",
    message,
    event: `${message}/${said}`,
    status,
    tags: new URL(url).searchParams.getAll(TAG),
    ...failureOf(fields.get("ErrorCode")),
  };
}
