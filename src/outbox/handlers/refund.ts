import { refundRefused, refundsSeen, type SeenRefund } from "../../domain/decide-refund.ts";
import { decided } from "../../domain/decision.ts";
import type { Reservation } from "../../domain/reservation.ts";
import type { EffectHandler } from "../handler.ts";

type RefundEffect = { kind: "refund"; key: string; amount: number; reason: string };

/**
 * Gives money back. From the second attempt on it looks first: an idempotency key protects for a
 * day only, and a refund must never be made twice.
 */
export const refund: EffectHandler<RefundEffect> = {
  async run({ effect, reservation, attempts, idempotencyKey }, { payments }) {
    const { key } = effect;
    const payment = reservation.payment?.id;
    if (payment === undefined) throw new Error(`${reservation.id} is to be refunded, but unpaid`);
    let amount = effect.amount;
    if (attempts > 1) {
      const earlier = await payments.refunds(payment);
      // That the look failed says nothing of the refund: its idempotency key stays as it is.
      if (earlier.kind !== "ok") return { kind: "unknown", reason: earlier.reason };
      if (earlier.value.some((seen) => seen.key === key && seen.status !== "failed")) {
        return { kind: "ok", value: (now, at) => refundsSeen(now, earlier.value, at) };
      }
      const left = leftToRefund(reservation, earlier.value);
      // With nothing left, the provider says so itself.
      if (left > 0) amount = Math.min(amount, left);
    }
    const made = await payments.refund({
      reservation: reservation.id,
      payment,
      amount,
      key,
      idempotencyKey,
    });
    if (made.kind === "permanent" && made.code === "already-refunded") {
      return {
        kind: "ok",
        value: (now) => {
          const refused = { key, amount, detail: made.reason, why: "superseded" as const };
          const look = { effects: [{ effect: { kind: "follow-refunds" as const }, again: true }] };
          return decided(refundRefused(now, refused), look);
        },
      };
    }
    if (made.kind === "permanent" && attempts === 1) {
      // Perhaps staff have given a part back by hand meanwhile: then only the rest is left to give.
      const seen = await payments.refunds(payment);
      if (seen.kind === "ok" && leftToRefund(reservation, seen.value) < amount) {
        return { kind: "unknown", reason: made.reason, answered: true };
      }
    }
    if (made.kind !== "ok") return made;
    return { kind: "ok", value: (now, at) => refundsSeen(now, [made.value], at) };
  },

  giveUp: (reservation, { key, amount }, detail, _now, code) => {
    const refused = { key, amount, detail };
    return refundRefused(reservation, code === "disputed" ? { ...refused, why: code } : refused);
  },
};

function leftToRefund({ captured }: Reservation, seen: readonly SeenRefund[]): number {
  const returned = seen
    .filter(({ status }) => status !== "failed")
    .reduce((sum, { amount }) => sum + amount, 0);
  return (captured?.amount ?? 0) - returned;
}
