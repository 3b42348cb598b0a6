import { nothing } from "../../domain/decision.ts";
import {
  mustWithhold,
  type ShareSight,
  transferBlocked,
  transferMade,
  withholdShare,
} from "../../domain/session/decide-settlement.ts";
import { asSession } from "../../domain/session/session-reservation.ts";
import type { Outcome } from "../../providers/outcome.ts";
import type { Payments } from "../../providers/payments.ts";
import { LATE_MONEY_MS } from "../backoff.ts";
import type { EffectHandler, SessionEffectDependencies } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

type Transfer = { kind: "transfer"; amount: number };

/**
 * Pays the supplier their share, out of the charge itself (Stripe: `source_transaction`). From the
 * second attempt on it looks first: an idempotency key protects for a day only, and a supplier must
 * never be paid twice. Without an account, or without the balance, it waits and staff know. What has
 * been disputed or given back meanwhile is theirs to settle; the provider is asked each time, because
 * no webhook may have told of a refund or a dispute yet.
 */
export const transfer: EffectHandler<Transfer, SessionEffectDependencies> = {
  async run(attempt, dependencies) {
    const { effect, reservation, current, attempts, unansweredAt, idempotencyKey } = attempt;
    const { payments, payouts, payoutAccount, now } = dependencies;
    const { payment, captured, quote, status } = reservation;
    if (status !== "completed" || payment === null) return { kind: "ok", value: () => nothing };
    // What was released may have been tried before it was withheld, or made by staff's own hand.
    if (attempts > 1 || asSession(reservation).released !== undefined) {
      const earlier = await payouts.transfers(reservation.id);
      // That the look failed says nothing of the transfer: its idempotency key stays as it is.
      if (earlier.kind !== "ok") return { kind: "unknown", reason: earlier.reason };
      const [made] = earlier.value;
      if (made !== undefined) {
        return { kind: "ok", value: (after) => transferMade(asSession(after), made) };
      }
    }
    const looked = await lookAtShare(payments, payment.id, effect.amount);
    if (looked.kind !== "ok") return { kind: "unknown", reason: looked.reason };
    const sight = looked.value;
    if (mustWithhold(asSession(reservation), sight, now())) {
      // What was asked for before may still land: then it is a payout, and nothing was withheld.
      const landedBy = (unansweredAt ?? Number.NEGATIVE_INFINITY) + LATE_MONEY_MS;
      if (now() < landedBy) {
        return { kind: "wait", until: landedBy, reason: "an earlier transfer may still land" };
      }
      return { kind: "ok", value: (after, at) => withholdShare(asSession(after), sight, at) };
    }
    // Whom it was agreed with: the experience may have another supplier by now.
    const known = await payoutAccount(asSession(reservation).supplier);
    if (known.kind !== "ok") return known;
    if (!known.value?.transfersActive) {
      return { kind: "permanent", reason: "the supplier has no account that money can be sent to" };
    }
    // The account was asked for meanwhile, and news may have come: the next attempt looks again.
    if (mustWithhold(asSession(current()), sight, now())) {
      return { kind: "retryable", reason: "disputed or given back meanwhile" };
    }
    const moved = await payouts.transfer({
      reservation: reservation.id,
      payment: payment.id,
      charge: captured?.charge,
      account: known.value.account,
      amount: effect.amount,
      currency: quote.currency,
      idempotencyKey,
    });
    return mapOk(moved, (made) => (after) => transferMade(asSession(after), made));
  },

  giveUp: (reservation, _effect, reason) => transferBlocked(asSession(reservation), reason),
  neverEnds: true,
};

/** Both at the same time: one call after the other could outlast the row's lease. */
async function lookAtShare(
  payments: Payments,
  payment: string,
  amount: number,
): Promise<Outcome<ShareSight>> {
  const [refunds, disputes] = await Promise.all([
    payments.refunds(payment),
    payments.disputes(payment),
  ]);
  if (refunds.kind !== "ok") return refunds;
  return mapOk(disputes, (seen) => ({ amount, refunds: refunds.value, disputes: seen }));
}
