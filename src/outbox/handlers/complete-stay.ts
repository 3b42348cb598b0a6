import { completeStay as complete } from "../../domain/room/decide-fulfilment.ts";
import { asRoom } from "../../domain/room/room-reservation.ts";
import type { EffectHandler } from "../handler.ts";

/** Due when the last day has ended. Nothing outside to do: the booking has simply taken place. */
export const completeStay: EffectHandler<{ kind: "complete-booking" }> = {
  run: async () => ({
    kind: "ok",
    value: (reservation, now) => complete(asRoom(reservation), now),
  }),
};
