import { beforeEach, describe, expect, it } from "vitest";
import { noteSessionDue, sessionLedger } from "../../src/ledger/session-ledger.ts";
import {
  type CronName,
  listedSessions,
  sessionsOverdue,
  sessionsPastDeadline,
} from "../../src/ledger/session-queries.ts";
import type { SessionSnapshot } from "../../src/objects/session/session-copy.ts";
import {
  booking,
  CHECK_AT,
  captured,
  confirmed,
  ENDS_AT,
  from,
  givenSession,
  linkOpened,
  NOW,
  PRICE,
  refunded,
  requested,
  STARTS_AT,
  spotsHeld,
} from "../domain/session/given-session.ts";
import { DAY_MS } from "../domain/venue.ts";
import { memoryLedger } from "../memory-ledger.ts";

const snapshot = (changes: Partial<SessionSnapshot> = {}): SessionSnapshot => ({
  experience: "linocut-workshop",
  date: "2026-12-12",
  time: "10:00",
  exists: true,
  spotsTotal: 8,
  spotsAvailable: 6,
  startsAt: STARTS_AT,
  endsAt: ENDS_AT,
  version: 1,
  nextDueAt: null,
  ...changes,
});

let database = memoryLedger();
let ledger = sessionLedger(database);
beforeEach(() => {
  database = memoryLedger();
  ledger = sessionLedger(database);
});

const rows = (table: string) =>
  database.database.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[];
const name = { experience: "linocut-workshop", date: "2026-12-12", time: "10:00" };

describe("the ledger's copy of a session", () => {
  it("is never overwritten by an older one, in whatever order they come", async () => {
    await ledger.recordSession(snapshot({ version: 2, spotsAvailable: 3 }), NOW);
    await ledger.recordSession(snapshot({ version: 1, spotsAvailable: 6 }), NOW);
    expect(rows("sessions")).toMatchObject([{ version: 2, spots_available: 3 }]);
  });

  it("is not listed while there is only a note that somebody wants it", async () => {
    await noteSessionDue(database, { ...name, startsAt: STARTS_AT, endsAt: ENDS_AT }, NOW);
    const wanted = { experience: "linocut-workshop", from: "2026-12-12", to: "2026-12-12" };
    expect(await listedSessions(database, wanted)).toEqual([]);
    expect(await sessionsOverdue(database, NOW + 1)).toHaveLength(1);
    await ledger.recordSession(snapshot({ nextDueAt: null }), NOW);
    expect(await listedSessions(database, wanted)).toHaveLength(1);
    expect(await sessionsOverdue(database, NOW + 1)).toEqual([]);
  });

  it("keeps what it says when a note is made of it, and its earlier time to be looked at", async () => {
    await ledger.recordSession(snapshot({ spotsAvailable: 3, nextDueAt: NOW - 1_000 }), NOW);
    await noteSessionDue(database, { ...name, startsAt: STARTS_AT, endsAt: ENDS_AT }, NOW);
    expect(rows("sessions")).toMatchObject([
      { version: 1, spots_available: 3, next_due_at: NOW - 1_000 },
    ]);
  });

  it("is listed by day, earliest first, with what is open", async () => {
    await ledger.recordSession(snapshot({ time: "14:00" }), NOW);
    await ledger.recordSession(snapshot(), NOW);
    await ledger.recordSession(snapshot({ date: "2026-12-13", exists: false }), NOW);
    await ledger.recordSession(snapshot({ experience: "other" }), NOW);
    const wanted = { experience: "linocut-workshop", from: "2026-12-12", to: "2026-12-13" };
    expect(await listedSessions(database, wanted)).toEqual([
      { date: "2026-12-12", time: "10:00", open: true, spotsTotal: 8, spotsAvailable: 6 },
      { date: "2026-12-12", time: "14:00", open: true, spotsTotal: 8, spotsAvailable: 6 },
      { date: "2026-12-13", time: "10:00", open: false, spotsTotal: 8, spotsAvailable: 6 },
    ]);
  });
});

