import { failFulfilment } from "../../domain/decide-failure.ts";
import { slotSecured } from "../../domain/room/decide-fulfilment.ts";
import { asRoom } from "../../domain/room/room-reservation.ts";
import type { EffectHandler, RoomEffectDependencies } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

/** Gate 2: with a fresh look at the calendar, is every claim still good now that money is here? */
export const checkSlot: EffectHandler<{ kind: "check-slot" }, RoomEffectDependencies> = {
  async run(_attempt, { readCalendar, slotView }) {
    return mapOk(await readCalendar(), () => (reservation) => {
      const { conflicts, alternatives } = slotView(reservation);
      if (conflicts.length === 0) return slotSecured(asRoom(reservation));
      return failFulfilment(reservation, {
        reason: "slot-taken",
        detail: `taken meanwhile: ${conflicts.join(", ")}`,
        conflicts,
        alternatives,
      });
    });
  },

  giveUp: (reservation, _effect, reason) =>
    failFulfilment(reservation, { reason: "availability-check-failed", detail: reason }),
};
