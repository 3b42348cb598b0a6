import type { MessageStatus } from "twilio/lib/rest/api/v2010/account/message.js";
import { callbackQueue } from "../callbacks.ts";
import type { World } from "../world.ts";
import { conversations, type MessageRecord, messages } from "./records.ts";

const SECOND = 1000;

/** Twilio's spacing of the repetitions that an address asks for is its own; this is quick. */
const RETRY_WAIT_MS = 2 * SECOND;
const RETRIES_MAX = 5;

/** WhatsApp's limit for a template with its places filled. */
const TEMPLATE_LENGTH_MAX = 1024;

export const NUMBER_OUTCOMES = ["delivered", "no-whatsapp", "silent"] as const;

/** What becomes of messages to a number. `silent`: its phone is off. */
export type NumberOutcome = (typeof NUMBER_OUTCOMES)[number];

/** By the last digits of a number. */
const ENDINGS: Record<string, NumberOutcome> = { "3024": "no-whatsapp", "3000": "silent" };

const endings = (world: World) =>
  world.documents.collection<{ ending: string; outcome: NumberOutcome }>("twilio.ending");

/** Makes all numbers that end so have, or lack, WhatsApp. */
export function setEnding(world: World, ending: string, outcome: NumberOutcome): void {
  endings(world).put(ending, { ending, outcome });
}

interface Step {
  status: MessageStatus;
  errorCode: number | null;
  afterMs: number;
}

/** Starts a message on its way. */
export function dispatch(world: World, message: MessageRecord): void {
  for (const { status, errorCode, afterMs } of wayOf(world, message)) {
    const subject = [message.sid, status, errorCode ?? ""].join("/");
    world.agenda.add("twilio-status", subject, world.now() + afterMs);
  }
}

function wayOf(world: World, { to, body, contentSid }: MessageRecord): Step[] {
  const fails = (status: MessageStatus, errorCode: number): Step[] => [
    { status, errorCode, afterMs: 1.5 * SECOND },
  ];
  const isOpen = (conversations(world).get(to)?.until ?? 0) > world.now();
  if (contentSid === undefined && !isOpen) return fails("failed", 63016);
  if (contentSid !== undefined && body.length > TEMPLATE_LENGTH_MAX) {
    return fails("undelivered", 63021);
  }
  const outcome = outcomeOf(world, to);
  if (outcome === "no-whatsapp") return fails("undelivered", 63024);
  const way: Step[] = [
    { status: "sent", errorCode: null, afterMs: 0.5 * SECOND },
    { status: "delivered", errorCode: null, afterMs: 1.5 * SECOND },
  ];
  return outcome === "silent" ? way.slice(0, 1) : way;
}

function outcomeOf(world: World, to: string): NumberOutcome {
  const own = endings(world).list();
  const chosen = own.findLast(({ ending }) => to.endsWith(ending));
  if (chosen !== undefined) return chosen.outcome;
  const usual = Object.entries(ENDINGS).find(([ending]) => to.endsWith(ending));
  return usual?.[1] ?? "delivered";
}

/** A step of a message's way, as the agenda holds it. */
export function takeStep(world: World, subject: string): void {
  const [sid = "", status = "", errorCode = ""] = subject.split("/");
  moveTo(world, sid, status as MessageStatus, errorCode === "" ? null : Number(errorCode));
}

/** Changes a message's status and tells the app, if the message says where. */
export function moveTo(
  world: World,
  sid: string,
  status: MessageStatus,
  errorCode: number | null,
): MessageRecord | undefined {
  const known = messages(world).get(sid);
  if (known === undefined) return undefined;
  const now = world.now();
  const sentAt = known.sentAt ?? (status === "failed" ? null : now);
  const message = { ...known, status, errorCode, updatedAt: now, sentAt };
  messages(world).put(sid, message, message.to);
  if (message.statusCallback !== undefined) tell(world, message, message.statusCallback);
  return message;
}

function tell(world: World, message: MessageRecord, url: string): void {
  callbackQueue.schedule(world, {
    provider: "twilio",
    url,
    body: new URLSearchParams(callbackFields(world, message)).toString(),
    event: { id: `${message.sid}/${message.status}`, type: message.status, message: message.sid },
    retryWaitsMs: Array<number>(retriesOf(url)).fill(RETRY_WAIT_MS),
  });
}

/** https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
function retriesOf(url: string): number {
  const overrides = new URLSearchParams(new URL(url).hash.slice(1));
  // Without `rp`, only a connection that cannot be made is tried again.
  if (overrides.get("rp") !== "all") return 0;
  return Math.min(Number(overrides.get("rc") ?? 1), RETRIES_MAX);
}

/** https://www.twilio.com/docs/messaging/guides/track-outbound-message-status */
function callbackFields({ settings }: World, message: MessageRecord): Record<string, string> {
  const { sid, status, to, from, errorCode } = message;
  const event = ["delivered", "undelivered", "read"].includes(status);
  return {
    SmsSid: sid,
    SmsStatus: status,
    MessageStatus: status,
    ChannelToAddress: to.replace("whatsapp:", ""),
    To: to,
    ChannelPrefix: "whatsapp",
    MessageSid: sid,
    AccountSid: settings.keys.twilioAccountSid,
    StructuredMessage: "false",
    From: from,
    ApiVersion: "2010-04-01",
    ...(event ? { EventType: status.toUpperCase() } : {}),
    ...(errorCode === null ? {} : { ErrorCode: String(errorCode) }),
  };
}
