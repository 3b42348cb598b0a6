import * as z from "zod";
import { minutesOf } from "../domain/local-time.ts";
import { wallTime } from "./values.ts";
import { weekly } from "./weekly.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;

/** From when to when, by weekday; a weekday that is left out is closed. */
export const hoursSchema = weekly(z.strictObject({ opens: wallTime, closes: wallTime }));

/** What hours, the grid they lie on, and the booking window are called in every bookable. */
interface Opening {
  hours: z.output<typeof hoursSchema>;
  grid: number;
  notice: number;
  horizon: number;
}

/** What is wrong with when the bookables at `path` are open and can be booked, one line each. */
export function openingRules(path: string, opening: Opening): string[] {
  return [...hoursRules(path, opening), ...windowRules(path, opening)];
}

function hoursRules(path: string, { hours, grid }: Opening): string[] {
  const days = Object.entries(hours);
  if (days.length === 0) return [`${path}.hours: must be open on at least one weekday`];
  return days.flatMap(([weekday, day]) => {
    if (!day) return [];
    const place = `${path}.hours.${weekday}`;
    const isOffGrid = [day.opens, day.closes].some(
      (time) => (minutesOf(time) * MINUTE_MS) % grid !== 0,
    );
    return [
      ...(day.closes <= day.opens ? [`${place}.closes: must be later than it opens`] : []),
      ...(isOffGrid ? [`${place}: must open and close on the grid (${path}.grid)`] : []),
    ];
  });
}

function windowRules(path: string, { grid, notice, horizon }: Opening): string[] {
  const broken: string[] = [];
  if (grid % MINUTE_MS !== 0 || DAY_MS % grid !== 0) {
    broken.push(`${path}.grid: must be whole minutes that divide a day evenly, like PT15M`);
  }
  if (notice >= horizon) broken.push(`${path}.horizon: must be longer than ${path}.notice`);
  return broken;
}
