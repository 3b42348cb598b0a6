import type { Interval } from "../intervals.ts";
import type { LocalDate, WallTime } from "../local-time.ts";
import { addDays, dayInterval, gridTimes, minutesOf, wallTimeOf } from "../local-time.ts";
import type { Alternative } from "../room/alternatives.ts";
import type { Trip } from "./service-request.ts";
import type { ServiceRules } from "./service-rules.ts";
import { pickupTimeViolations, tripInterval } from "./service-times.ts";
import type { VehicleClaim } from "./vehicles.ts";
import { vehiclesFree } from "./vehicles.ts";

const OFFERED_MAX = 3;
/** Three days each way: further away is another journey, and each day looked at is a query. */
const DAYS_AROUND = [1, -1, 2, -2, 3, -3];
/** As many as a day has quarters of an hour. */
const TIMES_LOOKED_AT_MAX = 96;

/**
 * Up to three pickup times near one that is taken, at which enough vehicles are free for the whole
 * trip: of the same day, later and earlier ones in turn (who lands at ten has no use for nine); where
 * that has none, the nearest of each day around it. In order of time. `claimsDuring` is asked once a
 * day. `now`: UTC epoch ms.
 */
export function tripAlternatives(
  rules: ServiceRules,
  wanted: Trip,
  claimsDuring: (during: Interval) => VehicleClaim[],
  now: number,
): Alternative[] {
  const { date, time } = wanted;
  const freeOn = (day: LocalDate) => freeTimes(rules, wanted, day, claimsDuring, now);
  const times = gridTimes(rules.gridMs);
  const free = freeOn(date);
  const later = free(times.filter((each) => each > time));
  const earlier = free(times.filter((each) => each < time).reverse());
  const offered = inTurn(later, earlier);
  const nearest = times.toSorted((a, b) => minutesAway(a, time) - minutesAway(b, time));
  for (const days of offered.length > 0 ? [] : DAYS_AROUND) {
    offered.push(...freeOn(addDays(date, days))(nearest).slice(0, 1));
  }
  return offered.slice(0, OFFERED_MAX).sort((a, b) => (momentOf(a) < momentOf(b) ? -1 : 1));
}

/** Looks at one day once; what it gives tells which of some times are free, the first few of them. */
function freeTimes(
  rules: ServiceRules,
  { startsAt, endsAt, vehicles }: Trip,
  date: LocalDate,
  claimsDuring: (during: Interval) => VehicleClaim[],
  now: number,
): (times: readonly WallTime[]) => Alternative[] {
  const lengthMs = endsAt - startsAt;
  const day = dayInterval(date, rules.timeZone);
  const claims = claimsDuring({ ...day, endsAt: day.endsAt + lengthMs });
  return (times) => {
    const found: Alternative[] = [];
    for (const start of times.slice(0, TIMES_LOOKED_AT_MAX)) {
      if (found.length === OFFERED_MAX) break;
      const trip = tripInterval(rules, { date, time: start }, lengthMs);
      if (!trip || vehiclesFree(rules.vehicles, claims, trip) < vehicles) continue;
      if (pickupTimeViolations(rules, { date, time: start }, now).length > 0) continue;
      found.push({ dates: [date], start, end: wallTimeOf(trip.endsAt, rules.timeZone) });
    }
    return found;
  };
}

function inTurn<Item>(first: readonly Item[], second: readonly Item[]): Item[] {
  const rounds = Array.from({ length: OFFERED_MAX }, (_, index) => index);
  return rounds.flatMap((at) => [...first.slice(at, at + 1), ...second.slice(at, at + 1)]);
}

function minutesAway(time: WallTime, from: WallTime): number {
  return Math.abs(minutesOf(time) - minutesOf(from));
}

function momentOf({ dates: [date], start }: Alternative): string {
  return `${date}T${start}`;
}
