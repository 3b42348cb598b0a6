import type { StripeTransfer } from "../../vendors/simulated-connect.ts";
import type { Evidence } from "../evidence.ts";
import { CLOCK_SKEW_MS } from "../tolerances.ts";
import type { Told } from "./evidence-of-sessions.ts";
import { supplierShareOf } from "./session-money.ts";

/** Longer than any call takes, also one that was given up long before it landed. */
const ON_ITS_WAY_MS = 8 * 60_000;

/**
 * A share that was moved, judged by what Stripe knew then, whatever had been heard of it here: before
 * money moves Stripe is asked.
 */
export function againstWhatStripeKnew(
  evidence: Evidence,
  told: Told,
  transfer: StripeTransfer,
): void {
  const { one } = told;
  const lookedAt = transfer.created - ON_ITS_WAY_MS;
  const { stripe } = evidence.world;
  const disputes = stripe.disputes.filter(
    ({ payment_intent, at }) => payment_intent === one.payment?.id && at < lookedAt,
  );
  if (disputes.some(({ id }) => !isReleased(told, id, transfer))) {
    evidence.fail("paid out while disputed", one.id);
  }
  const gone = stripe
    .refundsOf(one.payment?.id ?? "")
    .filter(({ at, failedAt = Infinity }) => at < lookedAt && failedAt > transfer.created);
  const kept = gone.reduce((left, { amount }) => left - amount, one.captured?.amount ?? 0);
  if (transfer.amount > supplierShareOf(kept)) {
    evidence.fail("paid out though it went back", one.id);
  }
}

/** Staff knew of this dispute, and had the share paid all the same. */
function isReleased({ lines }: Told, dispute: string, { created }: StripeTransfer): boolean {
  const known = lines.find(({ event }) => event.key === `dispute/${dispute}`)?.version ?? Infinity;
  return lines.some(
    ({ event, version, at }) =>
      event.type === "SettlementReleased" && version > known && at < created + CLOCK_SKEW_MS,
  );
}

/** Staff release what is withheld, once each time that it is: by a press of theirs, and of nothing else. */
export function releasesHaveACause(evidence: Evidence, { one, lines }: Told): void {
  let isWithheld = false;
  let releases = 0;
  for (const { event } of lines) {
    if (event.kind === "settlement-withheld") isWithheld = true;
    if (event.type !== "SettlementReleased") continue;
    if (!isWithheld) evidence.fail("released what was not withheld", one.id);
    isWithheld = false;
    releases += 1;
  }
  const presses = evidence.world.pressedByStaff.filter((id) => id === one.id);
  if (releases > presses.length) evidence.fail("released by nobody", one.id);
}
