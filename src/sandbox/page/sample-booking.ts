import type { AlertFacts, BookedDay, BookingFacts } from "../../messages/facts.ts";
import { SAMPLE_SESSION } from "./sample-session.ts";

const { operator, timeZone, guest, publicUrl, at } = SAMPLE_SESSION;

/** Two mornings in a room. */
export const SAMPLE_BOOKING: BookingFacts = {
  reservation: "res_room_sonic-studio_0123456789abcdef",
  code: "LT-3X9RTB",
  bookable: { kind: "room", slug: "sonic-studio", name: "Sonic Studio" },
  operator,
  timeZone,
  days: [morningOf("2026-12-07"), morningOf("2026-12-08")],
  people: 4,
  customer: guest,
  lines: [
    { label: "3 h × CA$95.00 × 2 days", amount: 57_000 },
    { label: "Set: Green screen: CA$40.00 × 2 days", amount: 8_000 },
  ],
  total: 65_000,
  currency: "cad",
  refundPolicy: [
    "Full refund up to 48 hours before the first day starts.",
    "50% refund up to 24 hours before.",
    "No refund after that.",
  ],
  extras: [{ label: "Podcast or show name", value: "The Picket Line" }],
  notes: "We bring a harp.\nIt is large.",
  publicUrl,
  bookingUrl: `${publicUrl}/meeting-booking-confirmation?payment_intent=pi_sample`,
  at,
};

/** What the room could offer instead. */
export const SAMPLE_ALTERNATIVES = [
  { dates: ["2026-12-07", "2026-12-08"], start: "13:15", end: "16:15" },
  { dates: ["2026-12-14", "2026-12-15"], start: "09:00", end: "12:00" },
];

export const SAMPLE_ALERT: AlertFacts = {
  kind: "refund-failed",
  detail: "re_sample of 12000 failed: the money is back with us",
  at,
  payment: "pi_sample",
  operator,
  timeZone,
  publicUrl,
  booking: SAMPLE_BOOKING,
};

function morningOf(date: string): BookedDay {
  const [startsAt, endsAt] = [`${date}T09:00-07:00`, `${date}T12:00-07:00`].map(Date.parse);
  return { date, start: "09:00", end: "12:00", startsAt: startsAt ?? 0, endsAt: endsAt ?? 0 };
}
