import type { ReceiptStatus } from "../../domain/service/receipt.ts";
import type { Receipt } from "../receipts.ts";

/**
 * MailerSend signs the ping that it sends before it saves a webhook with this secret, which it
 * publishes: such a signature proves nothing, and a ping asks for nothing but an answer.
 * (MailerSend: Webhooks, Security)
 */
const PING_SECRET = "test_Am3L1GuOIc4blLUuHqAPxxwkZaJyEk8G";

const statuses: Record<string, ReceiptStatus> = {
  "activity.sent": "sent",
  "activity.deferred": "delayed",
  "activity.delivered": "delivered",
  "activity.soft_bounced": "undelivered",
  "activity.hard_bounced": "failed",
  // Nothing was sent: the address bounced or complained before.
  "activity.suppressed": "failed",
  "activity.spam_complaint": "complained",
};

export type MailerSendNews =
  | { kind: "forged" }
  | { kind: "ping" }
  /** Signed, but about no email's way to its recipient. */
  | { kind: "other"; type: string }
  | { kind: "receipt"; receipt: Receipt };

/**
 * Verifies a webhook's signature (hex HMAC-SHA256 of the raw body, without a time) and reads it:
 * MailerSend's Webhooks v2, the only format from 1 December 2026 on. Events that only say what a
 * reader did with an email are `other`.
 */
export async function mailerSendNews(
  body: string,
  signature: string,
  secret: string,
): Promise<MailerSendNews> {
  const ours = await isSigned(body, signature, secret);
  if (!ours && !(await isSigned(body, signature, PING_SECRET))) return { kind: "forged" };
  const event = readEvent(body);
  const type = String(event.type);
  if (type === "webhook.test") return { kind: "ping" };
  if (!ours) return { kind: "forged" };
  const receipt = receiptOf(type, fieldsOf(event.data));
  return receipt === undefined ? { kind: "other", type } : { kind: "receipt", receipt };
}

function receiptOf(type: string, data: Record<string, unknown>): Receipt | undefined {
  const status = Object.hasOwn(statuses, type) ? statuses[type] : undefined;
  const { id, message_id: message, tags } = data;
  if (status === undefined || typeof id !== "string" || typeof message !== "string") {
    return undefined;
  }
  // An empty list when there is nothing to say.
  const { bounce_code: code, bounce_reason, suppression_reason } = fieldsOf(data.meta);
  const reason = bounce_reason ?? suppression_reason;
  return {
    channel: "email",
    message,
    event: id,
    status,
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [],
    ...(code !== undefined && { code: String(code) }),
    ...(typeof reason === "string" && { reason: withoutAddresses(reason) }),
  };
}

/** Mail servers repeat the address that they refuse; logs do without. */
function withoutAddresses(reason: string): string {
  return reason.replace(/[^\s<>@]+@[^\s<>@]+/g, "…").slice(0, 300);
}

async function isSigned(body: string, signature: string, secret: string): Promise<boolean> {
  // What is signed with nothing is signed by anybody.
  if (secret === "" || !/^[0-9a-f]{64}$/.test(signature)) return false;
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, [
    "verify",
  ]);
  const bytes = Uint8Array.from(signature.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16));
  return crypto.subtle.verify("HMAC", key, bytes, encoder.encode(body));
}

function readEvent(body: string): Record<string, unknown> {
  try {
    return fieldsOf(JSON.parse(body));
  } catch {
    return {};
  }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : {};
}
