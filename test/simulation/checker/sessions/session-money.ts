import type { Intent } from "../../vendors/simulated-stripe.ts";
import type { Evidence, JournalLine, Rules } from "../evidence.ts";
import { allTold, isOpenAndAlerted, settledBy, type Told } from "./evidence-of-sessions.ts";

/** Every captured cent is kept by a booking that was held, is back, or is known to staff. */
export const sessionMoney: Rules = {
  atTheEnd(evidence) {
    const all = allTold(evidence);
    for (const intent of evidence.world.stripe.intents.values()) {
      if (intent.status !== "succeeded") continue;
      nothingTwice(evidence, intent);
      const owner = all.find(({ one }) => one.id === intent.metadata.reservation);
      if (owner === undefined) evidence.fail("money without a home", intent.id);
      else if (owner.one.payment?.id === intent.id) paysFor(evidence, intent, owner);
      else besides(evidence, intent, owner);
    }
    for (const told of all) splitIsWhole(evidence, told);
  },
};

const sum = (amounts: readonly { amount: number }[]) =>
  amounts.reduce((total, { amount }) => total + amount, 0);

/** What Stripe gives back: what has not failed. */
export function refundsUnderway({ world }: Evidence, payment: string) {
  return world.stripe.refundsOf(payment).filter(({ status }) => status !== "failed");
}

function nothingTwice(evidence: Evidence, { id, amount_received }: Intent): void {
  const refunds = refundsUnderway(evidence, id);
  if (sum(refunds) > amount_received) evidence.fail("refunded too much", id);
  const keys = refunds.flatMap(({ metadata }) => metadata.refund_key ?? []);
  if (new Set(keys).size < keys.length) evidence.fail("refunded twice", id);
}

/** The payment that its reservation knows as its own. */
function paysFor(evidence: Evidence, intent: Intent, owner: Told): void {
  const { one, first } = owner;
  const kept = intent.amount_received - sum(refundsUnderway(evidence, intent.id));
  const mayKeep = keeps(evidence, intent, owner);
  if (first("BookingConfirmed") && intent.amount_received !== one.quote.total) {
    evidence.fail("booked for a wrong amount", `${one.id} for ${intent.amount_received}`);
  }
  const isLive = one.status === "completed";
  // What went back by hand after the supplier was paid is known to staff.
  if (isLive && kept === 0 && !evidence.isAlerted(one.id)) {
    evidence.fail("booked for nothing", `${one.id}, all refunded`);
  }
  if (isLive || kept <= mayKeep || evidence.isAlerted(one.id)) return;
  evidence.fail("money without a home", `${intent.id} keeps ${kept} (${one.status}, ${one.id})`);
}

/** What a booking that did not last may keep: only what staff decided not to give back. */
function keeps(
  { world }: Evidence,
  { id, amount_received }: Intent,
  { first, lines }: Told,
): number {
  if (first("BookingCancelled")?.event.by !== "staff") return 0;
  const asked = lines
    .filter(({ event }) => event.type === "RefundRequested")
    .reduce((total, { event }) => total + Number(event.amount), 0);
  const byHand = world.stripe.refundsOf(id).filter(({ metadata }) => !metadata.refund_key);
  // What went back by hand just before may be part of what was asked for.
  return Math.max(0, amount_received - asked - sum(byHand.filter(isDone)));
}

const isDone = ({ status }: { status: string }) => status === "succeeded";

/** What staff are told of a payment besides the booking's own, or of a refund of it. */
const BESIDES = ["payment-mismatch", "refund-failed", "refund-disputed"];

/**
 * A second page was paid, and that is back; or it could not go back, or nobody was to pay any more:
 * then staff know of this payment.
 */
function besides(evidence: Evidence, intent: Intent, { one }: Told): void {
  const left = intent.amount_received - sum(refundsUnderway(evidence, intent.id));
  if (left === 0) return;
  const refunds = evidence.world.stripe.refundsOf(intent.id).map(({ id }) => id);
  const items = [intent.id, ...refunds].flatMap((id) => BESIDES.map((kind) => `${kind}/${id}`));
  if (items.some((item) => isOpenAndAlerted(evidence, one, item))) return;
  evidence.fail("money without a home", `${intent.id} besides ${one.payment?.id} of ${one.id}`);
}

/** Written down a second time: who gets how many of every 100 cents. */
const SUPPLIER = 80n;
const HOTEL = 12n;

function shareOf(amount: number, percent: bigint): number {
  return Number((BigInt(amount) * percent) / 100n);
}

/** What is left of a payment by what these lines of its journal say of refunds. */
function keptOf(paid: number, lines: readonly JournalLine[]): number {
  const refunds = new Map<unknown, number>();
  for (const { event } of lines) {
    if (event.type === "RefundRequested") refunds.set(event.key, Number(event.amount));
    if (event.type !== "RefundRecorded") continue;
    const isBack = event.status !== "failed" && event.status !== "superseded";
    refunds.set(event.key, isBack ? Number(event.amount) : 0);
  }
  return [...refunds.values()].reduce((left, amount) => left - amount, paid);
}

/** The supplier's share of what a guest has finally paid. */
export function supplierShareOf(kept: number): number {
  return shareOf(Math.max(0, kept), SUPPLIER);
}

/** The three shares are those of the split, and together all that was kept when it was fixed. */
function splitIsWhole(evidence: Evidence, { one, first, lines }: Told): void {
  const settled = settledBy(lines);
  if (one.split === null) {
    if (first("BookingConfirmed")) evidence.fail("no split", one.id);
    return;
  }
  const paid = one.captured?.amount ?? 0;
  const before = settled && lines.filter(({ version }) => version < settled.version);
  const kept = keptOf(paid, before ?? []);
  const supplier = supplierShareOf(kept);
  const hotel = one.hotel === null ? 0 : shareOf(kept, HOTEL);
  const wanted = [supplier, hotel, kept - supplier - hotel].join();
  const fixed = [one.split.supplier, one.split.hotel, one.split.platform].join();
  if (wanted !== fixed) evidence.fail("the split is not of what is kept", `${one.id}: ${fixed}`);
}
