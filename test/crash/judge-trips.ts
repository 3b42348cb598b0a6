import { type Facts, isLive } from "./facts.ts";
import type { Trip } from "./facts-of-trips.ts";
import { judgeReservations } from "./judge-reservations.ts";

/** Written down a second time: what the service has, and what a trip takes of it. */
const VEHICLES = 2;
const VEHICLES_OF: Record<string, number> = { "Private car": 1, "Two private cars": 2 };
const MINUTES_OF: Record<string, number> = {
  "Piarco Airport to Port of Spain": 90,
  "Port of Spain to Piarco Airport": 90,
  "Piarco Airport to Maracas and the north coast": 180,
};
/** Nobody cancels here, and nobody can pay too late: no trip has a reason to be refunded. */
const ENDS = ["confirmed", "expired"];

/** No vehicle is out twice at once, and everything ends. */
export function judgeTrips(facts: Facts): string[] {
  return [...judgeReservations(facts, facts.trips, ENDS), ...neverTooMany(facts)];
}

/** Most are out where a trip begins. */
function neverTooMany({ trips }: Facts): string[] {
  const booked = trips.filter(isLive).map(wayOf);
  return booked.flatMap(({ reservation, from }) => {
    const out = booked
      .filter((one) => one.from <= from && from < one.until)
      .reduce((sum, { vehicles }) => sum + vehicles, 0);
    return out > VEHICLES ? [`${out} vehicles out at once: ${reservation}`] : [];
  });
}

/** Times are the service's own; its clocks are never put forward or back. */
function wayOf({ reservation, date, time, route, format }: Trip) {
  const from = Date.parse(`${date}T${time}Z`);
  const until = from + (MINUTES_OF[route] ?? Number.NaN) * 60_000;
  return { reservation, from, until, vehicles: VEHICLES_OF[format] ?? Number.NaN };
}
