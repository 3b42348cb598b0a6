import { failFulfilment } from "../decide-failure.ts";
import {
  alertStaff,
  type Decision,
  decided,
  nothing,
  openItem,
  recordInLedger,
  tell,
} from "../decision.ts";
import type { PlannedEffect } from "../effect.ts";
import type { LocalDate } from "../local-time.ts";
import { endsAt, evolve } from "../reservation.ts";
import type { ReservationEvent } from "../reservation-event.ts";
import { asRoom, type RoomReservation } from "./room-reservation.ts";

export interface Day {
  date: LocalDate;
  generation: number;
}

/** Gate 2 found every claim still good: now the calendar, one entry a day. */
export function slotSecured(reservation: RoomReservation): Decision {
  if (reservation.status !== "paid") return nothing;
  const effects = Object.entries(reservation.calendar).map(([date, { generation }]) =>
    writeDay(reservation, { date, generation }),
  );
  return decided({ events: [{ type: "SlotSecured" }], effects });
}

/** Before it is a booking, the calendar has a budget; after that, the day is written for ever. */
function writeDay({ status, captured, writeBudgetMs }: RoomReservation, day: Day): PlannedEffect {
  const effect = { kind: "write-day" as const, ...day };
  if (status !== "paid" || captured === null) return { effect };
  return { effect, giveUpAt: captured.at + writeBudgetMs };
}

/**
 * Whether a day is to stand in the calendar, under this generation. What is not is never written, not
 * even when staff retry it: the guest has their money back.
 */
export function isDayWanted(
  { status, calendar }: RoomReservation,
  { date, generation }: Day,
): boolean {
  const isKept = ["paid", "confirmed", "completed"].includes(status);
  return isKept && calendar[date]?.generation === generation;
}

/** One day stands in the calendar. Only when all of them do is it a booking. */
export function dayWritten(reservation: RoomReservation, day: Day): Decision {
  if (!isDayWanted(reservation, day)) {
    return decided({ effects: [{ effect: { kind: "erase-day", ...day }, again: true }] });
  }
  if (reservation.calendar[day.date]?.state === "written") return nothing;
  const event: ReservationEvent = { type: "DayWritten", ...day };
  const after = asRoom(evolve(reservation, event));
  const complete = Object.values(after.calendar).every(({ state }) => state === "written");
  if (reservation.status !== "paid" || !complete) return decided({ events: [event] });
  return decided(
    { events: [event, { type: "BookingConfirmed" }] },
    tell("guest-confirmation"),
    { effects: [{ effect: { kind: "complete-booking" }, dueAt: endsAt(reservation) }] },
    recordInLedger,
  );
}

/** A day that cannot be written: all days or none, so the others go too. */
export function dayNotWritten(reservation: RoomReservation, day: Day, detail: string): Decision {
  const { date, generation } = day;
  if (reservation.calendar[date]?.generation !== generation) return nothing;
  const words = `${date}: ${detail}`;
  if (reservation.status === "paid") {
    return decided(
      failFulfilment(reservation, { reason: "calendar-write-failed", detail: words }),
      alertStaff("multi-day-rollback", "1", words),
    );
  }
  if (reservation.status !== "confirmed") return nothing;
  return openItem(reservation, {
    kind: "calendar-event-changed",
    key: `${date}/${generation}/not-restored`,
    detail: `the event of ${date} was deleted by hand and could not be restored: ${detail}`,
  });
}

export function dayErased(reservation: RoomReservation, day: Day): Decision {
  const entry = reservation.calendar[day.date];
  if (entry?.generation !== day.generation || entry.state === "erased") return nothing;
  return decided({ events: [{ type: "DayErased", ...day }] });
}

/** The worst case of the playbooks: an event that should be gone may still stand. */
export function dayNotErased(reservation: RoomReservation, day: Day, detail: string): Decision {
  return openItem(reservation, {
    kind: "cleanup-failed",
    key: `${day.date}/${day.generation}`,
    detail: `the event of ${day.date} could not be deleted: ${detail}`,
  });
}

/**
 * A person deleted the event of a live booking, perhaps before we heard that it was written. The
 * object is the truth and the calendar a copy: the event is written again (under a new id) and
 * staff are told how to cancel properly.
 */
export function dayDeletedByHand(reservation: RoomReservation, day: Day, now: number): Decision {
  if (!isLiveDay(reservation, day, now)) return nothing;
  const next = { date: day.date, generation: day.generation + 1 };
  return decided(
    {
      events: [{ type: "DayDeletedByHand", ...day }],
      effects: [writeDay(reservation, next)],
      withdrawn: [`write-day/${day.date}/${day.generation}`],
    },
    openItem(reservation, {
      kind: "calendar-event-changed",
      key: `${day.date}/${day.generation}`,
      detail: `the event of ${day.date} was deleted by hand; it is being restored, because the booking is still paid and live`,
    }),
  );
}

/** A person moved the event of a live booking: the guest's time stands, and staff must decide. */
export function dayMovedByHand(reservation: RoomReservation, day: Day, now: number): Decision {
  if (!isLiveDay(reservation, day, now)) return nothing;
  const item = openItem(reservation, {
    kind: "calendar-event-changed",
    key: `${day.date}/${day.generation}/moved`,
    detail: `the event of ${day.date} was moved by hand; the booking still holds its paid time, and the new time is blocked too`,
  });
  if (item.events.length === 0) return nothing;
  return decided({ events: [{ type: "DayMovedByHand", ...day }] }, item);
}

function isLiveDay(reservation: RoomReservation, { date, generation }: Day, now: number): boolean {
  const entry = reservation.calendar[date];
  const day = reservation.days.find((candidate) => candidate.date === date);
  return (
    ["paid", "confirmed"].includes(reservation.status) &&
    entry?.generation === generation &&
    day !== undefined &&
    day.endsAt > now
  );
}

/** The last day has ended: the booking has simply taken place. */
export function completeStay(reservation: RoomReservation, now: number): Decision {
  if (reservation.status !== "confirmed") return nothing;
  return decided({ events: [{ type: "BookingCompleted", by: "time", at: now }] }, recordInLedger);
}
