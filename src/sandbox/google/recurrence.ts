import { Temporal } from "temporal-polyfill";
import { type EventTime, instantOfEventTime, shownIn } from "./event-time.ts";

/** An endless rule is expanded this far: Google's own bound is likewise some years. */
const OCCURRENCES_MAX = 730;

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

interface Rule {
  frequency: "DAILY" | "WEEKLY";
  interval: number;
  count: number;
  /** UTC epoch milliseconds, inclusive. */
  until: number;
  /** ISO weekdays, Monday = 1; empty: the weekday of the start. */
  weekdays: number[];
}

export interface Occurrence {
  /** The suffix of the instance id: "20261207T170000Z", or "20261207" for all-day events. */
  key: string;
  start: EventTime;
  end: EventTime;
}

/** Reads `["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO,WE"]`; undefined for what the sandbox cannot expand. */
export function readRecurrence(recurrence: string[]): Rule | undefined {
  const [line, ...others] = recurrence;
  if (line === undefined || others.length > 0 || !line.startsWith("RRULE:")) return undefined;
  const parts = new Map<string, string>();
  for (const part of line.slice("RRULE:".length).split(";")) {
    const [name = "", value = ""] = part.split("=", 2);
    parts.set(name.toUpperCase(), value.toUpperCase());
  }
  const frequency = parts.get("FREQ");
  if (frequency !== "DAILY" && frequency !== "WEEKLY") return undefined;
  const known = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"];
  if ([...parts.keys()].some((name) => !known.includes(name))) return undefined;
  const weekdays = (parts.get("BYDAY") ?? "").split(",").filter((day) => day !== "");
  if (weekdays.some((day) => !DAYS.includes(day))) return undefined;
  const until = parts.get("UNTIL");
  const untilMs = until === undefined ? Number.POSITIVE_INFINITY : readUntil(until);
  const interval = Number(parts.get("INTERVAL") ?? 1);
  const count = Number(parts.get("COUNT") ?? OCCURRENCES_MAX);
  if (untilMs === undefined || !Number.isInteger(interval) || interval < 1) return undefined;
  if (!Number.isInteger(count) || count < 1) return undefined;
  return {
    frequency,
    interval,
    count: Math.min(count, OCCURRENCES_MAX),
    until: untilMs,
    weekdays: weekdays.map((day) => DAYS.indexOf(day) + 1),
  };
}

/**
 * Every occurrence, at the same wall time in the event's own zone, so that a weekly event keeps
 * its hour across a change to or from daylight-saving time.
 */
export function expandRecurrence(
  event: { start: EventTime; end: EventTime; recurrence: string[] },
  calendarTimeZone: string,
): Occurrence[] {
  const rule = readRecurrence(event.recurrence);
  if (rule === undefined) return [];
  const zone = event.start.timeZone ?? calendarTimeZone;
  const lengthMs =
    instantOfEventTime(event.end, calendarTimeZone) -
    instantOfEventTime(event.start, calendarTimeZone);
  const first =
    event.start.date === undefined
      ? Temporal.Instant.from(event.start.dateTime ?? "")
          .toZonedDateTimeISO(zone)
          .toPlainDateTime()
      : Temporal.PlainDate.from(event.start.date).toPlainDateTime();
  const days =
    event.start.date === undefined
      ? 0
      : Temporal.PlainDate.from(event.start.date).until(event.end.date ?? event.start.date).days;
  const occurrences: Occurrence[] = [];
  for (const at of datesOf(rule, first)) {
    if (occurrences.length >= rule.count) break;
    const zoned = at.toZonedDateTime(zone);
    if (zoned.epochMilliseconds > rule.until) break;
    occurrences.push(
      event.start.date === undefined
        ? timedOccurrence(zoned.toInstant(), lengthMs, zone, calendarTimeZone)
        : allDayOccurrence(at.toPlainDate(), days),
    );
  }
  return occurrences;
}

function* datesOf(rule: Rule, first: Temporal.PlainDateTime): Generator<Temporal.PlainDateTime> {
  if (rule.frequency === "DAILY") {
    for (let step = 0; step < OCCURRENCES_MAX; step += 1) {
      const at = first.add({ days: step * rule.interval });
      if (rule.weekdays.length === 0 || rule.weekdays.includes(at.dayOfWeek)) yield at;
    }
    return;
  }
  const weekdays = (rule.weekdays.length === 0 ? [first.dayOfWeek] : rule.weekdays).toSorted();
  const monday = first.subtract({ days: first.dayOfWeek - 1 });
  for (let week = 0; week < OCCURRENCES_MAX; week += 1) {
    for (const weekday of weekdays) {
      const at = monday.add({ days: week * rule.interval * 7 + weekday - 1 });
      if (Temporal.PlainDateTime.compare(at, first) >= 0) yield at;
    }
  }
}

function timedOccurrence(
  instant: Temporal.Instant,
  lengthMs: number,
  zone: string,
  calendarTimeZone: string,
): Occurrence {
  const end = instant.add({ milliseconds: lengthMs });
  return {
    key: instant.toString({ smallestUnit: "second" }).replaceAll(/[-:]/g, ""),
    start: { dateTime: shownIn(instant, calendarTimeZone), timeZone: zone },
    end: { dateTime: shownIn(end, calendarTimeZone), timeZone: zone },
  };
}

function allDayOccurrence(date: Temporal.PlainDate, days: number): Occurrence {
  return {
    key: date.toString().replaceAll("-", ""),
    start: { date: date.toString() },
    end: { date: date.add({ days }).toString() },
  };
}

function readUntil(text: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z)?$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = "23", minute = "59", second = "59"] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
