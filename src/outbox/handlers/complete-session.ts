import { completeSession as complete } from "../../domain/session/decide-settlement.ts";
import { asSession } from "../../domain/session/session-reservation.ts";
import type { EffectHandler } from "../handler.ts";

/** Due when the supplier's time to say otherwise is over: it counts as having taken place. */
export const completeSession: EffectHandler<{ kind: "complete-booking" }> = {
  run: async () => ({
    kind: "ok",
    value: (reservation, now) => complete(asSession(reservation), "time", now),
  }),
};
