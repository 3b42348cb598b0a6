import type { ServiceEmail, ServiceText } from "../effect.ts";

const names: Record<ServiceEmail | ServiceText, true> = {
  "client-recap": true,
  "owner-recap": true,
  "client-payment-failed": true,
  "client-refund": true,
  "client-cancellation": true,
  "owner-cancellation": true,
  "owner-undelivered": true,
  "client-follow-up": true,
  "owner-dispatch": true,
  "owner-undelivered-text": true,
};

/** Whether this names a message about a trip, of which receipts are kept. */
export function isServiceMessage(name: string): name is ServiceEmail | ServiceText {
  return Object.hasOwn(names, name);
}
