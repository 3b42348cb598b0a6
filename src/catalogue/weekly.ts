import * as z from "zod";
import type { Weekday } from "../domain/local-time.ts";

/** Something for each weekday by its name; a weekday may be left out. */
export function weekly<T extends z.ZodType>(day: T) {
  return z.strictObject({
    monday: day.optional(),
    tuesday: day.optional(),
    wednesday: day.optional(),
    thursday: day.optional(),
    friday: day.optional(),
    saturday: day.optional(),
    sunday: day.optional(),
  });
}

const numbers = {
  monday: 1,
  tuesday: 2,
  wednesday: 3,
  thursday: 4,
  friday: 5,
  saturday: 6,
  sunday: 7,
} as const satisfies Record<string, Weekday>;

/** The same by ISO weekday: Monday is 1. What was left out is absent. */
export function byWeekday<T>(
  days: Partial<Record<keyof typeof numbers, T | undefined>>,
): Partial<Record<Weekday, T>> {
  const entries = Object.entries(numbers).flatMap(([name, number]) => {
    const day = days[name as keyof typeof numbers];
    return day === undefined ? [] : [[number, day]];
  });
  return Object.fromEntries(entries);
}
