import type { Evidence, Rules } from "../evidence.ts";
import { CLOCK_SKEW_MS } from "../tolerances.ts";
import { allTrips, pagesOf, saidAt, type ToldTrip } from "./evidence-of-services.ts";
import { type Copy, messagesOf, type Sent } from "./messages-of.ts";
import { isOvertaken, notAnyMore } from "./overtaken.ts";

/** Written down a second time: who runs both services. */
const OWNER_EMAIL = "collins@destinationcocoa.example";
const OWNER_WHATSAPP = "+18685550117";

/** A look before a repetition, and the repetition, are out no longer than this. */
const LOOK_MS = 4_000;
/** What a look has told is acted on within this. */
const ASKED_MS = 2_000;

/** Each confirmation goes to whom it concerns, once, when it is true; and none is missing. */
export const confirmations: Rules = {
  atTheEnd(evidence) {
    for (const told of allTrips(evidence)) {
      const messages = messagesOf(evidence, told.one);
      exactlyWhatIsSo(evidence, told, messages);
      for (const sent of messages) {
        rightReader(evidence, told, sent);
        onceOnly(evidence, told, sent);
        notAnyMore(evidence, told, sent);
      }
    }
  },
};

/** What each event of the journal has to say to whom. */
function exactlyWhatIsSo(evidence: Evidence, told: ToldTrip, messages: readonly Sent[]): void {
  const { one } = told;
  exactly("client-recap", "BookingConfirmed");
  exactly("owner-recap", "BookingConfirmed");
  exactly("client-follow-up", "BookingConfirmed", one.whatsapp !== null);
  exactly("owner-dispatch", "BookingConfirmed");
  exactly("client-cancellation", "BookingCancelled");
  exactly("owner-cancellation", "BookingCancelled");
  exactly("client-refund", "FulfilmentFailed");
  exactly("client-payment-failed", "HoldReleased", hasFailed(evidence, told));

  function exactly(message: string, type: string, isMeant = true): void {
    const sent = messages.find((one) => one.message === message);
    const wanted = told.has(type) && isMeant;
    const isOver = isOvertaken(evidence, told, message, messages);
    if (wanted && !isOver && sent === undefined)
      evidence.fail("never told", `${message} of ${one.id}`);
    if (!wanted && sent !== undefined)
      evidence.fail("told what is not so", `${message} of ${one.id}`);
    const [copy] = sent?.copies ?? [];
    const since = type === "BookingConfirmed" ? saidAt(evidence, "Booking confirmed", one.id) : 0;
    if (copy && copy.at < since) evidence.fail("told too early", `${message} of ${one.id}`);
  }
}

/** Whether the guest completed the page that they were given, and the payment failed after that. */
function hasFailed(evidence: Evidence, { one }: ToldTrip): boolean {
  const page = pagesOf(evidence, one.id).find(({ id }) => id === one.checkout?.id);
  return page?.status === "complete" && page.intent?.status === "requires_payment_method";
}

function rightReader(evidence: Evidence, { one }: ToldTrip, sent: Sent): void {
  const { message, channel, copies } = sent;
  const isOwners = message.startsWith("owner-");
  const reader =
    channel === "email"
      ? isOwners
        ? OWNER_EMAIL
        : one.customer.email
      : isOwners
        ? OWNER_WHATSAPP
        : one.whatsapp;
  for (const { to, words } of copies) {
    if (to !== reader) evidence.fail("told to another", `${message} of ${one.id}`);
    if (!words.includes(one.code)) evidence.fail("told of nothing", `${message} of ${one.id}`);
  }
}

/** A second copy needs an excuse: an answer that was lost, and a vendor that could not tell. */
function onceOnly(evidence: Evidence, told: ToldTrip, sent: Sent): void {
  const { message, about, copies, channel } = sent;
  const { one } = told;
  const name = `${message}${about ? ` about ${about}` : ""} of ${one.id}`;
  for (const [index, copy] of copies.entries()) {
    const earlier = copies.slice(0, index);
    if (earlier.length === 0 || copy.stray) continue;
    const unasked = isUnasked(evidence, told, sent, copy);
    const excused = earlier.some((first) => isExcuse(evidence, sent, first, copy, unasked));
    if (!excused) evidence.fail("message twice", name);
    if (about === undefined && isKnownSent(evidence, one.id, message, copy)) {
      evidence.fail("sent again though its receipt had come", name);
    }
  }
  const own = copies.filter(({ stray }) => !stray);
  if (channel === "whatsapp" && about === undefined && own.length > 1)
    saysSo(evidence, told, name, message);
}

/** A vendor that does not say for ten minutes what it has sent is not waited for. */
function isUnasked(evidence: Evidence, { one }: ToldTrip, { about }: Sent, copy: Copy): boolean {
  const planned = about === undefined ? saidAt(evidence, "Booking confirmed", one.id) : 0;
  const isAnswered = evidence.world.twilio.listed.some(
    ({ to, at }) => to === copy.to && at <= copy.at && at > copy.at - ASKED_MS,
  );
  return !isAnswered && copy.at - planned > 10 * 60_000 - CLOCK_SKEW_MS;
}

function isExcuse(
  evidence: Evidence,
  { channel }: Sent,
  first: Copy,
  copy: Copy,
  unasked: boolean,
): boolean {
  if (!first.unanswered) return false;
  const canTell = channel === "whatsapp" && evidence.world.twilio.keepsText && !unasked;
  return !canTell || copy.at - first.at < LOOK_MS;
}

/** Whether a receipt had said of the message, before its repetition was sent, that it is out. */
function isKnownSent({ world }: Evidence, id: string, message: string, { at }: Copy): boolean {
  return world.log.some(
    (line) =>
      ["Message receipt", "Message not delivered"].includes(line.message) &&
      line.reservation === id &&
      line.told === message &&
      line.status !== "queued" &&
      line.at < at - LOOK_MS,
  );
}

/** One too many is right where nobody can tell; then the journal says so. */
function saysSo(evidence: Evidence, { lines }: ToldTrip, name: string, message: string): void {
  const isSaid = lines.some(
    ({ event }) =>
      event.type === "ReceiptRecorded" &&
      event.message === message &&
      /second copy|found sent/.test(String(event.detail)),
  );
  if (!isSaid) evidence.fail("a second copy in silence", name);
}
