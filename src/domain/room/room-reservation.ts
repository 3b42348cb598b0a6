import type { LocalDate, WallTime } from "../local-time.ts";
import type { Reservation, ReservationCore } from "../reservation.ts";
import type { ReservationEvent } from "../reservation-event.ts";
import type { SlotDay } from "./slot.ts";

/** What the guest asked for, as validated; answers to extras are already in words. */
export interface RoomRequest {
  dates: LocalDate[];
  start: WallTime;
  end: WallTime;
  attendees: number;
  discount?: string | undefined;
  extras: { label: string; value: string }[];
  notes?: string | undefined;
}

/**
 * One day's entry in the room's calendar. `unwritten` includes "perhaps written, answer lost":
 * only `erased` and never-attempted days are surely absent. The generation is part of the entry's
 * id, because an id that was deleted can never be used again.
 */
export interface CalendarEntry {
  generation: number;
  state: "unwritten" | "written" | "erased";
}

/** A guest's claim on a room: the same hours on one or several days. */
export interface RoomReservation extends ReservationCore {
  kind: "room";
  room: string;
  request: RoomRequest;
  days: SlotDay[];
  holdExpiresAt: number;
  /** How long the calendar may take before the money goes back, milliseconds. */
  writeBudgetMs: number;
  calendar: Record<LocalDate, CalendarEntry>;
}

/** For code that only a room's object runs. Throws for anything else: that would be a bug. */
export function asRoom(reservation: Reservation): RoomReservation {
  if (reservation.kind !== "room") throw new Error(`${reservation.id} is no room's`);
  return reservation;
}

type Held = Extract<ReservationEvent, { type: "Held" }>;
type DayEvent = Extract<ReservationEvent, { date: LocalDate }>;

export function beginRoomReservation({ type: _, ...facts }: Held): RoomReservation {
  return {
    ...facts,
    kind: "room",
    status: "approved",
    payment: null,
    captured: null,
    calendar: Object.fromEntries(
      facts.days.map(({ date }) => [date, { generation: 1, state: "unwritten" as const }]),
    ),
    refunds: {},
    failure: null,
    items: {},
    version: 1,
  };
}

/** What happened to one day's entry. */
export function changeDay(before: RoomReservation, event: DayEvent): RoomReservation {
  const { date, generation } = event;
  switch (event.type) {
    case "DayWritten":
      return withEntry(before, date, { generation, state: "written" });
    case "DayErased":
      return withEntry(before, date, { generation, state: "erased" });
    case "DayDeletedByHand":
      return withEntry(before, date, { generation: generation + 1, state: "unwritten" });
    case "DayMovedByHand":
      return before;
  }
}

function withEntry(
  before: RoomReservation,
  date: LocalDate,
  entry: CalendarEntry,
): RoomReservation {
  return { ...before, calendar: { ...before.calendar, [date]: entry } };
}
