import type { LogLine } from "../../../src/objects/event-log.ts";
import type { SimulatedRoom } from "../world.ts";
import { type Evidence, type Rules, storedIn } from "./evidence.ts";
import { BUFFER_MS } from "./tolerances.ts";

const HOLDING = ["approved", "paid", "confirmed"];

/** No slot twice; and a slot is given away only once nobody can pay for it any more. */
export const slots: Rules = {
  onLog(evidence, line) {
    if (line.message === "Hold placed" || line.message === "Payment captured") {
      for (const room of evidence.world.rooms) noOverlap(evidence, room);
    }
    if (line.message === "Hold released") {
      releasedOnlyUnpaid(evidence, line);
      releasedUnderNobody(evidence, line);
    }
  },

  sample(evidence) {
    for (const room of evidence.world.rooms) claimsAreTheHolders(evidence, room);
  },

  atTheEnd(evidence) {
    for (const room of evidence.world.rooms) {
      noOverlap(evidence, room);
      claimsAreTheHolders(evidence, room);
    }
  },
};

/** Claims are taken for exactly those who hold something. */
function claimsAreTheHolders(evidence: Evidence, room: SimulatedRoom): void {
  const claimed = room.object.storage.database
    .prepare("SELECT reservation, date FROM claims ORDER BY reservation, date")
    .all()
    .map((row) => `${row.reservation} ${row.date}`);
  const held = storedIn(room)
    .filter(({ status }) => HOLDING.includes(status))
    .flatMap(({ id, days }) => days.map(({ date }) => `${id} ${date}`))
    .sort();
  if (claimed.join() !== held.join()) {
    evidence.fail("claims are not the holders", `${room.slug}: ${claimed} instead of ${held}`);
  }
}

/** No two claims overlap, the buffer included. */
function noOverlap(evidence: Evidence, { object, slug }: SimulatedRoom): void {
  const claims = object.storage.database
    .prepare("SELECT reservation, starts_at, ends_at FROM claims ORDER BY starts_at")
    .all() as { reservation: string; starts_at: number; ends_at: number }[];
  for (const [index, claim] of claims.entries()) {
    const next = claims[index + 1];
    if (next !== undefined && next.starts_at < claim.ends_at + BUFFER_MS) {
      evidence.fail("overlap", `${slug}: ${claim.reservation} and ${next.reservation}`);
    }
  }
}

/** A slot is given away only once nobody can pay for it any more. */
function releasedOnlyUnpaid(
  evidence: Evidence,
  { reservation, payment_intent, reason }: LogLine,
): void {
  // Money that does not fit was taken: an item for staff, and no claim on the slot.
  if (reason === "payment-mismatch") return;
  const intents = [...evidence.world.stripe.intents.values()].filter(
    ({ id, metadata }) => id === payment_intent || metadata.reservation === reservation,
  );
  for (const { id, status, amount } of intents) {
    const given = evidence.guests.some(({ payments }) => payments.has(id));
    if (given && status !== "canceled") {
      evidence.fail("released while payable", `${reservation} with ${id} ${status} (${amount})`);
    }
  }
}

/** What was given back is handed out no more: its guest would pay for what is closed meanwhile. */
function releasedUnderNobody(evidence: Evidence, { reservation = "", reason }: LogLine): void {
  if (reason !== "given-back") return;
  if (evidence.guests.some(({ shownAgain }) => shownAgain?.has(reservation))) {
    evidence.fail("released under its guest", reservation);
  }
}
