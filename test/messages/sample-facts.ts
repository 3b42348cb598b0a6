import type { AlertFacts, BookedDay, BookingFacts } from "../../src/messages/facts.ts";
import { at } from "../domain/venue.ts";

export function bookedDay(
  date: string,
  start = "09:00",
  end = "12:00",
  timeZone = "America/Vancouver",
): BookedDay {
  const [startsAt, endsAt] = [at(date, start, timeZone), at(date, end, timeZone)];
  return { date, start, end, startsAt, endsAt };
}

/** A booking of Sonic Studio for three days. */
export function sampleFacts(change: Partial<BookingFacts> = {}): BookingFacts {
  return {
    reservation: "res_room_sonic-studio_0123456789abcdef",
    code: "LT-7K2MQ4",
    bookable: { kind: "room", slug: "sonic-studio", name: "Sonic Studio" },
    operator: {
      name: "Labour Temple",
      brand: { accent: "#8c2f1b" },
      email: "admin@labourtemple.example",
      senderEmail: "bookings@labourtemple.example",
      senderName: "Labour Temple Bookings",
      staffEmail: "staff@labourtemple.example",
      phone: "+1 604 555 0142",
      address: "1912 Temple Street, Vancouver, BC V5L 1A1",
      locale: "en-CA",
    },
    timeZone: "America/Vancouver",
    days: [bookedDay("2026-12-07"), bookedDay("2026-12-08"), bookedDay("2026-12-10")],
    people: 4,
    customer: { name: "Ada Okafor", email: "ada@example.org", phone: "+1 604 555 0199" },
    lines: [
      { label: "3 h × CA$95.00 × 3 days", amount: 85_500 },
      { label: "Set: Green screen: CA$40.00 × 3 days", amount: 12_000 },
      { label: "Non-profits and union locals (25% off the time)", amount: -21_375 },
    ],
    total: 76_125,
    currency: "cad",
    refundPolicy: [
      "Full refund up to 48 hours before the first day starts.",
      "50% refund up to 24 hours before.",
      "No refund after that.",
    ],
    extras: [
      { label: "Podcast or show name", value: "The Picket Line" },
      { label: "People on microphone", value: "3" },
      { label: "Set", value: "Green screen" },
    ],
    notes: "We bring a harp.\nIt is large.",
    publicUrl: "https://bookings.labourtemple.example",
    bookingUrl: "https://bookings.labourtemple.example/bookings/res_room_sonic-studio_0123",
    at: at("2026-12-01", "12:00"),
    ...change,
  };
}

/** Free slots near the sample. */
export const offers = [
  { dates: ["2026-12-07", "2026-12-08", "2026-12-10"], start: "13:15", end: "16:15" },
  { dates: ["2026-12-14", "2026-12-15", "2026-12-17"], start: "09:00", end: "12:00" },
];

export function sampleAlert(change: Partial<AlertFacts> = {}): AlertFacts {
  const booking = sampleFacts();
  return {
    kind: "refund-failed",
    detail: "Stripe: charge_disputed (The charge has been disputed.)",
    at: booking.at,
    payment: "pi_3QabcDEF0123456789",
    operator: booking.operator,
    timeZone: booking.timeZone,
    publicUrl: booking.publicUrl,
    booking,
    ...change,
  };
}
