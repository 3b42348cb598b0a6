import type { Intent } from "../vendors/simulated-stripe.ts";
import { type Evidence, LIVE, type Rules, type Stored } from "./evidence.ts";

/** No cent lost: a live booking, a refund that Stripe confirms, or an alerted item. */
export const money: Rules = {
  atTheEnd(evidence) {
    const stored = evidence.stored();
    for (const intent of evidence.world.stripe.intents.values()) {
      nothingTwice(evidence, intent);
      onePaymentEach(evidence, intent);
      if (intent.status === "succeeded") hasAHome(evidence, intent, stored);
    }
  },
};

/** What Stripe gives back: what has not failed. */
function refundsUnderway({ world }: Evidence, payment: string) {
  return world.stripe.refundsOf(payment).filter(({ status }) => status !== "failed");
}

const sum = (amounts: readonly { amount: number }[]) =>
  amounts.reduce((total, { amount }) => total + amount, 0);

function nothingTwice(evidence: Evidence, intent: Intent): void {
  const refunds = refundsUnderway(evidence, intent.id);
  if (sum(refunds) > intent.amount_received) evidence.fail("refunded too much", intent.id);
  const keys = refunds.flatMap(({ metadata }) => metadata.refund_key ?? []);
  if (new Set(keys).size < keys.length) evidence.fail("refunded twice", intent.id);
}

/** Every captured cent: a live booking, a refund that Stripe confirms, or an alerted item. */
function hasAHome(evidence: Evidence, intent: Intent, stored: readonly Stored[]): void {
  const owner = stored.find(({ payment }) => payment?.id === intent.id);
  const kept = intent.amount_received - sum(refundsUnderway(evidence, intent.id));
  const live = owner !== undefined && LIVE.includes(owner.status);
  if (live && intent.amount_received !== owner.quote.total) {
    evidence.fail("booked for a wrong amount", `${owner.id} for ${intent.amount_received}`);
  }
  if (live && kept === 0 && !isGoodwill(evidence, owner))
    evidence.fail("booked for nothing", `${owner.id}, all refunded`);
  const isForeign = intent.metadata.reservation === undefined;
  // Somebody else's payment, of which we were never told: nobody here can know of it.
  if (isForeign && evidence.world.neverTold.has(intent.id)) return;
  // A cancelled booking keeps what its policy does not give back.
  const settled = owner?.status === "cancelled" && policyKept(evidence, owner, intent.id);
  if (kept === 0 || live || settled) return;
  if (evidence.isAlerted(owner?.id, intent.id)) return;
  evidence.fail(
    "money without a home",
    `${intent.id} keeps ${kept} (${owner?.status ?? "nobody"})`,
  );
}

/** Given back when it had taken place already: what was known of it then was a booking. */
function isGoodwill(evidence: Evidence, { id }: Stored): boolean {
  const types = evidence.journal(id).map(({ event }) => event.type);
  const completed = types.indexOf("BookingCompleted");
  return completed >= 0 && types.lastIndexOf("RefundRecorded") > completed;
}

/** A lost answer must not open a second payment for one reservation. */
function onePaymentEach(evidence: Evidence, { id, metadata, replaced, status }: Intent): void {
  const reservation = metadata.reservation;
  if (reservation === undefined || replaced || status === "canceled") return;
  const others = [...evidence.world.stripe.intents.values()].filter(
    (one) =>
      one.id !== id &&
      one.metadata.reservation === reservation &&
      !one.replaced &&
      one.status !== "canceled",
  );
  if (others.length > 0) evidence.fail("two payments for one reservation", `${reservation} ${id}`);
}

/** Cancelled by staff, and all that was asked back went back. */
function policyKept(evidence: Evidence, owner: Stored, payment: string): boolean {
  const asked = evidence
    .journal(owner.id)
    .filter(({ event }) => event.type === "RefundRequested")
    .reduce((total, { event }) => total + Number(event.amount), 0);
  const back = evidence.world.stripe
    .refundsOf(payment)
    .filter(({ status }) => status === "succeeded");
  return sum(back) >= asked;
}
