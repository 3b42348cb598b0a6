import { type Bookable, type Evidence, type Rules, type Stored, storedIn } from "./evidence.ts";
import { ALARM_PAUSE_MS, CLOCK_SKEW_MS } from "./tolerances.ts";

const ENDS = ["confirmed", "completed", "cancelled", "failed", "expired", "declined"];

/** In calm weather a cron comes every hour, and looks for what has been overdue for a while. */
const CRON_MS = 80 * 60_000;

/** Everything ends, and nothing waits in silence. */
export const ends: Rules = {
  onLog(evidence, line) {
    if (line.message !== "Effect could not be recorded") return;
    evidence.fail("a bug was thrown", `${line.reservation} ${line.effect}: ${line.detail}`);
  },

  eachCalmHour: nothingOverdue,
  whenCalm: nothingStuck,

  atTheEnd(evidence) {
    for (const bookable of evidence.bookables) nothingLeftToDo(evidence, bookable);
    nobodyIsForgotten(evidence);
  },
};

/** In calm weather no alarm is lost: what is due has run, or its alarm was never armed. */
function nothingOverdue(evidence: Evidence): void {
  const { scheduler, kind } = evidence.world;
  // The crons of sessions look for what is overdue; what falls due after one waits for the next.
  const cronMs = kind === "sessions" ? CRON_MS : 0;
  const before = scheduler.now - CLOCK_SKEW_MS - ALARM_PAUSE_MS - cronMs;
  for (const { object } of evidence.bookables) {
    const rows = object.storage.database
      .prepare("SELECT id FROM outbox WHERE state = 'due' AND due_at < ?")
      .all(before);
    for (const { id } of rows) {
      if (comesWithTheNext(evidence, String(id))) continue;
      evidence.fail("overdue in calm weather", String(id));
    }
  }
}

/**
 * The crons of sessions look for what people wait for. Copies and looks come with the next of these:
 * an alarm may be lost after a copy has landed whose answer was lost, and then nothing is behind.
 */
function comesWithTheNext({ world }: Evidence, id: string): boolean {
  return world.kind === "sessions" && /(record-in-ledger|follow-refunds)$/.test(id);
}

/** Some hours of calm are enough for everything that bad weather left to do. */
function nothingStuck(evidence: Evidence): void {
  for (const { object } of evidence.bookables) {
    const rows = object.storage.database
      .prepare(
        "SELECT id, last_outcome FROM outbox WHERE state = 'due' AND (last_outcome LIKE 'unknown%' OR last_outcome LIKE 'retryable%')",
      )
      .all();
    for (const { id, last_outcome } of rows) {
      if (comesWithTheNext(evidence, String(id))) continue;
      evidence.fail("stuck in calm weather", `${id} ${last_outcome}`);
    }
  }
}

/** Nothing that matters is still waiting long after all is calm. */
function nothingLeftToDo(evidence: Evidence, bookable: Bookable): void {
  const rows = bookable.object.storage.database
    .prepare("SELECT id, name, state FROM outbox WHERE state IN ('due', 'failed')")
    .all() as { id: string; name: string; state: string }[];
  for (const { id, name, state } of rows) {
    const owner = storedIn(bookable).find((one) => id.startsWith(one.id));
    const looksAgain = name === "follow-refunds" || isFollowed(owner, name);
    const hasTime = looksAgain || name === "complete-booking" || id.startsWith("/");
    const waits = hasTime || comesWithTheNext(evidence, id);
    // What only people can mend is tried for ever, and they know of it.
    const mends = name === "transfer" && evidence.isAlerted(owner?.id);
    if (state === "due" && !waits && !mends) evidence.fail("still to do", id);
    // A look that the vendor does not answer ends as "nobody knows", in the journal.
    if (state !== "failed" || name.startsWith("look-at-text")) continue;
    const settled = ["failed", "cancelled", "expired"].includes(owner?.status ?? "");
    if (!settled && !evidence.isAlerted(owner?.id)) evidence.fail("failed in silence", id);
  }
}

/** A second payment that went back is looked at for two weeks, because a refund can still fail. */
function isFollowed(owner: Stored | undefined, name: string): boolean {
  const [kind, payment = ""] = name.split("/");
  return kind === "return-payment" && owner?.secondPayments?.[payment]?.state === "returned";
}

/** Every guest who got as far as a payment has an end that can be told. */
function nobodyIsForgotten(evidence: Evidence): void {
  for (const { id, status } of evidence.stored()) {
    if (!ENDS.includes(status)) evidence.fail("no end", `${id} is still ${status}`);
  }
  for (const { payments } of evidence.guests) {
    for (const payment of payments) {
      const intent = evidence.world.stripe.intents.get(payment);
      const settled = intent?.status === "succeeded" || intent?.status === "canceled";
      if (!settled) evidence.fail("a payment stays open", `${payment} is ${intent?.status}`);
    }
  }
}
