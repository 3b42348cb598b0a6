import type { SimulatedSession } from "../../simulated-session.ts";
import type { Evidence, Rules } from "../evidence.ts";
import { allTold, type StoredSpots, type Told } from "./evidence-of-sessions.ts";

/** What lists, crons and reports read comes to equal what the objects hold. */
export const copies: Rules = {
  atTheEnd(evidence) {
    for (const told of allTold(evidence)) reservationIsCopied(evidence, told);
    for (const session of evidence.world.sessions) sessionIsCopied(evidence, session);
  },
};

function reservationIsCopied(evidence: Evidence, { one }: Told): void {
  const { stripe } = evidence.world;
  const row = evidence.world.copies?.database
    .prepare("SELECT * FROM session_reservations WHERE reservation = ?")
    .get(one.id);
  if (row === undefined) {
    evidence.fail("the ledger is behind", `${one.id} is not in it`);
    return;
  }
  const { split, transfer } = one;
  const wanted = {
    status: one.status,
    // A class's payment that nobody could pay any more, or not yet, is of no use to a list.
    payment: one.captured === null ? row.payment : one.payment?.id,
    payment_deadline: one.holdExpiresAt,
    supplier_amount: split?.supplier ?? null,
    hotel_amount: split?.hotel ?? null,
    platform_amount: split?.platform ?? null,
    transfer: transfer?.transfer ?? null,
    refunded_amount: returned(evidence, one.payment?.id),
    charge: row.charge === null && mayBeNameless(evidence, one) ? null : chargeOf(evidence, one),
    refunds: listed(stripe.refundsOf(one.payment?.id ?? "").map(({ id }) => id)),
  };
  const copied = { ...row, refunds: listed(JSON.parse(String(row.refunds))) };
  for (const [column, value] of Object.entries(wanted)) {
    const is = copied[column as keyof typeof copied];
    if (is === value) continue;
    evidence.fail("the ledger is behind", `${one.id}: ${column} ${is} of ${value}`);
  }
}

function listed(ids: readonly string[]): string {
  return ids.toSorted().join(" ");
}

/** What Stripe took the payment by that this booking is of. */
function chargeOf({ world }: Evidence, { captured, payment }: StoredSpots): string | null {
  if (captured === null || payment === null) return null;
  return world.stripe.chargeOf(payment.id) ?? null;
}

/** The event that names the charge may be lost for ever; who moves money out of it asks for its name. */
function mayBeNameless({ world }: Evidence, { payment, transfer }: StoredSpots): boolean {
  return payment !== null && world.neverTold.has(payment.id) && !transfer?.transfer;
}

/** What Stripe says went back. */
function returned({ world }: Evidence, payment: string | undefined): number {
  if (payment === undefined) return 0;
  return world.stripe
    .refundsOf(payment)
    .filter(({ status }) => status === "succeeded")
    .reduce((sum, { amount }) => sum + amount, 0);
}

function sessionIsCopied(evidence: Evidence, { slug, name, object }: SimulatedSession): void {
  const { experience, date, time } = name;
  const row = evidence.world.copies?.database
    .prepare("SELECT * FROM sessions WHERE experience = ? AND date = ? AND time = ?")
    .get(experience, date, time);
  const { database } = object.storage;
  const total = database.prepare("SELECT spots_total AS n FROM session").get()?.n;
  if (total === undefined) return;
  const taken = database.prepare("SELECT coalesce(sum(spots), 0) AS n FROM claims").get()?.n;
  const free = Number(total) - Number(taken);
  if (row?.spots_total !== total || row.spots_available !== free) {
    evidence.fail("the ledger is behind", `${slug}: ${row?.spots_available} free of ${free}`);
  }
}
