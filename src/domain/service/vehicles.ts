import type { Interval } from "../intervals.ts";
import { overlaps } from "../intervals.ts";

/**
 * No trip takes longer, which the catalogue sees to: what begins earlier than that before another
 * cannot overlap it. The tables of services have the same limit.
 */
export const LONGEST_TRIP_MS = 24 * 60 * 60_000;

/** What a trip takes of a service: so many vehicles, from the pickup until they are back. */
export interface VehicleClaim extends Interval {
  vehicles: number;
}

/**
 * How many of a service's `vehicles` are free for the whole of an interval, whatever trips they are
 * claimed for; never negative, `Infinity` when their number is no limit. Vehicles are alike, so it is
 * enough that at no instant more are out than there are. Claims may come in any order.
 */
export function vehiclesFree(
  vehicles: number | undefined,
  claims: readonly VehicleClaim[],
  during: Interval,
): number {
  if (vehicles === undefined) return Number.POSITIVE_INFINITY;
  const out = claims.filter((claim) => claim.vehicles > 0 && overlaps(claim, during));
  // More are out only where a trip begins, so that these instants tell the most.
  const most = out.reduce(
    (peak, { startsAt }) => Math.max(peak, outAt(out, Math.max(startsAt, during.startsAt))),
    0,
  );
  return Math.max(0, vehicles - most);
}

function outAt(claims: readonly VehicleClaim[], instant: number): number {
  return claims
    .filter(({ startsAt, endsAt }) => startsAt <= instant && instant < endsAt)
    .reduce((sum, claim) => sum + claim.vehicles, 0);
}
