import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../../src/domain/local-time.ts";
import type { SessionViolation, SessionWish } from "../../../src/domain/session/session-request.ts";
import { quoteSession, validateSessionWish } from "../../../src/domain/session/session-request.ts";
import { isBookableAt, sessionAt } from "../../../src/domain/session/session-times.ts";
import { at, DAY_MS, HOUR_MS } from "../venue.ts";
import { ROME, requestHours, sessionRules } from "./session-venue.ts";

const NOW = at("2026-12-01", "12:00");
const good: SessionWish = { date: "2026-12-12", time: "10:00", participants: 4 };
const SPRING = "2027-03-28";

type Kind = "session" | "request";

function violations(
  kind: Kind,
  change: Partial<SessionWish>,
  rules = sessionRules(),
  now = NOW,
): SessionViolation[] {
  const decision = validateSessionWish(rules, { ...good, ...change }, now, kind);
  return decision.ok ? [] : decision.violations;
}

function codes(
  kind: Kind,
  change: Partial<SessionWish>,
  rules = sessionRules(),
  now = NOW,
): string[] {
  return violations(kind, change, rules, now).map(({ field, code }) => `${field} ${code}`);
}

describe("an accepted wish", () => {
  test("is one session in time, whether it is booked or asked for", () => {
    const session = sessionAt(sessionRules(), "2026-12-12", "10:00");
    for (const kind of ["session", "request"] as const) {
      expect(validateSessionWish(sessionRules(), good, NOW, kind)).toEqual({ ok: true, session });
    }
  });

  test("may be a session that is not scheduled: whether it exists is for its object to say", () => {
    expect(codes("session", { date: "2026-12-13", time: "07:05" })).toEqual([]);
  });
});

describe.each<[Kind, string, string]>([
  ["session", "session", "session"],
  ["request", "requested.date", "requested.time"],
])("a wish for a %s", (kind, dateField, timeField) => {
  test("for the past is told so", () => {
    expect(violations(kind, { date: "2026-11-28" })).toEqual([
      {
        field: dateField,
        code: "past-date",
        message: "This time has passed: choose one to come.",
        date: "2026-11-28",
      },
    ]);
    expect(codes(kind, {}, sessionRules(), at("2026-12-12", "10:00") + 1)).toEqual([
      `${dateField} past-date`,
    ]);
  });

  test("exactly two hours ahead is accepted, 1 ms less is not", () => {
    const now = at("2026-12-12", "10:00") - 2 * HOUR_MS;
    expect(codes(kind, {}, sessionRules(), now)).toEqual([]);
    expect(violations(kind, {}, sessionRules(), now + 1)).toMatchObject([
      { field: dateField, code: "too-soon", message: "Book at least 2 hours ahead." },
    ]);
  });

  test("exactly 90 days ahead is accepted, 1 ms more is not", () => {
    const now = at("2026-12-12", "10:00") - 90 * DAY_MS;
    expect(codes(kind, {}, sessionRules(), now)).toEqual([]);
    expect(violations(kind, {}, sessionRules(), now - 1)).toMatchObject([
      { field: dateField, code: "too-late", message: "Book at most 90 days ahead." },
    ]);
  });

  test("without notice is accepted up to the very start", () => {
    const rules = sessionRules({ noticeMs: 0 });
    const startsAt = at("2026-12-12", "10:00");
    expect(codes(kind, {}, rules, startsAt)).toEqual([]);
    expect(codes(kind, {}, rules, startsAt + 1)).toEqual([`${dateField} past-date`]);
  });

  test("at a time that the clocks skip is refused with its day", () => {
    const rules = sessionRules({
      timeZone: ROME,
      request: { ...requestHours, opens: "00:00", closes: "23:45" },
    });
    const now = at("2027-03-20", "12:00", ROME);
    expect(violations(kind, { date: SPRING, time: "02:30" }, rules, now)).toEqual([
      {
        field: timeField,
        code: "not-a-time",
        message: "The clocks change on 2027-03-28: 02:30 does not exist that day.",
        date: SPRING,
      },
    ]);
    expect(codes(kind, { date: addDays(SPRING, 1), time: "02:30" }, rules, now)).toEqual([]);
  });

  test.each([0, -1, -0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])(
    "for %d participants is refused",
    (participants) => {
      expect(violations(kind, { participants })).toEqual([
        {
          field: "participants",
          code: "participants",
          message: "Say how many people will come: a whole number, at least 1.",
        },
      ]);
    },
  );

  test("is for as many people as the experience takes, and not one fewer or more", () => {
    expect(codes(kind, { participants: 2 })).toEqual([]);
    expect(codes(kind, { participants: 8 })).toEqual([]);
    expect(violations(kind, { participants: 1 })).toMatchObject([
      { code: "below-minimum", message: "This experience is for at least 2 people." },
    ]);
    expect(violations(kind, { participants: 9 })).toMatchObject([
      { code: "over-maximum", message: "This experience is for at most 8 people." },
    ]);
    const alone = sessionRules({ participants: { minimum: 1, maximum: 1 } });
    expect(violations(kind, { participants: 2 }, alone)).toMatchObject([
      { message: "This experience is for at most 1 person." },
    ]);
  });
});

