import type { Evidence, Rules, Stored } from "./evidence.ts";

/** Stripe: why a refund that was still pending failed. */
const BANK_HOLDS = "charge_for_pending_refund_disputed";

/**
 * What a cardholder's bank holds cannot be refunded, and must not be paid another way: the guest would
 * have it twice. Staff are told so, and never the opposite.
 */
export const disputedRefunds: Rules = {
  atTheEnd(evidence) {
    const stored = evidence.stored();
    for (const { payment, name } of evidence.world.stripe.heldByBanks) {
      const owner = stored.find((one) => one.payment?.id === payment || isSecond(one, payment));
      // Refused to somebody's own hand, or of a payment that is no booking's: staff have seen it.
      if (name === undefined || owner === undefined) continue;
      const item = itemOf(owner, payment, name);
      if (!isMade(evidence, payment, name)) staffKnow(evidence, owner, item);
      if (!heldOf(evidence, payment, item).some((one) => owner.items[`refund-failed/${one}`]))
        continue;
      evidence.fail("to be paid another way while disputed", `${owner.id}: ${item}`);
    }
    for (const one of stored) heldWithACause(evidence, one);
  },
};

const isSecond = ({ secondPayments }: Stored, payment: string) =>
  secondPayments?.[payment] !== undefined;

/** What staff's item is about: the refund, or of a second payment the payment itself. */
const itemOf = (one: Stored, payment: string, name: string) =>
  isSecond(one, payment) ? payment : name;

/** What the bank holds of it, by the names that staff's items can have. */
function heldOf({ world }: Evidence, payment: string, item: string): string[] {
  const held = world.stripe
    .refundsOf(payment)
    .filter(({ failure_reason }) => failure_reason === BANK_HOLDS);
  return [item, ...held.map(({ id }) => id)];
}

/** By another attempt, before the dispute came. */
function isMade({ world }: Evidence, payment: string, name: string): boolean {
  return world.stripe
    .refundsOf(payment)
    .some(({ metadata, status }) => metadata.refund_key === name && status !== "failed");
}

/** What failed for any other reason must reach the guest another way. */
function heldWithACause(evidence: Evidence, one: Stored): void {
  const { id, payment, items } = one;
  for (const key of Object.keys(items)) {
    const [kind, name = ""] = key.split("/");
    const isHeld = evidence.world.stripe.heldByBanks.some(
      (held) =>
        (held.payment === payment?.id && held.name === name) ||
        (held.payment === name && isSecond(one, name)),
    );
    if (kind === "refund-disputed" && !isHeld)
      evidence.fail("alarm without a cause", `${id}: ${key}`);
  }
}

function staffKnow(evidence: Evidence, { id, items }: Stored, name: string): void {
  const isOpen = items[`refund-disputed/${name}`] === "refund-disputed";
  const isTold = evidence.world.mail.accepted.some(
    ({ tags }) => tags.includes("refund-disputed") && tags.includes(id),
  );
  if (!isOpen || !isTold) evidence.fail("a disputed refund is not known", `${id}: ${name}`);
}
