import type { LocalDate } from "../../domain/local-time.ts";
import { dayErased, dayNotErased } from "../../domain/room/decide-fulfilment.ts";
import { entryId } from "../../domain/room/entry-id.ts";
import { asRoom } from "../../domain/room/room-reservation.ts";
import { LATE_CALL_MS } from "../backoff.ts";
import type { EffectHandler, RoomEffectDependencies } from "../handler.ts";

type EraseDay = { kind: "erase-day"; date: LocalDate; generation: number };

/**
 * Deletes one day's event, whether or not it is known to stand there. "Absent" is only believed
 * when no write of it can still be on its way.
 */
export const eraseDay: EffectHandler<EraseDay, RoomEffectDependencies> = {
  async run({ effect, reservation }, { calendar, calendarId, attemptOf, now }) {
    const { date, generation } = effect;
    const erased = await calendar.erase(calendarId, entryId(reservation.id, date, generation));
    if (erased.kind !== "ok") return erased;
    const write = attemptOf(reservation.id, `write-day/${date}/${generation}`);
    const settled = (write?.unansweredAt ?? Number.NEGATIVE_INFINITY) + LATE_CALL_MS;
    if (erased.value === "absent" && now() < settled) {
      return { kind: "wait", until: settled, reason: "a write may still be on its way" };
    }
    return { kind: "ok", value: (current) => dayErased(asRoom(current), { date, generation }) };
  },

  giveUp: (reservation, { date, generation }, reason) =>
    dayNotErased(asRoom(reservation), { date, generation }, reason),
  neverEnds: true,
};
