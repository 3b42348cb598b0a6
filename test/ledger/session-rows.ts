import {
  beginSessionReservation,
  type SessionReservation,
} from "../../src/domain/session/session-reservation.ts";
import { splitOf } from "../../src/domain/session/split.ts";
import type { SessionLedger } from "../../src/objects/session/session-copy.ts";

export const HOUR = 60 * 60_000;
export const DAY = 24 * HOUR;
export const BEGUN = Date.parse("2026-12-01T18:00:00Z");
const STARTS = Date.parse("2026-12-12T18:00:00Z");
const SHARES = { supplier: 80, hotel: 12, platform: 8 };

const id = (number: number) =>
  `res_session_linocut-workshop_20261212t1000_${String(number).padStart(16, "0")}`;

let count = 0;

/** A reservation of two spots for 90.00, as the object's state would be; `changes` make it another. */
export function reservation(changes: Partial<SessionReservation> = {}): SessionReservation {
  count += 1;
  const begun = beginSessionReservation({
    type: "SpotsHeld",
    id: id(count),
    code: "TG-7KQ2-M9XA",
    experience: "linocut-workshop",
    session: { date: "2026-12-12", time: "10:00", startsAt: STARTS, endsAt: STARTS + 2 * HOUR },
    participants: 2,
    flow: "instant",
    supplier: "stamperia-rosa",
    hotel: null,
    userId: null,
    customer: { name: "Ada Lovelace", email: "ada@example.com" },
    quote: { currency: "cad", lines: [{ label: "2 × CA$45.00", amount: 9000 }], total: 9000 },
    refundPolicy: { tiers: [] },
    terms: {
      paymentMs: DAY,
      completionCheckAt: STARTS + DAY,
      autoCompleteAt: STARTS + 7 * DAY,
      reportUntil: STARTS + 15 * DAY,
      shares: SHARES,
    },
    heldAt: BEGUN,
    holdExpiresAt: BEGUN + DAY,
  });
  return { ...begun, ...changes };
}

/** Paid in full, and whatever became of it. */
export function paid(changes: Partial<SessionReservation> = {}): SessionReservation {
  return reservation({
    status: "confirmed",
    payment: { id: `pi_${count + 1}`, secret: "secret" },
    captured: { amount: 9000, currency: "cad", at: BEGUN + HOUR },
    split: splitOf(9000, SHARES, typeof changes.hotel === "string"),
    ...changes,
  });
}

/** Asked for, and answered so many milliseconds later, or not at all. */
export function requested(
  answeredAfter: number | null,
  changes: Partial<SessionReservation> = {},
): SessionReservation {
  return reservation({
    flow: "request",
    status: "pending",
    holdExpiresAt: null,
    responseDeadline: BEGUN + 2 * DAY,
    respondedAt: answeredAfter === null ? null : BEGUN + answeredAfter,
    ...changes,
  });
}

/** Records each with a copy of its session, as its object would. */
export async function recordAll(
  ledger: SessionLedger,
  reservations: SessionReservation[],
  at: number,
): Promise<void> {
  for (const [index, one] of reservations.entries()) {
    const { experience, session } = one;
    const snapshot = {
      ...session,
      experience,
      exists: true,
      spotsTotal: 8,
      spotsAvailable: 8,
      version: index + 1,
      nextDueAt: null,
    };
    const recorded = await ledger.record(one, at, snapshot);
    if (recorded.kind !== "ok") throw new Error(recorded.reason);
  }
}
