import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  deliver,
  migrateLedger,
  pay,
  post,
  sandbox,
  sight,
  takeWebhooks,
  threeDays,
} from "./guest.ts";

interface Held {
  reservation: string;
  paymentIntent: string;
}

beforeAll(migrateLedger);
beforeEach(() => sandbox("/reset", "POST"));

async function hold(room: string, changes: object = {}): Promise<Held> {
  const answer = await post("/api/create-payment-intent", { room, ...threeDays, ...changes });
  if (answer.status !== 201) throw new Error(await answer.text());
  return answer.json();
}

/** Alarms fire on the wall clock here: run them until nothing is due at once any more. */
async function settle(room: string): Promise<void> {
  const stub = env.ROOM.getByName(room);
  for (let round = 0; round < 5; round += 1) await runDurableObjectAlarm(stub);
}

describe("a room in workerd", () => {
  it("takes a booking from hold to confirmation, the ledger's copy included", async () => {
    const { reservation, paymentIntent } = await hold("quiet-room");
    await pay(paymentIntent);
    for (const webhook of await takeWebhooks()) expect((await deliver(webhook)).status).toBe(200);
    await settle("quiet-room");
    const seen = await sight();
    expect(Object.values(seen.google.calendars).flat()).toHaveLength(3);
    expect(seen.messages.map(({ to }) => to)).toEqual(["ada@example.com"]);
    const copy = await env.LEDGER.prepare("SELECT * FROM bookings WHERE reservation = ?")
      .bind(reservation)
      .first();
    expect(copy).toMatchObject({
      status: "confirmed",
      payment: paymentIntent,
      bookable: "quiet-room",
    });
  });

  it("books once when the webhook comes five times at once, and again after an eviction", async () => {
    const { paymentIntent, reservation } = await hold("print-shop");
    await pay(paymentIntent);
    const webhooks = await takeWebhooks();
    const five = Array.from({ length: 5 }, () => webhooks).flat();
    const answers = await Promise.all(five.map(deliver));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await settle("print-shop");
    const stub = env.ROOM.getByName("print-shop");
    await evictDurableObject(stub);
    await Promise.all(webhooks.map(deliver));
    await settle("print-shop");
    const seen = await sight();
    expect(Object.values(seen.google.calendars).flat()).toHaveLength(3);
    expect(seen.messages).toHaveLength(1);
    expect((await stub.reservation(reservation))?.status).toBe("confirmed");
  });

  it("goes on where it was when it is evicted between the payment and the calendar", async () => {
    const { paymentIntent, reservation } = await hold("joe-hill-room");
    await pay(paymentIntent);
    await Promise.all((await takeWebhooks()).map(deliver));
    const stub = env.ROOM.getByName("joe-hill-room");
    await evictDurableObject(stub);
    await settle("joe-hill-room");
    expect((await stub.reservation(reservation))?.status).toBe("confirmed");
  });

  it("gives one slot to one of fifty guests who want it at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, guest) =>
        post("/api/create-payment-intent", {
          room: "ginger-goodwin-room",
          ...threeDays,
          customer: { name: `Guest ${guest}`, email: `guest${guest}@example.com` },
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    expect((await sight()).stripe.paymentIntents).toHaveLength(1);
  });

  it("refuses overlapping claims in SQL too, whatever the code above it thinks", async () => {
    await hold("helena-gutteridge-room");
    const stub = env.ROOM.getByName("helena-gutteridge-room");
    await runInDurableObject(stub, (_room, { storage }) => {
      const [claim] = storage.sql.exec("SELECT * FROM claims LIMIT 1").toArray();
      const endsAt = Number(claim?.ends_at);
      const insert = (startsAt: number) =>
        storage.sql.exec(
          "INSERT INTO claims VALUES (?, ?, ?, 900000, 'res_other')",
          String(claim?.date),
          startsAt,
          startsAt + 3_600_000,
        );
      expect(() => insert(endsAt + 899_999)).toThrow("claims overlap");
      expect(() => insert(endsAt + 900_000)).not.toThrow();
      expect(() => storage.sql.exec("UPDATE claims SET ends_at = ends_at + 1")).toThrow(
        "never move",
      );
      expect(() => storage.sql.exec("UPDATE journal SET at = 0")).toThrow("only grows");
    });
  });

  it("knows today's clocks of British Columbia: UTC-7 all year since 2026", () => {
    const noon = new Date("2026-12-07T12:00:00Z");
    const hour = noon.toLocaleTimeString("en-CA", { timeZone: "America/Vancouver", hour12: false });
    expect(hour).toBe("05:00:00");
  });
});

describe("the cost of a hold", () => {
  const PAST_BOOKINGS = 50_000;

  /** Rows read and written by the object's SQL while a hold is placed. */
  async function costOfHold(
    room: string,
    date: string,
  ): Promise<{ read: number; written: number }> {
    const stub = env.ROOM.getByName(room);
    return runInDurableObject(stub, async (instance, { storage }) => {
      const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
      const sql = Object.getPrototypeOf(storage.sql) as SqlStorage;
      const exec = sql.exec;
      sql.exec = function (this: SqlStorage, ...statement) {
        const cursor = exec.apply(this, statement);
        cursors.push(cursor);
        return cursor;
      } as SqlStorage["exec"];
      try {
        const held = await instance.hold({
          wishes: { ...threeDays, dates: [date] },
          customer: { name: "Ada", email: `${date}@example.com` },
          address: date,
          requestKey: null,
        });
        expect(held.ok).toBe(true);
      } finally {
        sql.exec = exec;
      }
      return {
        read: cursors.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
        written: cursors.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0),
      };
    });
  }

  it(`does not grow with ${PAST_BOOKINGS} past bookings`, async () => {
    const room = "solidarity-hall";
    await costOfHold(room, "2026-12-11");
    const empty = await costOfHold(room, "2026-12-14");
    await runInDurableObject(env.ROOM.getByName(room), (_room, { storage }) => {
      const many = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${PAST_BOOKINGS})`;
      storage.sql.exec(
        `${many} INSERT INTO reservations (id, status, email, address, version, state)
         SELECT 'old' || i, 'completed', i % 100 || '@example.com', 'a', 9, '{}' FROM n`,
      );
      storage.sql.exec(
        `${many} INSERT INTO journal (reservation, version, at, event)
         SELECT 'old' || i, 1, i, '{}' FROM n`,
      );
      storage.sql.exec(
        `${many} INSERT INTO outbox (id, subject, name, effect, state, due_at, planned_at)
         SELECT 'old' || i, 'old' || i, 'x', '{}', 'done', i, i FROM n`,
      );
      storage.sql.exec(
        `${many} INSERT INTO claims (date, starts_at, ends_at, buffer_ms, reservation)
         SELECT date('2000-01-01', i || ' days'), i, i + 1, 0, 'old' || i FROM n WHERE i < 9000`,
      );
    });
    const full = await costOfHold(room, "2026-12-15");
    expect(full).toEqual(empty);
    expect(empty.read).toBeGreaterThan(10);
    expect(empty.written).toBeGreaterThan(5);
  });
});
