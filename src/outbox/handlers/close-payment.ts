import { nothing } from "../../domain/decision.ts";
import type { EffectHandler } from "../handler.ts";
import { closeAtProvider, conclude } from "./end-hold.ts";

/**
 * Closes what nobody may pay any more: the payment of a hold that was already released, or the link
 * of a booking, whose other open sessions could be paid too. What was paid all the same is rescued.
 */
export const closePayment: EffectHandler<{ kind: "close-payment" | "close-late-pages" }> = {
  async run({ reservation }, dependencies) {
    const closing = closeAtProvider(reservation, dependencies);
    if (closing === undefined) return { kind: "ok", value: () => nothing };
    const closed = await closing;
    return closed.kind === "ok" ? conclude(closed.value, reservation, dependencies) : closed;
  },

  neverEnds: true,
};
