import type { SeenRefund } from "../../domain/decide-refund.ts";
import {
  secondPaymentNotBack,
  secondPaymentReturned,
} from "../../domain/session/decide-second-payment.ts";
import { asSession } from "../../domain/session/session-reservation.ts";
import type { EffectHandler, Handled, SessionEffectDependencies } from "../handler.ts";

type ReturnPayment = { kind: "return-payment"; payment: string; amount: number };

/**
 * Gives a second payment back. Always looks first: staff may have been faster, an earlier call may have
 * landed, and a refund that stood may have failed since. What is left is refunded under a key that its
 * refund names, so that one that failed is not taken for staff's next try.
 */
export const returnPayment: EffectHandler<ReturnPayment, SessionEffectDependencies> = {
  async run({ effect, reservation, idempotencyKey }, { payments }) {
    const { payment, amount } = effect;
    const seen = await payments.refunds(payment);
    if (seen.kind !== "ok") return { kind: "retryable", reason: seen.reason };
    const returned = seen.value
      .filter(({ status }) => status !== "failed")
      .reduce((sum, refund) => sum + refund.amount, 0);
    if (returned < amount) {
      const failed = seen.value.filter(({ status }) => status === "failed");
      // The newest comes first, staff's own included: each that fails is told.
      const [newest] = failed;
      if (newest && failed.some(({ key }) => key === idempotencyKey)) return failure(newest);
      const left = amount - returned;
      const key = idempotencyKey;
      const made = await payments.refund({
        reservation: reservation.id,
        payment,
        amount: left,
        key,
        idempotencyKey,
      });
      if (made.kind === "permanent") return refused(made);
      if (made.kind !== "ok") return made;
      if (made.value.status === "failed") return failure(made.value);
    }
    return { kind: "ok", value: (now, at) => secondPaymentReturned(asSession(now), payment, at) };
  },

  giveUp: (reservation, effect, reason, _now, code) =>
    secondPaymentNotBack(asSession(reservation), effect, reason, code),
};

/** Already refunded: a call of before has landed, and the next look sees it. */
function refused({ reason, code }: Extract<Handled, { kind: "permanent" }>): Handled {
  if (code === "already-refunded") return { kind: "retryable", reason };
  // The provider's other codes are no refund's name.
  return code === "disputed" ? { kind: "permanent", reason, code } : { kind: "permanent", reason };
}

function failure({ refund, why }: SeenRefund): Handled {
  return { kind: "permanent", reason: `${refund} failed`, code: why ?? refund };
}
