import type { SessionFacts } from "../../messages/session-facts.ts";

const SITE = "https://bookings.labourtemple.example";
const RESERVATION = "res_session_harbour-by-kayak_20261212t1000_0123456789abcdef";
/** As long as a real one, and as hard to read. */
const TOKEN = `eyJhbGciOiJIUzI1NiJ9.${"c2FtcGxl".repeat(12)}.${"c2lnbmF0dXJl".repeat(3)}`;

const link = (path: string) => `${SITE}/${path}?token=${TOKEN}`;

/** Two guests on a kayak tour that a hotel's widget sold, paid and settled. */
export const SAMPLE_SESSION: SessionFacts = {
  reservation: RESERVATION,
  code: "LT-7K2MQ4",
  experienceName: "Harbour by Kayak",
  experienceSlug: "harbour-by-kayak",
  retired: false,
  instant: true,
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
  date: "2026-12-12",
  time: "10:00",
  startsAt: Date.parse("2026-12-12T10:00-07:00"),
  endsAt: Date.parse("2026-12-12T12:30-07:00"),
  participants: 2,
  guest: { name: "Ada Okafor", email: "ada@example.org", phone: "+1 604 555 0199" },
  supplier: { name: "False Creek Paddlers", email: "crew@paddlers.example", language: "en" },
  hotel: { slug: "hotel-alma", name: "Hotel Alma", email: "desk@hotel-alma.example" },
  meetingPoint: "The red boathouse at the end of Cedar Cove Dock, 1300 Discovery Street",
  whatToBring: ["Warm layers that may get wet", "A change of clothes", "Water and a snack"],
  lines: [{ label: "2 participants × CA$85.00", amount: 17_000 }],
  total: 17_000,
  currency: "cad",
  responseDeadline: Date.parse("2026-12-03T15:20-07:00"),
  paymentDeadline: Date.parse("2026-12-02T15:20-07:00"),
  cancelUntil: Date.parse("2026-12-05T10:00-07:00"),
  autoCompleteAt: Date.parse("2026-12-19T12:30-07:00"),
  paymentUrl: "https://pay.labourtemple.example/sample",
  paymentFailed: false,
  links: {
    accept: link(`api/reservations/${RESERVATION}/accept`),
    decline: link(`api/reservations/${RESERVATION}/decline`),
    cancel: link(`api/bookings/${RESERVATION}/cancel`),
    complete: link(`api/bookings/${RESERVATION}/complete`),
    noExperience: link(`api/bookings/${RESERVATION}/no-experience`),
    booking: link(`bookings/${RESERVATION}`),
  },
  split: { supplier: 13_600, hotel: 2_040, platform: 1_360 },
  transferredAmount: 13_600,
  publicUrl: SITE,
  at: Date.parse("2026-12-01T15:20-07:00"),
};