describe("a session", () => {
  test.each([
    ["2026-02-30", "10:00"],
    ["2026-12-12", "24:00"],
    ["2026-12-12", "9:00"],
    ["", ""],
  ])("is not named by %j and %j", (date, time) => {
    expect(violations("session", { date, time })).toEqual([
      {
        field: "session",
        code: "not-a-session",
        message: "Name the session by its date and time, like 2026-12-12T10:00.",
      },
    ]);
  });

  test("may have been opened where guests must ask: whether it exists is for its object to say", () => {
    const rules = sessionRules({ instant: false });
    expect(codes("session", {}, rules)).toEqual([]);
    expect(codes("request", {}, rules)).toEqual([]);
  });

  test("at a skipped time of the past or of a far future is told both", () => {
    const rules = sessionRules({ timeZone: ROME, request: undefined, horizonMs: DAY_MS });
    const skipped = { date: SPRING, time: "02:30" };
    const after = at("2027-03-29", "00:00", ROME) + 1;
    expect(codes("session", skipped, rules, after)).toEqual([
      "session past-date",
      "session not-a-time",
    ]);
    const thatMorning = at(SPRING, "08:00", ROME);
    expect(codes("session", skipped, rules, thatMorning)).toEqual(["session not-a-time"]);
    const before = at("2027-03-26", "00:00", ROME);
    expect(codes("session", skipped, rules, before)).toEqual([
      "session too-late",
      "session not-a-time",
    ]);
  });

  test("is not held to the hours and the grid of requests, nor to closed days", () => {
    expect(codes("session", { date: "2026-12-26", time: "21:05" })).toEqual([]);
  });
});

describe("a request", () => {
  test.each(["2026-02-30", "tomorrow", "", "2026-12-1"])("for %j names no day", (date) => {
    expect(codes("request", { date })).toEqual(["requested.date not-a-date"]);
  });

  test.each(["24:00", "9:00", "10:60", "noon", ""])("for %j names no time", (time) => {
    expect(codes("request", { time })).toEqual(["requested.time not-a-time"]);
  });

  test("names the closed day with its reason", () => {
    expect(violations("request", { date: "2026-12-26" })).toEqual([
      {
        field: "requested.date",
        code: "closed-day",
        message: "Closed: Boxing Day.",
        date: "2026-12-26",
      },
    ]);
  });

  test("lies on the grid", () => {
    expect(violations("request", { time: "10:10" })).toEqual([
      {
        field: "requested.time",
        code: "off-grid",
        message: "Times are in steps of 15 minutes.",
      },
    ]);
  });

  test("lies within the hours from start to end", () => {
    expect(codes("request", { time: "09:00" })).toEqual([]);
    expect(codes("request", { time: "18:00" })).toEqual([]);
    for (const time of ["08:45", "18:15"]) {
      expect(violations("request", { time })).toEqual([
        {
          field: "requested.time",
          code: "outside-hours",
          message: "It lasts 2 hours and takes place between 09:00 and 20:00.",
        },
      ]);
    }
  });

  test("is refused where there are the given times only", () => {
    const rules = sessionRules({ request: undefined });
    expect(codes("request", {}, rules)).toEqual(["requested not-offered"]);
    expect(codes("session", {}, rules)).toEqual([]);
  });

  test("is told everything that is wrong with it at once", () => {
    const wish = { date: "2026-11-28", time: "21:10", participants: 99 };
    expect(codes("request", wish)).toEqual([
      "requested.date past-date",
      "requested.time off-grid",
      "requested.time outside-hours",
      "participants over-maximum",
    ]);
    expect(codes("request", { date: "x", time: "x", participants: 0 })).toEqual([
      "requested.date not-a-date",
      "requested.time not-a-time",
      "participants participants",
    ]);
  });
});

test("no wish makes it throw; what it accepts is bookable, what it refuses has a field and words", () => {
  const anyDate = fc.oneof(
    fc.string(),
    fc.constantFrom("2026-12-12", "2026-12-26", "0000-01-01", "9999-12-31", "-000001-01-01"),
    fc.integer({ min: -200, max: 200 }).map((days) => addDays("2026-12-12", days)),
  );
  const anyTime = fc.oneof(fc.string(), fc.constantFrom("00:00", "10:00", "18:00", "24:00"));
  const rules = sessionRules();
  fc.assert(
    fc.property(
      anyDate,
      anyTime,
      fc.oneof(fc.integer({ min: -1, max: 9 }), fc.double()),
      fc.constantFrom<Kind>("session", "request"),
      (date, time, participants, kind) => {
        const decision = validateSessionWish(rules, { date, time, participants }, NOW, kind);
        if (decision.ok) {
          expect(isBookableAt(rules, decision.session.startsAt, NOW)).toBe(true);
          return;
        }
        expect(decision.violations.length).toBeGreaterThan(0);
        for (const { field, message } of decision.violations) {
          expect(field).toMatch(/^(session|requested\.(date|time)|participants)$/);
          expect(message).toMatch(/[a-z].*\.$/);
        }
      },
    ),
  );
});

describe("the price", () => {
  test("is one line of people times the price", () => {
    expect(quoteSession({ currency: "cad", pricePerPerson: 4_500 }, 2)).toEqual({
      currency: "cad",
      lines: [{ label: "2 × CA$45.00", amount: 9_000 }],
      total: 9_000,
    });
  });
});
