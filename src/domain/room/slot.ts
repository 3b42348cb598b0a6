import type { Interval } from "../intervals.ts";
import type { LocalDate, WallTime } from "../local-time.ts";
import {
  dayInterval,
  formatLength,
  instantOf,
  isLocalDate,
  isWallTime,
  weekdayOf,
} from "../local-time.ts";
import type { RoomRules } from "./room-rules.ts";
import { closureOn, hoursOn, isOnGrid } from "./room-rules.ts";

/** What a guest asks for: the same hours on one or several dates. */
export interface SlotRequest {
  dates: LocalDate[];
  start: WallTime;
  end: WallTime;
  attendees: number;
}

export type ViolationCode =
  | "no-dates"
  | "too-many-days"
  | "duplicate-day"
  | "not-a-date"
  | "closed-day"
  | "holiday"
  | "too-soon"
  | "too-late"
  | "not-a-time"
  | "off-grid"
  | "end-before-start"
  | "outside-hours"
  | "below-minimum"
  | "over-capacity"
  | "attendees"
  | "missing-extra"
  | "unknown-extra"
  | "bad-extra"
  | "unknown-discount"
  | "not-eligible";

/** One broken rule. `field` is a path in the request, `message` a sentence that a guest reads. */
export interface Violation {
  field: string;
  code: ViolationCode;
  message: string;
  date?: LocalDate;
}

/** One day of an accepted slot. */
export interface SlotDay extends Interval {
  date: LocalDate;
}

export type SlotDecision = { ok: true; days: SlotDay[] } | { ok: false; violations: Violation[] };

/**
 * Checks everything that can be said at `now` (UTC epoch ms) without knowing what is taken, and
 * lists every broken rule, each once. Accepted days come in order of date.
 */
export function validateSlot(rules: RoomRules, request: SlotRequest, now: number): SlotDecision {
  const times = timeViolations(rules, request);
  const violations = [
    ...countViolations(rules, request.dates),
    ...times,
    ...attendeeViolations(rules, request.attendees),
  ];
  const days: SlotDay[] = [];
  // One more than allowed is refused already: the rest would only repeat it.
  for (const [index, date] of request.dates.slice(0, rules.daysMax).entries()) {
    const field = `dates[${index}]`;
    const problem = dateViolation(rules, request.dates, index);
    if (problem) {
      violations.push(problem);
      continue;
    }
    const hasClockTimes = isWallTime(request.start) && isWallTime(request.end);
    const day = hasClockTimes ? dayOf(rules, request, date) : undefined;
    const window = windowViolation(rules, date, field, day, now);
    if (window) violations.push(window);
    if (!day) {
      if (hasClockTimes) violations.push(...skippedTimes(rules, request, date));
      continue;
    }
    if (times.length === 0) violations.push(...hoursViolations(rules, request, day));
    days.push(day);
  }
  if (violations.length > 0) return { ok: false, violations: eachOnce(violations) };
  return { ok: true, days: days.sort((a, b) => a.startsAt - b.startsAt) };
}

function countViolations(rules: RoomRules, dates: LocalDate[]): Violation[] {
  if (dates.length === 0) {
    return [{ field: "dates", code: "no-dates", message: "Choose at least one day." }];
  }
  if (dates.length <= rules.daysMax) return [];
  const message = `Choose at most ${rules.daysMax} days for one booking.`;
  return [{ field: "dates", code: "too-many-days", message }];
}

function dateViolation(rules: RoomRules, dates: LocalDate[], index: number): Violation | undefined {
  const date = dates[index] ?? "";
  const field = `dates[${index}]`;
  if (!isLocalDate(date)) {
    const message = "Write days as year, month and day of a real date, like 2026-12-07.";
    return { field, code: "not-a-date", message };
  }
  if (dates.indexOf(date) < index) {
    return { field, code: "duplicate-day", message: "This day is chosen twice.", date };
  }
  const closure = closureOn(rules, date, weekdayOf(date));
  return closure && { field, code: closure.code, message: `${closure.message}.`, date };
}

