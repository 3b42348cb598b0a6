import type { Evidence, JournalLine, Rules } from "./evidence.ts";
import { CLOCK_SKEW_MS } from "./tolerances.ts";

/** What is true for longer than mail can be out must have been told while it was. */
const TOLD_WITHIN_MS = 8 * 60 * 60_000;
/** What is on its way when it is overtaken arrives all the same. */
const ON_ITS_WAY_MS = CLOCK_SKEW_MS + 5_000;

/** Each message once, except where its answer was lost. */
export const onceTold: Rules = { atTheEnd: onceEach };

/** What a room's guest is told: none missing, none untrue. */
export const messages: Rules = { atTheEnd: noneMissing };

function onceEach(evidence: Evidence): void {
  const counts = new Map<string, { sent: number; excused: number }>();
  for (const { to, tags, unanswered } of evidence.world.mail.accepted) {
    if (tags.includes("staff-alert")) continue;
    const key = `${to} ${tags.join(" ")}`;
    const { sent, excused } = counts.get(key) ?? { sent: 0, excused: 0 };
    counts.set(key, { sent: sent + 1, excused: excused + (unanswered ? 1 : 0) });
  }
  for (const [key, { sent, excused }] of counts) {
    if (sent - excused > 1) evidence.fail("message twice", `${key}: ${sent}`);
  }
}

function noneMissing(evidence: Evidence): void {
  const told = (message: string, id: string) =>
    evidence.world.mail.accepted.some(({ tags }) => tags.includes(message) && tags.includes(id));
  for (const { id, status } of evidence.stored()) {
    const lines = evidence.journal(id);
    const booked = lines.some(({ event }) => event.type === "BookingConfirmed");
    const over = stoodFor(lines) < TOLD_WITHIN_MS && told("guest-cancellation", id);
    if (booked && !over && !told("guest-confirmation", id)) evidence.fail("never told", id);
    confirmedTooLate(evidence, id, lines);
    if (!booked && told("guest-confirmation", id)) evidence.fail("told of no booking", id);
    const refunded = lines.some(
      ({ event }) => event.type === "RefundRecorded" && event.status !== "failed",
    );
    if (status === "failed" && refunded && !told("guest-refund", id)) {
      evidence.fail("never told of the refund", id);
    }
    if (status === "cancelled" && refunded && !told("guest-cancellation", id)) {
      evidence.fail("never told of the cancellation", id);
    }
  }
}

/** For how long a booking stood until it was cancelled. */
function stoodFor(lines: readonly JournalLine[]): number {
  return at(lines, "BookingCancelled") - at(lines, "BookingConfirmed");
}

function at(lines: readonly JournalLine[], type: string): number {
  return lines.find(({ event }) => event.type === type)?.at ?? Infinity;
}

/** What is cancelled is not confirmed any more. */
function confirmedTooLate(evidence: Evidence, id: string, lines: readonly JournalLine[]): void {
  const cancelledAt = at(lines, "BookingCancelled");
  const isLate = evidence.world.mail.accepted.some(
    ({ tags, at, stray }) =>
      tags.includes("guest-confirmation") &&
      tags.includes(id) &&
      !stray &&
      at > cancelledAt + ON_ITS_WAY_MS,
  );
  if (isLate) evidence.fail("told what is not so any more", id);
}
