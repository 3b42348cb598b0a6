import type { LocalDate, WallTime } from "../local-time.ts";
import { dayInterval, formatLength, isLocalDate, isWallTime } from "../local-time.ts";
import type { Quote } from "../money.ts";
import { formatMoney } from "../money.ts";
import type { RequestHours, SessionRules } from "./session-rules.ts";
import { closureReason, isOnSessionGrid, isWithinRequestHours } from "./session-rules.ts";
import type { SessionTimes } from "./session-times.ts";
import { sessionAt } from "./session-times.ts";

/** What an experience costs, in minor units of `currency` (lowercase ISO 4217). */
export interface SessionPricing {
  currency: string;
  pricePerPerson: number;
}

/** What a guest wants: a session that there is, or one at a time of the guest's own. */
export interface SessionWish {
  date: LocalDate;
  time: WallTime;
  participants: number;
}

/** `session`: a guest books a session that there is. `request`: a guest asks for one. */
export type SessionWishKind = "session" | "request";

export type SessionViolationCode =
  | "not-offered"
  | "not-a-session"
  | "not-a-date"
  | "not-a-time"
  | "past-date"
  | "too-soon"
  | "too-late"
  | "closed-day"
  | "off-grid"
  | "outside-hours"
  | "participants"
  | "below-minimum"
  | "over-maximum";

/** One broken rule. `field` is a path in the request, `message` a sentence that a guest reads. */
export interface SessionViolation {
  field: "session" | "requested" | "requested.date" | "requested.time" | "participants";
  code: SessionViolationCode;
  message: string;
  date?: LocalDate;
}

export type SessionWishDecision =
  | { ok: true; session: SessionTimes }
  | { ok: false; violations: SessionViolation[] };

/** How the fields of a wish are called in the request that it came in. */
interface Fields {
  date: SessionViolation["field"];
  time: SessionViolation["field"];
}

const fieldsOf: Record<SessionWishKind, Fields> = {
  session: { date: "session", time: "session" },
  request: { date: "requested.date", time: "requested.time" },
};

/**
 * Checks everything that can be said at `now` (UTC epoch ms) without knowing how many spots are
 * left, and lists every broken rule. Whether there is a session at a time is not asked: it may exist
 * outside the schedule (`isScheduled`), by staff or by an accepted request, and only its object knows.
 */
export function validateSessionWish(
  rules: SessionRules,
  wish: SessionWish,
  now: number,
  kind: SessionWishKind,
): SessionWishDecision {
  const notOffered = offerViolations(rules, kind);
  const violations = [
    ...notOffered,
    ...(notOffered.length === 0 ? timesViolations(rules, wish, now, kind) : []),
    ...participantViolations(rules, wish.participants),
  ];
  if (violations.length > 0) return { ok: false, violations };
  const session = sessionAt(rules, wish.date, wish.time);
  if (!session)
    throw new Error("validateSessionWish: timesViolations lets no skipped time through");
  return { ok: true, session };
}

/** What a guest is told who names a time at which there is no session. */
export const noSuchSession: SessionViolation = {
  field: "session",
  code: "not-a-session",
  message: "There is no session at this time: choose one of the list, or ask for it.",
};

/** The price of a validated wish: one line for the people. */
export function quoteSession(pricing: SessionPricing, participants: number): Quote {
  const { currency, pricePerPerson } = pricing;
  const amount = pricePerPerson * participants;
  const label = `${participants} × ${formatMoney(pricePerPerson, currency)}`;
  return { currency, lines: [{ label, amount }], total: amount };
}

function offerViolations(rules: SessionRules, kind: SessionWishKind): SessionViolation[] {
  if (kind === "request" && !rules.request) {
    const message = "This experience takes place at its own times only: choose one of them.";
    return [{ field: "requested", code: "not-offered", message }];
  }
  return [];
}

