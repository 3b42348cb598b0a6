import type { ServiceOffer, ServiceRules } from "../../../src/domain/service/service-rules.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../venue.ts";

export const TRINIDAD = "America/Port_of_Spain";

/** Two vehicles in Trinidad, every day but Tuesday, from 5 to 22. */
export function serviceRules(overrides: Partial<ServiceRules> = {}): ServiceRules {
  const hours = { opens: "05:00", closes: "22:00" };
  return {
    timeZone: TRINIDAD,
    weeklyHours: { 1: hours, 3: hours, 4: hours, 5: hours, 6: hours, 7: hours },
    closures: { "2026-12-25": "Christmas Day" },
    gridMs: 15 * MINUTE_MS,
    noticeMs: 6 * HOUR_MS,
    horizonMs: 180 * DAY_MS,
    passengers: { minimum: 2, maximum: 8 },
    vehicles: 2,
    ...overrides,
  };
}

/** Two routes, of which the coast is private only; something to add of every kind. */
export function serviceOffer(overrides: Partial<ServiceOffer> = {}): ServiceOffer {
  return {
    currency: "usd",
    routes: [
      {
        id: "to-town",
        label: "Airport to town",
        durationMs: 90 * MINUTE_MS,
        prices: {
          shared: { amount: 1_800, per: "passenger" },
          private: { amount: 4_500, per: "booking" },
        },
      },
      {
        id: "to-coast",
        label: "Airport to the coast",
        durationMs: 3 * HOUR_MS,
        prices: { private: { amount: 9_500, per: "booking" } },
      },
    ],
    formats: [
      { id: "shared", label: "Shared shuttle", vehicles: 0 },
      { id: "private", label: "Private car", vehicles: 1 },
      { id: "constructor", label: "Built for you", vehicles: 2 },
    ],
    packages: [
      { id: "ride", label: "The ride" },
      { id: "welcome", label: "Cocoa welcome", price: { amount: 1_200, per: "passenger" } },
      { id: "stop", label: "One stop", price: { amount: 1_000, per: "booking" } },
    ],
    extras: [
      {
        id: "seats",
        type: "choice",
        label: "Child seats",
        required: false,
        options: [
          { id: "own", label: "Our own" },
          { id: "one", label: "One", price: { amount: 800, per: "booking" } },
        ],
      },
      {
        id: "sim",
        type: "flag",
        label: "SIM card",
        required: false,
        price: { amount: 2_000, per: "attendee" },
      },
      { id: "bags", type: "number", label: "Bags", required: true, minimum: 0, maximum: 20 },
    ],
    pickupPlaces: [
      { id: "arrivals", label: "Arrivals", detailsLabel: "Flight number" },
      { id: "square", label: "The square" },
    ],
    ...overrides,
  };
}