describe("the ledger's copy of a reservation", () => {
  it("is a row of its own from the request on, and a booking only once money was taken", async () => {
    await ledger.record(from(requested), NOW, snapshot());
    expect(rows("session_reservations")).toMatchObject([{ status: "pending", paid_at: null }]);
    expect(rows("bookings")).toEqual([]);
    await ledger.record(booking(), NOW, snapshot({ version: 2 }));
    expect(rows("bookings")).toMatchObject([{ status: "confirmed", kind: "session" }]);
  });

  it("names the charge and every refund by the provider's ids", async () => {
    await ledger.record(booking(), NOW, snapshot());
    expect(rows("session_reservations")).toMatchObject([{ charge: null, refunds: "[]" }]);
    const known = givenSession(
      linkOpened,
      captured,
      { type: "ChargeRecorded", charge: "ch_1" },
      ...confirmed,
      { type: "RefundRequested", key: "cancellation", amount: PRICE },
      refunded(PRICE, "cancellation"),
    );
    await ledger.record(known, NOW, snapshot({ version: 2 }));
    expect(rows("session_reservations")).toMatchObject([{ charge: "ch_1", refunds: '["re_1"]' }]);
  });

  it("is never overwritten by an older one, and recorded twice is the same", async () => {
    await ledger.record(booking(), NOW, snapshot({ version: 2 }));
    const after = [rows("session_reservations"), rows("bookings")];
    await ledger.record(givenSession(linkOpened), NOW, snapshot({ version: 1 }));
    await ledger.record(booking(), NOW, snapshot({ version: 2 }));
    expect([rows("session_reservations"), rows("bookings")]).toEqual(after);
  });

  it("that cannot be written is tried again, and nothing of it is written", async () => {
    database.database.exec("DROP TABLE sessions");
    const outcome = await ledger.record(booking(), NOW, snapshot());
    expect(outcome.kind).toBe("unknown");
    expect(rows("session_reservations")).toEqual([]);
    expect(rows("bookings")).toEqual([]);
  });
});

describe("what the crons look for", () => {
  it.each<[CronName, Parameters<typeof ledger.record>[0], number]>([
    ["expire-pending-reservations", from(requested), requested.responseDeadline],
    ["expire-unpaid-reservations", givenSession(linkOpened), spotsHeld.holdExpiresAt],
    ["send-completion-checks", booking(), CHECK_AT],
    ["auto-complete-bookings", booking(), ENDS_AT + 7 * DAY_MS],
  ])("%s: only what is past its deadline, and only in its status", async (cron, one, deadline) => {
    await ledger.record(one, NOW, snapshot());
    expect(await sessionsPastDeadline(database, cron, deadline)).toEqual([]);
    const past = await sessionsPastDeadline(database, cron, deadline + 1);
    expect(past.map((row) => ({ ...row }))).toEqual([name]);
    const changed = { ...one, status: "failed" as const, version: one.version + 1 };
    await ledger.record(changed, NOW, snapshot({ version: 2 }));
    expect(await sessionsPastDeadline(database, cron, deadline + 1)).toEqual([]);
  });

  it("a session once, however many of its reservations are late", async () => {
    const first = givenSession(linkOpened);
    await ledger.record(first, NOW, snapshot());
    await ledger.record(
      { ...first, id: `${first.id.slice(0, -1)}g` },
      NOW,
      snapshot({ version: 2 }),
    );
    expect(
      await sessionsPastDeadline(database, "expire-unpaid-reservations", NOW + 9 * DAY_MS),
    ).toHaveLength(1);
  });

  it("each by an index, so that it costs no more when the ledger is old", () => {
    const plans = [
      "status = 'pending' AND response_deadline < 1",
      "status = 'approved' AND payment_deadline < 1",
      "status = 'confirmed' AND completion_check_at < 1",
      "status = 'confirmed' AND auto_complete_at < 1",
    ].map((where) =>
      database.database
        .prepare(`EXPLAIN QUERY PLAN SELECT experience FROM session_reservations WHERE ${where}`)
        .all()
        .map((row) => String((row as { detail: string }).detail))
        .join(),
    );
    for (const plan of plans) expect(plan).toMatch(/USING INDEX/);
  });

  it("anything overdue, the longest first", async () => {
    await ledger.recordSession(snapshot({ nextDueAt: NOW }), NOW);
    await ledger.recordSession(snapshot({ time: "14:00", nextDueAt: NOW - 1 }), NOW);
    await ledger.recordSession(snapshot({ time: "16:00", nextDueAt: null }), NOW);
    const overdue = await sessionsOverdue(database, NOW + 1);
    expect(overdue.map(({ time }) => time)).toEqual(["14:00", "10:00"]);
    expect(await sessionsOverdue(database, NOW - 1)).toEqual([]);
  });
});
