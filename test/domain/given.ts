import type { Decision } from "../../src/domain/decision.ts";
import { effectName } from "../../src/domain/effect.ts";
import { evolve, type Reservation } from "../../src/domain/reservation.ts";
import type { ReservationEvent } from "../../src/domain/reservation-event.ts";
import { asRoom, type RoomReservation } from "../../src/domain/room/room-reservation.ts";
import { at, DAY_MS, HOUR_MS, MINUTE_MS } from "./venue.ts";

export const NOW = at("2026-11-23", "10:00");
export const PRICE = 45_000;
export const PAYMENT = "pi_1";
export const ID = "res_room_quiet-room_0123456789abcdef";
export const BUDGET_MS = 10 * MINUTE_MS;

const dates = ["2026-12-07", "2026-12-08"];

export const held: Extract<ReservationEvent, { type: "Held" }> = {
  type: "Held",
  id: ID,
  code: "TG-AAAA-BBBB",
  room: "quiet-room",
  request: { dates, start: "09:00", end: "12:00", attendees: 2, extras: [] },
  customer: { name: "Ada Lovelace", email: "ada@example.com" },
  days: dates.map((date) => ({ date, startsAt: at(date, "09:00"), endsAt: at(date, "12:00") })),
  quote: { currency: "cad", lines: [{ label: "6 h", amount: PRICE }], total: PRICE },
  refundPolicy: {
    tiers: [
      { noticeMs: 2 * DAY_MS, percent: 100 },
      { noticeMs: DAY_MS, percent: 50 },
    ],
  },
  heldAt: NOW,
  holdExpiresAt: NOW + HOUR_MS / 4,
  writeBudgetMs: BUDGET_MS,
};

export const opened: ReservationEvent = { type: "PaymentOpened", payment: PAYMENT, secret: "s" };
export const captured: ReservationEvent = {
  type: "PaymentCaptured",
  payment: PAYMENT,
  secret: "s",
  amount: PRICE,
  currency: "cad",
  at: NOW,
};
export const released: ReservationEvent = { type: "HoldReleased", reason: "expired" };
export const written = (date: string, generation = 1): ReservationEvent => ({
  type: "DayWritten",
  date,
  generation,
});
export const confirmed: ReservationEvent[] = [
  ...dates.map((date) => written(date)),
  { type: "BookingConfirmed" },
];

/** The reservation to which these events have led. */
export function given(...events: ReservationEvent[]): RoomReservation {
  return asRoom([...events].reduce<Reservation>(evolve, evolve(undefined, held)));
}

/** A decision in few words, to compare. */
export function told({ events, effects, withdrawn }: Decision) {
  return {
    events: events.map(({ type }) => type),
    effects: effects.map(({ effect }) => effectName(effect)),
    withdrawn,
  };
}

export const nothingTold = { events: [], effects: [], withdrawn: [] };
