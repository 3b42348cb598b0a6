import { evolve, type Reservation } from "../../../src/domain/reservation.ts";
import type { ReservationEvent } from "../../../src/domain/reservation-event.ts";
import {
  asSession,
  type SessionReservation,
} from "../../../src/domain/session/session-reservation.ts";
import { at, DAY_MS, HOUR_MS } from "../venue.ts";

export const NOW = at("2026-11-23", "10:00");
export const PRICE = 9_000;
export const PAYMENT = "pi_1";
export const STARTS_AT = at("2026-12-12", "10:00");
export const ENDS_AT = STARTS_AT + 2 * HOUR_MS;
export const CHECK_AT = at("2026-12-13", "10:00");

type Held = Extract<ReservationEvent, { type: "SpotsHeld" }>;
type Requested = Extract<ReservationEvent, { type: "SessionRequested" }>;

const beginning: Omit<Held, "type" | "holdExpiresAt"> = {
  id: "res_session_linocut-workshop_20261212t1000_0123456789abcdef",
  code: "TG-AAAA-BBBB",
  experience: "linocut-workshop",
  session: { date: "2026-12-12", time: "10:00", startsAt: STARTS_AT, endsAt: ENDS_AT },
  participants: 2,
  flow: "instant",
  supplier: "stamperia-rosa",
  hotel: "harbour-house",
  userId: null,
  customer: { name: "Ada Lovelace", email: "ada@example.com", phone: "+1 604 555 0199" },
  quote: { currency: "cad", lines: [{ label: "2 × CA$45.00", amount: PRICE }], total: PRICE },
  refundPolicy: { tiers: [{ noticeMs: 7 * DAY_MS, percent: 100 }] },
  terms: {
    paymentMs: DAY_MS,
    completionCheckAt: CHECK_AT,
    autoCompleteAt: ENDS_AT + 7 * DAY_MS,
    reportUntil: CHECK_AT + 14 * DAY_MS,
    shares: { supplier: 80, hotel: 12, platform: 8 },
  },
  heldAt: NOW,
};

export const spotsHeld: Held = { type: "SpotsHeld", ...beginning, holdExpiresAt: NOW + DAY_MS };
export const requested: Requested = {
  type: "SessionRequested",
  ...beginning,
  flow: "request",
  responseDeadline: NOW + 2 * DAY_MS,
};

export const linkOpened: ReservationEvent = {
  type: "LinkOpened",
  link: "plink_1",
  url: "https://pay",
};
export const captured: ReservationEvent = {
  type: "PaymentCaptured",
  payment: PAYMENT,
  secret: "s",
  amount: PRICE,
  currency: "cad",
  at: NOW,
};
export const confirmed: ReservationEvent[] = [
  { type: "SplitFixed", split: { supplier: 7200, hotel: 1080, platform: 720 } },
  { type: "BookingConfirmed" },
];
export const completed: ReservationEvent[] = [
  { type: "BookingCompleted", by: "supplier", at: CHECK_AT },
  { type: "TransferRecorded", amount: 7200, transfer: null },
];
export const refunded = (amount: number, key = "re_1"): ReservationEvent => ({
  type: "RefundRecorded",
  key,
  refund: "re_1",
  amount,
  status: "succeeded",
});
export const disputed: ReservationEvent = {
  type: "ItemOpened",
  key: "dispute/dp_1",
  kind: "dispute",
  detail: "",
};

/** The reservation to which these events have led, by default from a hold of Flow A. */
export function givenSession(...events: ReservationEvent[]): SessionReservation {
  return from(spotsHeld, ...events);
}

export function from(first: Held | Requested, ...events: ReservationEvent[]): SessionReservation {
  return asSession(events.reduce<Reservation>(evolve, evolve(undefined, first)));
}

export const booking = () => givenSession(linkOpened, captured, ...confirmed);
