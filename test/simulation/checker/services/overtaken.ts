import type { Evidence } from "../evidence.ts";
import { saidAt, type ToldTrip } from "./evidence-of-services.ts";
import type { Sent } from "./messages-of.ts";

/** What is true for longer than a vendor can be out must have been told while it was. */
const TOLD_WITHIN_MS = 8 * 60 * 60_000;
/** What is on its way when it is overtaken arrives all the same. */
const ON_ITS_WAY_MS = 5_000;

/** Written down a second time: what says that a trip stands, and what says to its reader that not. */
const OVERTAKEN_BY: Record<string, string> = {
  "client-recap": "client-cancellation",
  "client-follow-up": "client-cancellation",
  "owner-recap": "owner-cancellation",
  "owner-dispatch": "owner-cancellation",
};

/** Whether a confirmation was not to be sent any more: soon cancelled, and its reader told that. */
export function isOvertaken(
  evidence: Evidence,
  { one }: ToldTrip,
  message: string,
  messages: readonly Sent[],
): boolean {
  const news = OVERTAKEN_BY[message];
  const stoodMs =
    saidAt(evidence, "Booking cancelled", one.id) - saidAt(evidence, "Booking confirmed", one.id);
  return messages.some((sent) => sent.message === news) && stoodMs < TOLD_WITHIN_MS;
}

/**
 * Whether a notice that a confirmation did not arrive was not to be sent any more; or was not known to
 * be needed, because the refusal itself was lost, and then the confirmation was overtaken.
 */
export function isNoticeOvertaken(
  evidence: Evidence,
  trip: ToldTrip,
  message: string,
  messages: readonly Sent[],
): boolean {
  const { lines, first } = trip;
  const cancelled = first("BookingCancelled")?.at ?? Infinity;
  const missed = lines.find(
    ({ event }) =>
      event.type === "ReceiptRecorded" &&
      event.message === message &&
      /undelivered|failed/.test(String(event.status)),
  );
  if (OVERTAKEN_BY[message] === undefined) return false;
  if (missed === undefined) return isOvertaken(evidence, trip, message, messages);
  return missed.at > cancelled - TOLD_WITHIN_MS;
}

/** What is cancelled is not confirmed any more, nor is anybody told that its confirmation is lost. */
export function notAnyMore(evidence: Evidence, { one }: ToldTrip, sent: Sent): void {
  const { message, about = message, copies } = sent;
  if (OVERTAKEN_BY[about] === undefined) return;
  const cancelledAt = saidAt(evidence, "Booking cancelled", one.id);
  if (copies.some(({ at, stray }) => !stray && at > cancelledAt + ON_ITS_WAY_MS)) {
    evidence.fail("told what is not so any more", `${message} of ${one.id}`);
  }
}
