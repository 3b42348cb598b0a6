import type { World } from "../../world.ts";
import type { Evidence, JournalLine, Rules } from "../evidence.ts";
import { allTold, type Told } from "./evidence-of-sessions.ts";

const HOUR_MS = 60 * 60_000;
/** Written down a second time: how long before these sessions guests may cancel. */
const CANCELLATION_MS = 36 * HOUR_MS;
/** A lost alarm waits for its cron. */
const LATE_MS = 5 * HOUR_MS;
/** That of completing by time comes once a day, and may be missed once. */
const COMPLETED_LATE_MS = 2 * 24 * HOUR_MS + LATE_MS;
/**
 * Stripe must answer every call of a close before a hold can be ended. Outages that follow one another
 * last for hours, yet for less than the day that a page lives which nobody closes.
 */
const STRIPE_OUT_MS = 20 * HOUR_MS;
/** The longest outage, or a day on which each hourly attempt meets a failure. */
const STRIPE_SORE_MS = 48 * HOUR_MS;
const CALLS_OF_A_CLOSE: readonly (string | undefined)[] = [
  "payment_links.update",
  "sessions.expire",
];

/** How long what needs an answer of Stripe's may take in a run. */
export function stripeOutMs({ faults, busyUntil }: World): number {
  const isSore = CALLS_OF_A_CLOSE.includes(faults.soreSpot) || faults.clearsAt > busyUntil;
  return isSore ? STRIPE_SORE_MS : STRIPE_OUT_MS;
}

/** Nothing happens before its time or after it, and at the end everything has ended. */
export const deadlines: Rules = {
  atTheEnd(evidence) {
    for (const told of allTold(evidence)) {
      requestInTime(evidence, told);
      holdInTime(evidence, told);
      settledInTime(evidence, told);
      hasEnded(evidence, told);
    }
  },
};

/** Fails when an event came before `from` or after `until`, by the clock of its own object. */
function within(
  evidence: Evidence,
  { one }: Told,
  line: JournalLine | undefined,
  { from = -Infinity, until = Infinity }: { from?: number; until?: number },
): void {
  if (line === undefined) return;
  const { at, event } = line;
  if (at < from) evidence.fail("too early", `${one.id}: ${event.type}`);
  if (at > until) evidence.fail("too late", `${one.id}: ${event.type}`);
}

function requestInTime(evidence: Evidence, told: Told): void {
  const { first, one } = told;
  const from = one.responseDeadline;
  if (from === null) return;
  for (const type of ["RequestAccepted", "RequestDeclined"]) {
    within(evidence, told, first(type), { until: from });
  }
  within(evidence, told, first("RequestExpired"), { from, until: from + LATE_MS });
  const ends = ["RequestAccepted", "RequestDeclined", "RequestExpired"].filter(told.has);
  if (ends.length !== 1) evidence.fail("a request without one end", `${one.id}: ${ends}`);
}

function holdInTime(evidence: Evidence, told: Told): void {
  const { first, one } = told;
  const from = one.holdExpiresAt;
  if (from === null) return;
  const released = first("HoldReleased");
  if (released?.event.reason === "expired") within(evidence, told, released, { from });
  const ended = [released, first("PaymentCaptured")].filter((line) => line !== undefined);
  const processing = told.has("PaymentProcessing") ? LATE_MS : 0;
  const until = from + stripeOutMs(evidence.world) + processing;
  if (ended.every(({ at }) => at > until)) evidence.fail("held for too long", one.id);
}

function settledInTime(evidence: Evidence, told: Told): void {
  const { first, one } = told;
  const cancelled = first("BookingCancelled");
  if (cancelled?.event.by === "guest") {
    within(evidence, told, cancelled, { until: one.session.startsAt - CANCELLATION_MS });
  }
  if (cancelled?.event.by === "supplier") within(evidence, told, cancelled, reports(told));
  const completed = first("BookingCompleted");
  if (completed?.event.by === "supplier") within(evidence, told, completed, reports(told));
  if (completed?.event.by === "time") {
    const from = one.terms.autoCompleteAt;
    within(evidence, told, completed, { from, until: from + COMPLETED_LATE_MS });
  }
}

/** From the end of the session until the links of the supplier's email end. */
function reports({ one }: Told): { from: number; until: number } {
  return { from: one.session.endsAt, until: one.terms.reportUntil };
}

/** By now every session is long over, and nobody can say anything about it any more. */
function hasEnded(evidence: Evidence, { one }: Told): void {
  if (["pending", "approved", "paid", "confirmed"].includes(one.status)) {
    evidence.fail("no end", `${one.id} is still ${one.status}`);
  }
}
