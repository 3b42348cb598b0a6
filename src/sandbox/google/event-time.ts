import { Temporal } from "temporal-polyfill";

/** `start`, `end`, `originalStartTime`: all day (`date`) or at a time. */
export interface EventTime {
  date?: string;
  dateTime?: string;
  timeZone?: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})?$/;
const WITH_OFFSET = /([Zz]|[+-]\d{2}:\d{2})$/;

/**
 * Reads one end of an event as Google does: a `dateTime` needs an offset or a `timeZone`, and is
 * shown in the calendar's zone. A string names the problem.
 */
export function readEventTime(
  given: unknown,
  name: "start" | "end",
  calendarTimeZone: string,
): EventTime | { problem: string; reason: string } {
  if (typeof given !== "object" || given === null) {
    return { problem: `Missing ${name} time.`, reason: "required" };
  }
  const { date, dateTime, timeZone } = given as Record<string, unknown>;
  const zone = typeof timeZone === "string" && timeZone !== "" ? timeZone : undefined;
  if (zone !== undefined && !isTimeZone(zone)) {
    return { problem: `Invalid time zone definition for ${name} time.`, reason: "invalid" };
  }
  const hasDate = typeof date === "string";
  const hasDateTime = typeof dateTime === "string";
  if (hasDate === hasDateTime) return { problem: `Invalid ${name} time.`, reason: "invalid" };
  try {
    if (hasDate) {
      if (!DATE.test(date)) return { problem: `Invalid ${name} time.`, reason: "invalid" };
      return { date: Temporal.PlainDate.from(date).toString() };
    }
    if (typeof dateTime !== "string" || !DATE_TIME.test(dateTime)) {
      return {
        problem: `Invalid value for: Invalid format: "${String(dateTime)}"`,
        reason: "invalid",
      };
    }
    if (!WITH_OFFSET.test(dateTime) && zone === undefined) {
      return { problem: `Missing time zone definition for ${name} time.`, reason: "required" };
    }
    const instant = WITH_OFFSET.test(dateTime)
      ? Temporal.Instant.from(dateTime)
      : Temporal.PlainDateTime.from(dateTime)
          .toZonedDateTime(zone ?? "UTC")
          .toInstant();
    return { dateTime: shownIn(instant, calendarTimeZone), timeZone: zone ?? calendarTimeZone };
  } catch {
    return { problem: `Invalid ${name} time.`, reason: "invalid" };
  }
}

/** UTC epoch milliseconds of one end of an event; an all-day date begins at the calendar's midnight. */
export function instantOfEventTime(time: EventTime, calendarTimeZone: string): number {
  if (time.date !== undefined) {
    return Temporal.PlainDate.from(time.date).toZonedDateTime(calendarTimeZone).toInstant()
      .epochMilliseconds;
  }
  return Temporal.Instant.from(time.dateTime ?? "").epochMilliseconds;
}

/** A query parameter such as `timeMin`: RFC 3339 with a mandatory offset. */
export function readInstant(text: string): number | undefined {
  if (!DATE_TIME.test(text) || !WITH_OFFSET.test(text)) return undefined;
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** "2026-12-07T09:00:00-08:00". */
export function shownIn(instant: Temporal.Instant, timeZone: string): string {
  const zoned = instant.toZonedDateTimeISO(timeZone);
  return zoned.toString({ timeZoneName: "never", fractionalSecondDigits: 0 });
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
