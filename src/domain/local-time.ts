import { Temporal } from "temporal-polyfill";
import type { Interval } from "./intervals.ts";

/** A calendar date without a zone: "2026-12-07". */
export type LocalDate = string;
/** A time on the wall, from "00:00" to "23:59", always five characters. */
export type WallTime = string;
/** ISO 8601: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const DATE_SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const TIME_SHAPE = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** True for a date that exists: "2028-02-29" does, "2027-02-29" does not. */
export function isLocalDate(text: string): boolean {
  if (!DATE_SHAPE.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

/** True for "00:00" to "23:59". "24:00" and "9:00" are not wall times. */
export function isWallTime(text: string): boolean {
  return TIME_SHAPE.test(text);
}

/** True for a zone that the time zone database knows, such as "America/Vancouver". */
export function isTimeZone(text: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    // A fixed offset has no daylight-saving rules: a venue's zone must be a place.
    return !/^[+-]/.test(text);
  } catch {
    return false;
  }
}

/**
 * The UTC epoch milliseconds at which a clock in `timeZone` shows `time` on `date`: the first of the
 * two when the clock shows it twice, `undefined` when it never does (clocks put forward).
 * Throws a RangeError for what is not a date or a wall time: check those first.
 */
export function instantOf(date: LocalDate, time: WallTime, timeZone: string): number | undefined {
  const wanted = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  const zoned = wanted.toZonedDateTime(timeZone, { disambiguation: "compatible" });
  return zoned.toPlainDateTime().equals(wanted) ? zoned.epochMilliseconds : undefined;
}

/**
 * Those of the wall times that exist on `date`, with their instants. Where the clocks do not change
 * that day, instants are as far apart as the times on the wall, and the zone is asked for once.
 */
export function instantsOf(
  date: LocalDate,
  times: readonly WallTime[],
  timeZone: string,
): { time: WallTime; at: number }[] {
  const { startsAt, endsAt } = dayInterval(date, timeZone);
  const even = endsAt - startsAt === DAY_MINUTES * MINUTE_MS;
  return times.flatMap((time) => {
    const at = even ? startsAt + minutesOf(time) * MINUTE_MS : instantOf(date, time, timeZone);
    return at === undefined ? [] : [{ time, at }];
  });
}

/** The instant with its zone, for libraries that take Temporal values. */
export function zonedAt(instant: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
}

/** The date on the wall calendar in `timeZone` at `instant` (UTC epoch ms). */
export function localDateOf(instant: number, timeZone: string): LocalDate {
  return zonedAt(instant, timeZone).toPlainDate().toString();
}

/** The time on the wall in `timeZone` at `instant` (UTC epoch ms), seconds dropped. */
export function wallTimeOf(instant: number, timeZone: string): WallTime {
  return zonedAt(instant, timeZone).toPlainTime().toString({ smallestUnit: "minute" });
}

/** The ISO weekday of a date. */
export function weekdayOf(date: LocalDate): Weekday {
  return Temporal.PlainDate.from(date).dayOfWeek as Weekday;
}

/** The date `days` later, or earlier when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Every date from `from` to `to`, both included; none when `to` comes first. */
export function datesBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const first = Temporal.PlainDate.from(from);
  const count = first.until(to, { largestUnit: "days" }).days + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    first.add({ days: index }).toString(),
  );
}

/** From local midnight to local midnight: 24 hours, or 23 or 25 when the clocks change. */
export function dayInterval(date: LocalDate, timeZone: string): Interval {
  const day = Temporal.PlainDate.from(date);
  return {
    startsAt: day.toZonedDateTime(timeZone).epochMilliseconds,
    endsAt: day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
  };
}

/**
 * The length of an ISO 8601 duration in milliseconds; a day is exactly 24 hours.
 * Throws a RangeError for what is not a duration or has no exact length (weeks, months, years).
 */
export function durationMs(iso: string): number {
  return Temporal.Duration.from(iso).total({ unit: "milliseconds" });
}

/** Minutes from "00:00" to a wall time. */
export function minutesOf(time: WallTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The wall time that many minutes after "00:00", or `undefined` outside one day. */
export function wallTimeAt(minutes: number): WallTime | undefined {
  if (minutes < 0 || minutes >= DAY_MINUTES) return undefined;
  const hours = String(Math.floor(minutes / 60)).padStart(2, "0");
  return `${hours}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Every wall time of a day that lies on a grid of `gridMs`, counted from midnight. */
export function gridTimes(gridMs: number): WallTime[] {
  const times: WallTime[] = [];
  for (let minutes = 0; minutes < DAY_MINUTES; minutes += gridMs / MINUTE_MS) {
    const time = wallTimeAt(minutes);
    if (time) times.push(time);
  }
  return times;
}

/** A date as a person reads it: "Monday, December 7, 2026" in `en-CA`. */
export function formatDay(date: LocalDate, locale: string): string {
  return Temporal.PlainDate.from(date).toLocaleString(locale, {
    weekday: "long",
    year: "numeric",
    month: "long",
    day: "numeric",
  });
}

/** A date as a person reads it in a narrow place: "Mon, Dec 7" in `en-CA`. */
export function formatShortDay(date: LocalDate, locale: string): string {
  return Temporal.PlainDate.from(date).toLocaleString(locale, {
    weekday: "short",
    month: "short",
    day: "numeric",
  });
}

/**
 * The zone as a guest reads it: "Vancouver time". By its city, because zones that share a name part:
 * British Columbia kept UTC-7 in November 2026 while the rest of "Pacific Time" went back.
 */
export function zoneName(timeZone: string): string {
  const city = timeZone.split("/").slice(1).at(-1);
  return city ? `${city.replaceAll("_", " ")} time` : timeZone;
}

/** How far the wall is ahead of UTC at an instant, in milliseconds: -25200000 is UTC-7. */
export function offsetMsAt(instant: number, timeZone: string): number {
  return zonedAt(instant, timeZone).offsetNanoseconds / 1_000_000;
}

/** An exact length in words: "45 minutes", "24 hours", "2.5 hours", "60 days". */
export function formatLength(ms: number): string {
  const minutes = ms / MINUTE_MS;
  const inWords = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;
  if (minutes < 60) return inWords(minutes, "minute");
  const hours = minutes / 60;
  // Up to three days people count in hours ("48 hours before"), beyond that in days.
  if (hours <= 72 || hours % 24 !== 0) return inWords(Number(hours.toFixed(2)), "hour");
  return inWords(hours / 24, "day");
}
