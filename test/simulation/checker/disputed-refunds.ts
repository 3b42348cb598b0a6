import type { Evidence, Rules, Stored } from "./evidence.ts";

/**
 * What a cardholder's bank holds cannot be refunded, and must not be paid another way: the guest would
 * have it twice. Staff are told so, and never the opposite.
 */
export const disputedRefunds: Rules = {
  atTheEnd(evidence) {
    const stored = evidence.stored();
    for (const { payment, name } of evidence.world.stripe.heldByBanks) {
      const owner = stored.find((one) => one.payment?.id === payment);
      // Refused to somebody's own hand, or of a payment that is no booking's: staff have seen it.
      if (name === undefined || owner === undefined) continue;
      if (!isMade(evidence, payment, name)) staffKnow(evidence, owner, name);
      if (owner.items[`refund-failed/${name}`] === undefined) continue;
      evidence.fail("to be paid another way while disputed", `${owner.id}: ${name}`);
    }
    for (const one of stored) heldWithACause(evidence, one);
  },
};

/** By another attempt, before the dispute came. */
function isMade({ world }: Evidence, payment: string, name: string): boolean {
  return world.stripe
    .refundsOf(payment)
    .some(({ metadata, status }) => metadata.refund_key === name && status !== "failed");
}

/** What failed for any other reason must reach the guest another way. */
function heldWithACause(evidence: Evidence, { id, payment, items }: Stored): void {
  for (const key of Object.keys(items)) {
    const [kind, name] = key.split("/");
    const isHeld = evidence.world.stripe.heldByBanks.some(
      (held) => held.payment === payment?.id && held.name === name,
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
