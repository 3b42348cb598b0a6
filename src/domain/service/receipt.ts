/**
 * What became of a message after its provider took it.
 * - `queued`, `sent`, `delayed`: on its way.
 * - `unknown`: nobody has said, and it is not asked about any more.
 * - `undelivered`: refused on the way; a later delivery would still be believed.
 * - `delivered`: at the recipient's phone or mail server.
 * - `failed`: will not arrive; an email can bounce for good after its server had taken it.
 * - `read`: a person has seen it. `complained`: a person called it spam.
 */
export type ReceiptStatus =
  | "queued"
  | "sent"
  | "delayed"
  | "unknown"
  | "undelivered"
  | "delivered"
  | "failed"
  | "read"
  | "complained";

/** What is reported last is not always what is true last: a higher rank is never taken back. */
const ranks: Record<ReceiptStatus, number> = {
  queued: 0,
  sent: 1,
  delayed: 2,
  unknown: 3,
  undelivered: 4,
  delivered: 5,
  failed: 6,
  read: 7,
  complained: 8,
};

/** Whether a receipt says more than what is known of its message so far. */
export function isNews(known: ReceiptStatus | undefined, next: ReceiptStatus): boolean {
  return known === undefined || ranks[next] > ranks[known];
}

/** Whether more is to be heard of it. */
export function isOnItsWay(status: ReceiptStatus): boolean {
  return status === "queued" || status === "sent" || status === "delayed";
}

/** Whether its recipient has it, as far as anybody can know. */
export function hasArrived(status: ReceiptStatus): boolean {
  return status === "delivered" || status === "read" || status === "complained";
}

/** Whether its recipient is to be told another way. */
export function isMissed(status: ReceiptStatus): boolean {
  return status === "undelivered" || status === "failed";
}
