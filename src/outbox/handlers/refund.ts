import { refundRefused, refundsSeen } from "../../domain/decide-refund.ts";
import { decided } from "../../domain/decision.ts";
import type { EffectHandler } from "../handler.ts";

type RefundEffect = { kind: "refund"; key: string; amount: number; reason: string };

/**
 * Gives money back. From the second attempt on it looks first: an idempotency key protects for a
 * day only, and a refund must never be made twice.
 */
export const refund: EffectHandler<RefundEffect> = {
  async run({ effect, reservation, attempts, idempotencyKey }, { payments }) {
    const { key, amount } = effect;
    const payment = reservation.payment?.id;
    if (payment === undefined) throw new Error(`${reservation.id} is to be refunded, but unpaid`);
    if (attempts > 1) {
      const earlier = await payments.refunds(payment);
      if (earlier.kind !== "ok") return earlier;
      if (earlier.value.some((seen) => seen.key === key)) {
        return { kind: "ok", value: (now, at) => refundsSeen(now, earlier.value, at) };
      }
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
          const refused = { key, amount, detail: made.reason, superseded: true };
          const look = { effects: [{ effect: { kind: "follow-refunds" as const }, again: true }] };
          return decided(refundRefused(now, refused), look);
        },
      };
    }
    if (made.kind !== "ok") return made;
    return { kind: "ok", value: (now, at) => refundsSeen(now, [made.value], at) };
  },

  giveUp: (reservation, { key, amount }, detail) =>
    refundRefused(reservation, { key, amount, detail, superseded: false }),
};
