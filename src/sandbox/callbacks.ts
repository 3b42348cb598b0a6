import { type Delivery, DeliveryQueue, type SignedRequest } from "./delivery-queue.ts";
import type { Collection } from "./documents.ts";
import { webhookHeaders } from "./mailersend/webhooks-signature.ts";
import { callbackHeaders } from "./twilio/signature.ts";
import type { World } from "./world.ts";

/** What a vendor wants to tell the app of one message. */
export interface NewCallback {
  provider: "twilio" | "mailersend";
  url: string;
  body: string;
  /** What it says, for people. */
  event: { id: string; type: string; message: string };
  /** How long to wait before each repetition; none where a vendor does not repeat. */
  retryWaitsMs: readonly number[];
}

/** A callback and what became of it. */
export type CallbackRecord = Delivery & NewCallback;

export type TakenCallback = SignedRequest & Pick<NewCallback, "provider" | "event">;

export const callbacks = (world: World): Collection<CallbackRecord> =>
  world.documents.collection("callback");

const operations = {
  twilio: ["twilio", "callbacks.deliver"],
  mailersend: ["mailersend", "webhooks.deliver"],
} as const;

/** What Twilio and MailerSend tell, or want to tell, of messages. */
export const callbackQueue = new DeliveryQueue<NewCallback, TakenCallback>({
  agenda: "callback",
  idPrefix: "cb_",
  delayMs: 0,
  // MailerSend's three seconds, the shortest.
  answerMs: 3_000,
  // What is lost stays lost, as where a vendor does not repeat.
  takenUnder: { fail: 0, timeout: 0, slow: 1, duplicate: 2, "timeout-after-success": 1 },
  records: callbacks,
  operationOf: ({ provider }) => operations[provider],
  retryWaitsMsOf: ({ retryWaitsMs }) => retryWaitsMs,
  async sign(world, callback) {
    const { provider, url, body, event } = callback;
    const headersOf = provider === "twilio" ? callbackHeaders : webhookHeaders;
    const headers = await headersOf(world, callback);
    return { provider, url: withoutFragment(url), headers, body, event };
  },
});

/** A vendor keeps the fragment of an address to itself. */
export function withoutFragment(url: string): string {
  return url.replace(/#.*$/, "");
}
