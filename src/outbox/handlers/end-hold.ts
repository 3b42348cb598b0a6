import { releaseHold } from "../../domain/decide-hold.ts";
import { paymentCaptured } from "../../domain/decide-payment.ts";
import { nothing } from "../../domain/decision.ts";
import type { ReleaseReason, Reservation } from "../../domain/reservation.ts";
import type { PaymentSight } from "../../providers/payments.ts";
import type { EffectDependencies, EffectHandler, Handled } from "../handler.ts";

/** A payment that takes its time keeps its slot; it is looked at again this often. */
const PROCESSING_AGAIN_MS = 5 * 60_000;

/**
 * Ends a hold, asking the provider first: what can still be paid is closed there before the slot is
 * given to anybody else, and what turns out to be paid is a payment, not an expiry.
 */
export const endHold: EffectHandler<{ kind: "end-hold"; reason?: ReleaseReason }> = {
  async run({ effect, reservation }, dependencies) {
    const { payment, status } = reservation;
    if (status !== "approved") return { kind: "ok", value: () => nothing };
    if (payment === null) {
      // Nobody was ever given the secret of a payment that we have not seen ourselves.
      return { kind: "ok", value: (now) => releaseHold(now, "payment-unavailable") };
    }
    const closed = await dependencies.payments.close(payment.id);
    return closed.kind === "ok"
      ? settle(closed.value, reservation, dependencies, effect.reason)
      : closed;
  },

  neverEnds: true,
};

/** Also what `close-payment` does with the answer, when the hold is long gone. */
export function settle(
  sight: PaymentSight,
  reservation: Reservation,
  { now, slotView }: EffectDependencies,
  why?: ReleaseReason,
): Handled {
  switch (sight.state) {
    case "captured":
      return {
        kind: "ok",
        value: (current, at) => paymentCaptured(current, sight, slotView(current), at),
      };
    case "processing":
    case "unpaid":
      return {
        kind: "wait",
        until: now() + PROCESSING_AGAIN_MS,
        reason: `the payment is ${sight.state}`,
      };
    case "cancelled": {
      const expired = now() >= reservation.holdExpiresAt;
      const reason = why ?? (expired ? "expired" : "payment-cancelled");
      return { kind: "ok", value: (current) => releaseHold(current, reason) };
    }
  }
}
