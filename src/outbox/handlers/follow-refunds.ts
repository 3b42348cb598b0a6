import { refundsSeen } from "../../domain/decide-refund.ts";
import { nothing } from "../../domain/decision.ts";
import type { EffectHandler } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

/** Reads all refunds of the payment and takes over what they say. */
export const followRefunds: EffectHandler<{ kind: "follow-refunds" }> = {
  async run({ reservation }, { payments }) {
    const { payment } = reservation;
    if (payment === null) return { kind: "ok", value: () => nothing };
    const seen = await payments.refunds(payment.id);
    return mapOk(seen, (refunds) => (now, at) => refundsSeen(now, refunds, at));
  },

  neverEnds: true,
};
