import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Holidays from "date-holidays";

/**
 * Writes the holiday files that the catalogue reads (`npm run holidays`). The library carries every
 * country of the world and is far too big for a Worker, so the product keeps one small file a region.
 */

/** From the year the venue opened its booking page, for as long as anyone plans a hall. */
export const FIRST_YEAR = 2025;
export const LAST_YEAR = 2040;

/** A region as rooms.config.ts names it, and where its data comes from. */
export interface HolidaySource {
  region: string;
  country: string;
  state: string;
  /**
   * Statutory days that the library files as mere observances, from the year they became law.
   * https://www2.gov.bc.ca/gov/content/employment-business/employment-standards-advice/employment-standards/statutory-holidays
   */
  statutoryAnyway: Record<string, number>;
}

export const SOURCES: readonly HolidaySource[] = [
  {
    region: "CA-BC",
    country: "CA",
    state: "BC",
    statutoryAnyway: { "National Day for Truth and Reconciliation": 2023 },
  },
];

/** Every statutory holiday of a region, date to name; substitute days are marked as such. */
export function holidaysOf(source: HolidaySource): Record<string, string> {
  const library = new Holidays(source.country, source.state, { languages: ["en"] });
  const days: [string, string][] = [];
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    for (const { date, name, type, substitute } of library.getHolidays(year)) {
      const lawSince = source.statutoryAnyway[name];
      const isStatutory = type === "public" || (lawSince !== undefined && year >= lawSince);
      const isNamed = name.includes("substitute");
      if (isStatutory) {
        days.push([date.slice(0, 10), substitute && !isNamed ? `${name} (substitute day)` : name]);
      }
    }
  }
  return Object.fromEntries(days.sort(([a], [b]) => a.localeCompare(b)));
}

/** The content of a region's file. */
export function holidayFile(source: HolidaySource): string {
  const content = {
    region: source.region,
    firstYear: FIRST_YEAR,
    lastYear: LAST_YEAR,
    days: holidaysOf(source),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

if (import.meta.main) {
  for (const source of SOURCES) {
    const path = new URL(`./holidays/${source.region.toLowerCase()}.json`, import.meta.url).href;
    writeFileSync(fileURLToPath(path), holidayFile(source));
  }
}
