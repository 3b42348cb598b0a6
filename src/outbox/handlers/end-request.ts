import { expireRequest } from "../../domain/session/decide-session-hold.ts";
import { asSession } from "../../domain/session/session-reservation.ts";
import type { EffectHandler } from "../handler.ts";

/** Due at the response deadline. Nobody was promised anything yet, so there is nobody to ask. */
export const endRequest: EffectHandler<{ kind: "end-request" }> = {
  run: async () => ({ kind: "ok", value: (reservation) => expireRequest(asSession(reservation)) }),
};
