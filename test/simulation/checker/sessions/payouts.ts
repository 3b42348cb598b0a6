import type { Evidence, JournalLine, Rules } from "../evidence.ts";
import { CLOCK_SKEW_MS } from "../tolerances.ts";
import { allTold, isOpenAndAlerted, settledBy, type Told } from "./evidence-of-sessions.ts";
import { refundsUnderway } from "./session-money.ts";
import { againstWhatStripeKnew, releasesHaveACause } from "./withholding.ts";

/** A supplier is paid once, their share, for what took place; or staff know why not. */
export const payouts: Rules = {
  onLog(evidence, { message, reservation }) {
    if (message === "Request accepted") acceptedByWhoCanBePaid(evidence, reservation);
  },

  atTheEnd(evidence) {
    const all = allTold(evidence);
    for (const told of all) {
      paidOnceForWhatTookPlace(evidence, told);
      notOutOfOurPocket(evidence, told);
      releasesHaveACause(evidence, told);
    }
    // Stripe refuses what its charge does not hold; that nobody was paid twice would be luck.
    for (const group of evidence.world.stripe.connect.askedBlindly) {
      evidence.fail("asked for a transfer again without a look", group);
    }
    for (const { id, transfer_group } of evidence.world.stripe.connect.transfers) {
      const isOurs = all.some(({ one }) => one.id === transfer_group);
      if (!isOurs) evidence.fail("a transfer for nothing", id);
    }
  },
};

/** Who cannot be paid sells nothing on request. */
function acceptedByWhoCanBePaid(evidence: Evidence, reservation = ""): void {
  const { world } = evidence;
  const session = world.sessions.find(({ name }) => reservation.includes(name.experience));
  const slug = session?.experience.supplier.slug;
  const supplier = world.suppliers.find((one) => one.slug === slug);
  const row = supplier?.object.storage.database
    .prepare("SELECT transfers_active FROM payout_account")
    .get();
  if (row?.transfers_active !== 1) evidence.fail("accepted without an account", reservation);
}

function paidOnceForWhatTookPlace(evidence: Evidence, told: Told): void {
  const { one, session, first } = told;
  const made = evidence.world.stripe.connect.transfers.filter(
    ({ transfer_group }) => transfer_group === one.id,
  );
  const [transfer, ...more] = made;
  if (more.length > 0) evidence.fail("paid out twice", `${one.id}: ${made.map(({ id }) => id)}`);
  if (transfer === undefined) {
    mayBeUnpaid(evidence, told);
    return;
  }
  const completed = first("BookingCompleted");
  const account = evidence.world.stripe.connect.accounts.find(
    ({ id }) => id === transfer.destination,
  );
  if (account?.metadata.supplier !== session.experience.supplier.slug) {
    evidence.fail("paid out to another", `${one.id}: ${transfer.id}`);
  }
  if (completed === undefined || transfer.created < completed.at - CLOCK_SKEW_MS) {
    evidence.fail("paid out before it took place", `${one.id} is ${one.status}`);
  }
  if (transfer.amount !== one.split?.supplier) evidence.fail("paid out a wrong share", one.id);
  if (one.transfer?.transfer !== transfer.id) evidence.fail("a payout is not known", one.id);
  againstWhatStripeKnew(evidence, told, transfer);
}

/**
 * Disputed, or refunded after it was settled, as far as was known here: staff settle by hand. What
 * they have released since is settled anew, of the disputes that were known then.
 */
function isForStaff({ lines, has }: Told, { version }: JournalLine): boolean {
  return lines.some(({ event, version: at }) => {
    const isLater = at > version;
    if (event.kind === "dispute") return isLater || !has("SettlementReleased");
    return event.type === "RefundRecorded" && isLater;
  });
}

function mayBeUnpaid(evidence: Evidence, told: Told): void {
  const { one, session, lines } = told;
  const settled = settledBy(lines);
  if (settled === undefined || one.split?.supplier === 0) return;
  if (one.transfer?.transfer) evidence.fail("a payout that never was", one.id);
  const blocked = `transfer-blocked/${session.experience.supplier.slug}`;
  const withheld = lines.find(
    ({ event, version }) => event.kind === "settlement-withheld" && version > settled.version,
  );
  const isKnown =
    isOpenAndAlerted(evidence, one, blocked) ||
    (isForStaff(told, settled) && isOpenAndAlerted(evidence, one, String(withheld?.event.key)));
  if (!isKnown) evidence.fail("never paid out", one.id);
  const { connect } = evidence.world.stripe;
  const isActive = connect.accounts.some(
    ({ metadata, capabilities }) =>
      metadata.supplier === session.experience.supplier.slug && capabilities.transfers === "active",
  );
  // Days after everything works again it was tried again.
  if (isActive && !isForStaff(told, settled)) evidence.fail("still not paid out", one.id);
}

/** What was paid out and given back together is no more than was paid, or staff know. */
function notOutOfOurPocket(evidence: Evidence, { one }: Told): void {
  if (one.payment === null || !one.transfer?.transfer || one.captured === null) return;
  const back = refundsUnderway(evidence, one.payment.id).reduce(
    (sum, { amount }) => sum + amount,
    0,
  );
  const excess = back + one.transfer.amount > one.captured.amount;
  const kinds = Object.values(one.items);
  if (!excess || (kinds.includes("refund-after-transfer") && evidence.isAlerted(one.id))) return;
  evidence.fail("paid out and given back", one.id);
}
