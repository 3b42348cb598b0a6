import { describe, expect, it } from "vitest";
import { roomMigrations } from "../../../src/objects/room/room-migrations.ts";
import { type Stage, threeDays } from "../../stage.ts";
import { expectSound, soundStage } from "./sound.ts";

const PAST_BOOKINGS = 50_000;

/** Bookings of years ago, as the object itself would have left them, straight into the tables. */
function seedHistory(stage: Stage): void {
  const { database } = stage.storage;
  database.exec(`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${PAST_BOOKINGS})
    INSERT INTO reservations (id, status, email, address, request_key, version, state)
    SELECT 'res_room_quiet-room_' || printf('%016d', i), 'completed', 'guest' || (i % 500) || '@example.com',
      'address' || (i % 50), 'key-' || i, 1, '{}' FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${PAST_BOOKINGS})
    INSERT INTO journal (reservation, version, at, event)
    SELECT 'res_room_quiet-room_' || printf('%016d', i), 1, i, '{}' FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${PAST_BOOKINGS})
    INSERT INTO outbox (id, subject, name, effect, state, due_at, planned_at)
    SELECT 'res_room_quiet-room_' || printf('%016d', i) || '/tell-guest', 'res_room_quiet-room_' || printf('%016d', i),
      'tell-guest', '{}', 'done', i, i FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${PAST_BOOKINGS})
    INSERT INTO facts_seen (id, at) SELECT 'evt_old_' || i, i FROM n;
  `);
}

/** Every statement that the object runs meanwhile. */
async function statementsOf(stage: Stage, run: () => Promise<unknown>): Promise<Set<string>> {
  const seen = new Set<string>();
  const { sql } = stage.storage;
  const exec = sql.exec.bind(sql);
  sql.exec = (query, ...bindings) => {
    seen.add(query);
    return exec(query, ...bindings);
  };
  await run();
  sql.exec = exec;
  return seen;
}

describe("in a room with 50,000 past bookings", () => {
  it("no query from hold to confirmation, sweep included, goes through a table", async () => {
    const stage = soundStage();
    seedHistory(stage);
    const statements = await statementsOf(stage, async () => {
      const held = await stage.hold({}, { "idempotency-key": "attempt-0000-0000-0001" });
      await stage.post("/api/create-payment-intent", threeDays);
      await stage.call("/api/rooms/quiet-room/availability?from=2026-12-01&to=2026-12-31");
      await stage.pay(held.paymentIntent);
      await stage.pass(20 * 60_000);
      stage.object().sweep();
      stage.restart();
      await stage.pass();
    });
    expect(statements.size).toBeGreaterThan(20);
    const scans = [...statements]
      .filter((query) => !roomMigrations.includes(query))
      .flatMap((query) => {
        const plan = stage.storage.database.prepare(`EXPLAIN QUERY PLAN ${query}`).all() as {
          detail: string;
        }[];
        return plan
          .filter(({ detail }) => isFullScan(detail))
          .map(({ detail }) => `${detail}: ${query}`);
      });
    expect(scans).toEqual([]);
    stage.storage.database.exec("DELETE FROM reservations WHERE state = '{}'");
    expectSound(stage);
  });
});

/** Small by construction: one row, one a migration, or the live claims of the booking window. */
const SMALL = /\b(calendar_state|migrations|claims)\b/;

function isFullScan(detail: string): boolean {
  return (
    /^SCAN /.test(detail) &&
    !SMALL.test(detail) &&
    !/USING (COVERING )?INDEX outbox_due/.test(detail)
  );
}
