import type { TripForm } from "../../src/site/client/service/trip-state.ts";

/** Everything that the sample service asks, with the spaces that people type. */
export const filledTrip: TripForm = {
  route: "airport-whistler",
  format: "private",
  package: "scenic",
  passengers: "3",
  extras: { childSeats: "1", luggage: "skis", water: true, sign: "" },
  place: "airport",
  details: " AC 8081 ",
  dropOff: " Hotel Alma ",
  date: "2026-12-12",
  time: "08:30",
  name: " Ada Okafor ",
  email: "ada@example.org ",
  phone: "+1 604 555 0199",
  whatsapp: true,
  notes: "Two large suitcases.",
};
