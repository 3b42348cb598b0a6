import type { MessageStatus } from "twilio/lib/rest/api/v2010/account/message.js";
import type { ReceiptStatus } from "../../domain/service/receipt.ts";

/** https://www.twilio.com/docs/messaging/api/message-resource#message-status-values */
const statuses: Partial<Record<MessageStatus, ReceiptStatus>> = {
  accepted: "queued",
  scheduled: "queued",
  queued: "queued",
  sending: "queued",
  sent: "sent",
  undelivered: "undelivered",
  delivered: "delivered",
  failed: "failed",
  canceled: "failed",
  read: "read",
};

/** Twilio's word for how far a message has come, in ours; `undefined` for one that does not say. */
export function receiptStatusOf(status: string): ReceiptStatus | undefined {
  return Object.hasOwn(statuses, status) ? statuses[status as MessageStatus] : undefined;
}

/** Twilio, Error and Warning Dictionary: what guests' numbers and phones cause. */
const reasons: Record<string, string> = {
  21211: "not a valid number",
  21610: "the recipient has unsubscribed",
  63003: "the number has no WhatsApp",
  63013: "against WhatsApp's policy",
  63016: "outside a conversation WhatsApp takes templates only",
  63018: "too many messages at once",
  63021: "WhatsApp refuses the content",
  63024: "the number has no WhatsApp",
  63028: "the template has other places",
  63032: "WhatsApp does not deliver to this recipient",
};

/** What staff read of a failure; nothing for a message on its way. */
export function failureOf(code: string | number | null | undefined): {
  code?: string;
  reason?: string;
} {
  if (!code) return {};
  const reason = Object.hasOwn(reasons, String(code)) ? reasons[String(code)] : undefined;
  return { code: String(code), ...(reason !== undefined && { reason }) };
}
