import type { LocalDate, WallTime } from "../domain/local-time.ts";

/**
 * Words for venue-local dates and times, shared by the pages and the browser scripts.
 * A date is already local here, so it is read as UTC and no zone library has to be shipped to guests.
 */

/**
 * A page is in its operator's English, and says so in its `lang`: scripts write dates by that. On the
 * server, where there is no page, no dates are written with these words.
 */
const page = (globalThis as { document?: { documentElement: { lang: string } } }).document;
export const pageLocale = page?.documentElement.lang || "en-CA";

const longDay = new Intl.DateTimeFormat(pageLocale, {
  weekday: "long",
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});
const dayWithYear = new Intl.DateTimeFormat(pageLocale, {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const shortDay = new Intl.DateTimeFormat(pageLocale, {
  weekday: "short",
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});
const monthAndYear = new Intl.DateTimeFormat(pageLocale, {
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

const utcMidnight = (date: LocalDate): Date => new Date(`${date}T00:00:00Z`);

/** "Monday, December 7" */
export const sayDay = (date: LocalDate): string => longDay.format(utcMidnight(date));

/** "Monday, December 7, 2026" */
export const sayDayAndYear = (date: LocalDate): string => dayWithYear.format(utcMidnight(date));

/** "Mon, Dec 7" */
export const sayShortDay = (date: LocalDate): string =>
  shortDay.format(utcMidnight(date)).replaceAll(".", "");

/** "December 2026" for "2026-12". */
export const sayMonth = (month: string): string => monthAndYear.format(utcMidnight(`${month}-01`));

/** "9:00 am", "12:30 pm"; "24:00" is said as midnight. */
export function sayTime(time: WallTime): string {
  const [hours = "0", minutes = "00"] = time.split(":");
  const hour = Number(hours);
  if (hour === 24) return "midnight";
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes} ${hour < 12 ? "am" : "pm"}`;
}

/** "9:00 am – 12:00 pm" */
export const sayTimes = (start: WallTime, end: WallTime): string =>
  `${sayTime(start)} – ${sayTime(end)}`;

/** "1 hour", "2 hours 30 minutes", "45 minutes". */
export function sayLength(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts: string[] = [];
  if (hours > 0) parts.push(count(hours, "hour"));
  if (rest > 0) parts.push(count(rest, "minute"));
  return parts.join(" ") || "no time";
}

/** "1 day", "3 days" */
export const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? "" : "s"}`;

/** "1 person", "6 people" */
export const sayPeople = (number: number): string =>
  `${number} ${number === 1 ? "person" : "people"}`;

/** "a", "a and b", "a, b and c" */
export const sayList = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;

/** The date `days` later. */
export function datePlus(date: LocalDate, days: number): LocalDate {
  const moved = utcMidnight(date);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** "2026-12" of "2026-12-07". */
export const monthOf = (date: LocalDate): string => date.slice(0, 7);

/** ISO weekday, Monday 1 to Sunday 7. */
export const weekdayNumber = (date: LocalDate): number => utcMidnight(date).getUTCDay() || 7;

/** The date and the time on the wall of an instant written with its own offset: "…T10:00:00-07:00". */
const withOffset = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})[\d:.]*[+-]\d{2}:\d{2}$/;

/**
 * "Saturday, December 5, 10:00 am": an ISO 8601 instant in the zone. One that is written with the
 * zone's offset is read as it stands: a browser may not know yet that a zone has changed its rules.
 */
export function sayInstant(instant: string, timeZone: string): string {
  const wall = withOffset.exec(instant);
  if (wall !== null) return `${sayDay(wall[1] ?? "")}, ${sayTime(wall[2] ?? "")}`;
  const { date, time } = wallAt(new Date(instant), timeZone);
  return `${sayDay(date)}, ${sayTime(time)}`;
}

/**
 * The instant (UTC epoch ms) at which clocks of the zone show that date and time, as far as this
 * browser knows the zone.
 */
export function instantAt(date: LocalDate, time: WallTime, timeZone: string): number {
  const shown = Date.parse(`${date}T${time}Z`);
  const offsetAt = (instant: number) => {
    const wall = wallAt(new Date(instant), timeZone);
    return Date.parse(`${wall.date}T${wall.time}Z`) - instant;
  };
  // Twice: the first guess may lie on the other side of a change of the clocks.
  return shown - offsetAt(shown - offsetAt(shown));
}

/** What clocks of the zone show at an instant. */
function wallAt(instant: Date, timeZone: string): { date: LocalDate; time: WallTime } {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute } = parts;
  return { date: `${year?.padStart(4, "0")}-${month}-${day}`, time: `${hour}:${minute}` };
}
