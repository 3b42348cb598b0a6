import { nothing } from "../../domain/decision.ts";
import type { EffectHandler } from "../handler.ts";
import { settle } from "./end-hold.ts";

/** Cancels a payment whose hold was already released. If it was paid all the same, it is rescued. */
export const closePayment: EffectHandler<{ kind: "close-payment" }> = {
  async run({ reservation }, dependencies) {
    if (reservation.payment === null || reservation.captured !== null) {
      return { kind: "ok", value: () => nothing };
    }
    const closed = await dependencies.payments.close(reservation.payment.id);
    return closed.kind === "ok" ? settle(closed.value, reservation, dependencies) : closed;
  },

  neverEnds: true,
};
