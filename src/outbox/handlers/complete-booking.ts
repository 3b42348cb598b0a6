import { completeBooking as complete } from "../../domain/decide-fulfilment.ts";
import type { EffectHandler } from "../handler.ts";

/** Due when the last day has ended. Nothing outside to do: the booking has simply taken place. */
export const completeBooking: EffectHandler<{ kind: "complete-booking" }> = {
  run: async () => ({ kind: "ok", value: complete }),
};
