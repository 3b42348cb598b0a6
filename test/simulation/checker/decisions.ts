import type { SimulatedRoom } from "../world.ts";
import { type Evidence, type JournalLine, type Rules, type Stored, storedIn } from "./evidence.ts";
import { BUFFER_MS, CLOCK_SKEW_MS, DECISION_SLACK_MS } from "./tolerances.ts";

/** No booking over an event that gate 2 must have seen; no failure and no alarm without a cause. */
export const decisions: Rules = {
  atTheEnd(evidence) {
    for (const room of evidence.world.rooms) {
      for (const one of storedIn(room)) {
        const lines = evidence.journal(one.id);
        const overlapping = overlappingByHand(room, one);
        notOverAnEvent(evidence, one, lines, overlapping);
        failureHasCause(evidence, one, lines, overlapping.length > 0);
        alarmHasCause(evidence, one);
      }
    }
  },
};

/** What people have put where this reservation is, at any time. */
function overlappingByHand({ calendar }: SimulatedRoom, { days }: Stored) {
  const byHand = [...calendar.events.values()].filter(
    ({ marks, touched }) => marks === undefined || touched,
  );
  return byHand.filter(({ startsAt, endsAt }) =>
    days.some((day) => startsAt < day.endsAt + BUFFER_MS && endsAt > day.startsAt - BUFFER_MS),
  );
}

/** An event that stood from before the payment until after the second look was seen. */
function notOverAnEvent(
  evidence: Evidence,
  { id }: Stored,
  lines: readonly JournalLine[],
  overlapping: ReturnType<typeof overlappingByHand>,
): void {
  const at = (type: string) => lines.find(({ event }) => event.type === type)?.at;
  const [captured, secured] = [at("PaymentCaptured"), at("SlotSecured")];
  if (captured === undefined || secured === undefined) return;
  const seen = overlapping.find(
    ({ marks, createdAt, deletedAt }) =>
      marks === undefined &&
      createdAt < captured - CLOCK_SKEW_MS &&
      (deletedAt ?? Infinity) > secured + CLOCK_SKEW_MS,
  );
  if (seen !== undefined) evidence.fail("booked over an event", `${id} over ${seen.id}`);
}

function failureHasCause(
  evidence: Evidence,
  one: Stored,
  lines: readonly JournalLine[],
  isTaken: boolean,
): void {
  const failed = lines.find(({ event }) => event.type === "FulfilmentFailed");
  const captured = one.captured?.at ?? Infinity;
  const decidedAt =
    lines.find(({ event }) => ["FulfilmentFailed", "BookingConfirmed"].includes(event.type))?.at ??
    captured;
  if (decidedAt - captured > one.writeBudgetMs + DECISION_SLACK_MS) {
    evidence.fail("paid and undecided for too long", one.id);
  }
  if (failed === undefined) return;
  const reason = failed.event.reason;
  if (reason === "slot-taken" && !isTaken) evidence.fail("refused without a cause", one.id);
  const early = failed.at - captured < one.writeBudgetMs - 30_000 - CLOCK_SKEW_MS;
  const detail = String(failed.event.detail);
  if (reason === "calendar-write-failed" && early && !detail.includes("403")) {
    evidence.fail("given up without a cause", `${one.id}: ${detail}`);
  }
  if (reason === "availability-check-failed" && early) {
    evidence.fail("given up without a cause", `${one.id}: ${detail}`);
  }
}

function alarmHasCause(evidence: Evidence, { id, items, payment }: Stored): void {
  const intent = payment && evidence.world.stripe.intents.get(payment.id);
  if (Object.values(items).includes("payment-mismatch") && !intent?.tampered) {
    evidence.fail("alarm without a cause", `${id}: payment-mismatch`);
  }
}
