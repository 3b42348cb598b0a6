import * as z from "zod";
import type { LocalDate } from "../domain/local-time.ts";
import type { HolidayCalendars } from "./holidays.ts";
import { repeated } from "./repeated.ts";
import { line, localDate } from "./values.ts";

/** A region's holidays and dates of one's own, each with the reason that guests read. */
export const closuresSchema = z.strictObject({
  holidays: z.string().optional(),
  dates: z.array(z.strictObject({ date: localDate, reason: line })),
});

type Closures = z.output<typeof closuresSchema>;

/** What is wrong with the closures at `path`, one line each. */
export function closureRules(
  path: string,
  { holidays: region, dates }: Closures,
  holidays: HolidayCalendars,
): string[] {
  const broken = repeated(
    `${path}.dates`,
    "date",
    dates.map(({ date }) => date),
  );
  if (region !== undefined && !Object.hasOwn(holidays, region)) {
    const known = Object.keys(holidays).join(", ");
    broken.push(`${path}.holidays: no holidays are kept for "${region}" (there are: ${known})`);
  }
  return broken;
}

/** One's own dates win over a holiday on the same day: their reason is the nearer one. */
export function closuresOf(
  { holidays: region, dates }: Closures,
  holidays: HolidayCalendars,
): Record<LocalDate, string> {
  return {
    ...(region !== undefined && holidays[region]),
    ...Object.fromEntries(dates.map(({ date, reason }) => [date, reason])),
  };
}