function timeViolations(rules: RoomRules, { start, end }: SlotRequest): Violation[] {
  const violations: Violation[] = [];
  for (const [field, time] of [
    ["start", start],
    ["end", end],
  ] as const) {
    if (!isWallTime(time)) {
      const message = "Write times as hours and minutes from 00:00 to 23:59, like 09:00.";
      violations.push({ field, code: "not-a-time", message });
    } else if (!isOnGrid(rules, time)) {
      const message = `Times are in steps of ${formatLength(rules.gridMs)}.`;
      violations.push({ field, code: "off-grid", message });
    }
  }
  if (isWallTime(start) && isWallTime(end) && end <= start) {
    const message = "The end must come after the start.";
    violations.push({ field: "end", code: "end-before-start", message });
  }
  return violations;
}

function attendeeViolations(rules: RoomRules, attendees: number): Violation[] {
  if (!Number.isSafeInteger(attendees) || attendees < 1) {
    const message = "Say how many people will come: a whole number, at least 1.";
    return [{ field: "attendees", code: "attendees", message }];
  }
  if (attendees <= rules.capacity) return [];
  const message = `This room holds ${rules.capacity} people.`;
  return [{ field: "attendees", code: "over-capacity", message }];
}

function dayOf(rules: RoomRules, request: SlotRequest, date: LocalDate): SlotDay | undefined {
  const startsAt = instantOf(date, request.start, rules.timeZone);
  const endsAt = instantOf(date, request.end, rules.timeZone);
  return startsAt === undefined || endsAt === undefined ? undefined : { date, startsAt, endsAt };
}

/** Without a usable start the whole day stands in: it must lie outside the window as a whole. */
function windowViolation(
  rules: RoomRules,
  date: LocalDate,
  field: string,
  slot: SlotDay | undefined,
  now: number,
): Violation | undefined {
  const day = dayInterval(date, rules.timeZone);
  if ((slot?.startsAt ?? day.endsAt) < now + rules.noticeMs) {
    const message = `Book at least ${formatLength(rules.noticeMs)} ahead.`;
    return { field, code: "too-soon", message, date };
  }
  if ((slot?.startsAt ?? day.startsAt) > now + rules.horizonMs) {
    const message = `Book at most ${formatLength(rules.horizonMs)} ahead.`;
    return { field, code: "too-late", message, date };
  }
  return undefined;
}

function skippedTimes(rules: RoomRules, request: SlotRequest, date: LocalDate): Violation[] {
  return (["start", "end"] as const)
    .filter((field) => instantOf(date, request[field], rules.timeZone) === undefined)
    .map((field) => {
      const message = `The clocks change on ${date}: ${request[field]} does not exist that day.`;
      return { field, code: "not-a-time", message, date };
    });
}

function hoursViolations(rules: RoomRules, request: SlotRequest, day: SlotDay): Violation[] {
  const violations: Violation[] = [];
  const hours = hoursOn(rules, weekdayOf(day.date));
  const message = `The room is open from ${hours?.opens} to ${hours?.closes}.`;
  if (!hours || request.start < hours.opens || request.start >= hours.closes) {
    violations.push({ field: "start", code: "outside-hours", message, date: day.date });
  }
  if (!hours || request.end > hours.closes || request.end <= hours.opens) {
    violations.push({ field: "end", code: "outside-hours", message, date: day.date });
  }
  if (day.endsAt - day.startsAt < rules.minimumMs) {
    const least = `Book at least ${formatLength(rules.minimumMs)} a day.`;
    violations.push({ field: "end", code: "below-minimum", message: least, date: day.date });
  }
  return violations;
}

/** The same sentence about the same field is said once, with the first date that it concerns. */
function eachOnce(violations: Violation[]): Violation[] {
  const said = new Map<string, Violation>();
  for (const violation of violations) {
    const key = `${violation.field} ${violation.code} ${violation.message}`;
    if (!said.has(key)) said.set(key, violation);
  }
  return [...said.values()];
}
