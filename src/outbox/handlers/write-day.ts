import { nothing } from "../../domain/decision.ts";
import type { LocalDate } from "../../domain/local-time.ts";
import {
  dayDeletedByHand,
  dayNotWritten,
  dayWritten,
  isDayWanted,
} from "../../domain/room/decide-fulfilment.ts";
import { entryId } from "../../domain/room/entry-id.ts";
import { asRoom, type RoomReservation } from "../../domain/room/room-reservation.ts";
import type { EffectHandler, RoomEffectDependencies } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

type WriteDay = { kind: "write-day"; date: LocalDate; generation: number };

/** Writes one day's event, under an id that follows from reservation, date and generation. */
export const writeDay: EffectHandler<WriteDay, RoomEffectDependencies> = {
  async run({ effect, ...attempt }, { calendar, calendarId, bookable }) {
    const { date, generation } = effect;
    const reservation = asRoom(attempt.reservation);
    if (!isDayWanted(reservation, effect)) return { kind: "ok", value: () => nothing };
    const day = reservation.days.find((candidate) => candidate.date === date);
    if (day === undefined) throw new Error(`${reservation.id} has no day ${date}`);
    const written = await calendar.write(calendarId, {
      id: entryId(reservation.id, date, generation),
      startsAt: day.startsAt,
      endsAt: day.endsAt,
      timeZone: bookable.timeZone,
      summary: `${reservation.customer.name} (${reservation.request.attendees}) – ${reservation.code}`,
      description: describe(reservation),
      marks: { reservation: reservation.id, date, generation: String(generation) },
    });
    return mapOk(written, (result) => (now, at) => {
      if (result === "written") return dayWritten(asRoom(now), { date, generation });
      return dayDeletedByHand(asRoom(now), { date, generation }, at);
    });
  },

  giveUp: (reservation, { date, generation }, reason) =>
    dayNotWritten(asRoom(reservation), { date, generation }, reason),
  neverEnds: "without-budget",
};

/** What staff see when they open the event. */
function describe({ id, code, customer, request, payment }: RoomReservation): string {
  const lines = [
    `Booking ${code}`,
    `${customer.name}, ${customer.email}${customer.phone ? `, ${customer.phone}` : ""}`,
    `${request.attendees} people, ${request.start}–${request.end} on ${request.dates.join(", ")}`,
    ...request.extras.map(({ label, value }) => `${label}: ${value}`),
    ...(request.notes ? [`Notes: ${request.notes}`] : []),
    `Payment ${payment?.id ?? ""}`,
    `Reservation ${id}`,
  ];
  return lines.join("\n");
}
