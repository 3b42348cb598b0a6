import { completeTrip as complete } from "../../domain/service/decide-service.ts";
import { asService } from "../../domain/service/service-reservation.ts";
import type { EffectHandler } from "../handler.ts";

/** Due when the trip is over. Nothing outside to do: the booking has simply taken place. */
export const completeTrip: EffectHandler<{ kind: "complete-booking" }> = {
  run: async () => ({
    kind: "ok",
    value: (reservation, now) => complete(asService(reservation), now),
  }),
};