function timesViolations(
  rules: SessionRules,
  { date, time }: SessionWish,
  now: number,
  kind: SessionWishKind,
): SessionViolation[] {
  const malformed = malformedViolations(date, time, kind);
  if (malformed.length > 0) return malformed;
  const session = sessionAt(rules, date, time);
  const { date: dateField, time: timeField } = fieldsOf[kind];
  const violations: SessionViolation[] = [];
  const window = windowViolation(rules, date, session, now);
  if (window) violations.push({ field: dateField, ...window, date });
  if (!session) {
    const message = `The clocks change on ${date}: ${time} does not exist that day.`;
    violations.push({ field: timeField, code: "not-a-time", message, date });
  }
  if (kind === "request" && rules.request) {
    violations.push(...requestViolations(rules, rules.request, date, time));
  }
  return violations;
}

function malformedViolations(
  date: LocalDate,
  time: WallTime,
  kind: SessionWishKind,
): SessionViolation[] {
  if (isLocalDate(date) && isWallTime(time)) return [];
  if (kind === "session") {
    const message = "Name the session by its date and time, like 2026-12-12T10:00.";
    return [{ field: "session", code: "not-a-session", message }];
  }
  const violations: SessionViolation[] = [];
  if (!isLocalDate(date)) {
    const message = "Write the day as year, month and day of a real date, like 2026-12-12.";
    violations.push({ field: "requested.date", code: "not-a-date", message });
  }
  if (!isWallTime(time)) {
    const message = "Write the time as hours and minutes from 00:00 to 23:59, like 10:00.";
    violations.push({ field: "requested.time", code: "not-a-time", message });
  }
  return violations;
}

/** Without a usable start the whole day stands in: it must lie outside the window as a whole. */
function windowViolation(
  rules: SessionRules,
  date: LocalDate,
  session: SessionTimes | undefined,
  now: number,
): { code: SessionViolationCode; message: string } | undefined {
  const day = dayInterval(date, rules.timeZone);
  const latest = session?.startsAt ?? day.endsAt;
  if (latest < now) {
    return { code: "past-date", message: "This time has passed: choose one to come." };
  }
  if (latest < now + rules.noticeMs) {
    return { code: "too-soon", message: `Book at least ${formatLength(rules.noticeMs)} ahead.` };
  }
  if ((session?.startsAt ?? day.startsAt) > now + rules.horizonMs) {
    return { code: "too-late", message: `Book at most ${formatLength(rules.horizonMs)} ahead.` };
  }
  return undefined;
}

function requestViolations(
  rules: SessionRules,
  request: RequestHours,
  date: LocalDate,
  time: WallTime,
): SessionViolation[] {
  const violations: SessionViolation[] = [];
  const reason = closureReason(rules, date);
  if (reason !== undefined) {
    const message = `Closed: ${reason}.`;
    violations.push({ field: "requested.date", code: "closed-day", message, date });
  }
  if (!isOnSessionGrid(rules, time)) {
    const message = `Times are in steps of ${formatLength(rules.gridMs)}.`;
    violations.push({ field: "requested.time", code: "off-grid", message });
  }
  if (!isWithinRequestHours(request, time, rules.durationMs)) {
    const length = formatLength(rules.durationMs);
    const message = `It lasts ${length} and takes place between ${request.opens} and ${request.closes}.`;
    violations.push({ field: "requested.time", code: "outside-hours", message });
  }
  return violations;
}

function participantViolations(rules: SessionRules, participants: number): SessionViolation[] {
  const { minimum, maximum } = rules.participants;
  if (!Number.isSafeInteger(participants) || participants < 1) {
    const message = "Say how many people will come: a whole number, at least 1.";
    return [{ field: "participants", code: "participants", message }];
  }
  if (participants < minimum) {
    const message = `This experience is for at least ${minimum} people.`;
    return [{ field: "participants", code: "below-minimum", message }];
  }
  if (participants > maximum) {
    const message = `This experience is for at most ${maximum} ${maximum === 1 ? "person" : "people"}.`;
    return [{ field: "participants", code: "over-maximum", message }];
  }
  return [];
}
