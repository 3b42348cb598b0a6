import type { ServiceFacts } from "../../messages/service-facts.ts";
import { SAMPLE_SESSION } from "./sample-session.ts";

const { operator, timeZone, publicUrl, at } = SAMPLE_SESSION;

/** Four passengers from the airport to Whistler in a car of their own, paid. */
export const SAMPLE_TRIP: ServiceFacts = {
  reservation: "res_service_coast-transfers_0123456789abcdef",
  code: "LT-9C4KWD",
  serviceName: "Coast Transfers",
  serviceSlug: "coast-transfers",
  retired: false,
  operator,
  owner: { name: "Collins", email: "collins@labourtemple.example", whatsapp: "+16045550143" },
  timeZone,
  date: "2026-12-12",
  time: "08:30",
  startsAt: Date.parse("2026-12-12T08:30-07:00"),
  endsAt: Date.parse("2026-12-12T13:30-07:00"),
  vehicles: 1,
  route: "Vancouver Airport to Whistler",
  format: "Private car",
  package: "Scenic stops",
  pickup: { place: "Vancouver Airport, arrivals", details: "Flight AC 8081" },
  passengers: 4,
  guest: { name: "Ada Okafor", email: "ada@example.org", phone: "+1 604 555 0199" },
  whatsapp: "+16045550199",
  extras: [
    { label: "Child seats", value: "1" },
    { label: "Ski rack", value: "Yes" },
  ],
  notes: "Two of us have large suitcases.\nPlease wait inside.",
  lines: [
    { label: "Vancouver Airport to Whistler, private car", amount: 42_000 },
    { label: "Scenic stops", amount: 6_000 },
    { label: "Child seats: 1 × CA$15.00", amount: 1_500 },
    { label: "Ski rack", amount: 2_500 },
  ],
  total: 52_000,
  currency: "cad",
  payment: "pi_sample",
  refundPolicy: [
    "Full refund up to 48 hours before the pickup.",
    "50% refund up to 24 hours before.",
    "No refund after that.",
  ],
  undelivered: { message: "client-follow-up", to: "+16045550199", detail: "63024" },
  publicUrl,
  at,
};

/** The same, cancelled a day and a half before. */
export const SAMPLE_CANCELLED_TRIP: ServiceFacts = { ...SAMPLE_TRIP, refundedAmount: 26_000 };

/** The same, paid and not booked. */
export const SAMPLE_FAILED_TRIP: ServiceFacts = {
  ...SAMPLE_TRIP,
  refundedAmount: SAMPLE_TRIP.total,
  reason: "Your payment reached us too late: the time had already come.",
};
