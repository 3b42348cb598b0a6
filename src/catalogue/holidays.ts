import type { LocalDate } from "../domain/local-time.ts";
import britishColumbia from "./holidays/ca-bc.json" with { type: "json" };

/** Region as the config names it ("CA-BC") to its holidays: date to name. */
export type HolidayCalendars = Record<string, Record<LocalDate, string>>;

/** The regions whose holidays are kept; `npm run holidays` writes the files. */
export const holidayCalendars: HolidayCalendars = {
  [britishColumbia.region]: britishColumbia.days,
};
