import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { sessionMetrics, troubleMetrics } from "../../src/ledger/metrics.ts";
import { sessionLedger } from "../../src/ledger/session-ledger.ts";
import { listBookings } from "../../src/ledger/staff-lists.ts";
import { listFailedBookings, resolveFailedBooking } from "../../src/ledger/staff-lists-failed.ts";
import { liveReservations, unsettledReservations } from "../../src/ledger/staff-lists-live.ts";
import { migrateLedger } from "../workerd/guest.ts";
import { BEGUN, DAY, paid, recordAll } from "./session-rows.ts";

const failure = { reason: "slot-passed" as const, conflicts: [], alternatives: [] };
const period = { startsAt: BEGUN, endsAt: BEGUN + 30 * DAY };

/** D1 allows less than SQLite does: what staff ask must be allowed there. */
describe("the staff's questions on D1", () => {
  const failed = paid({ status: "failed", failure });
  const completed = paid({ status: "completed", hotel: "harbour-house", completedAt: BEGUN });

  beforeAll(async () => {
    await migrateLedger();
    await recordAll(sessionLedger(env.LEDGER), [failed, completed], BEGUN);
  });

  it("list bookings, by words and page by page", async () => {
    const first = await listBookings(env.LEDGER, { q: "lovelace", kind: "session", limit: 1 });
    expect(first.items).toMatchObject([{ reservation: failed.id, dates: ["2026-12-12"] }]);
    const [startsAt, reservation = ""] = (first.next ?? "").split("~");
    const after = { startsAt: Number(startsAt), reservation };
    const rest = await listBookings(env.LEDGER, { from: "2026-12-12", after, limit: 1 });
    expect(rest).toMatchObject({ items: [{ reservation: completed.id }], next: null });
  });

  it("count what the metrics are made of", async () => {
    const metrics = await sessionMetrics(env.LEDGER, period);
    expect(metrics.paymentCompletion).toEqual({ count: 1, of: 2, rate: 0.5 });
    expect(metrics.hotelRevenue).toMatchObject([{ hotel: "harbour-house", amount: 1080 }]);
    expect(await troubleMetrics(env.LEDGER, period)).toMatchObject({
      failedBookings: { count: 1, open: 1 },
    });
  });

  it("find what is live and unsettled, and close it", async () => {
    const now = BEGUN + DAY;
    expect(await liveReservations(env.LEDGER, { now, limit: 5 })).toHaveLength(2);
    const wanted = { bookable: "linocut-workshop", now, limit: 5 };
    expect(await unsettledReservations(env.LEDGER, wanted)).toEqual([failed.id]);
    const how = { at: now, by: "joe@labourtemple.example", note: "paid back by cheque" };
    expect(await resolveFailedBooking(env.LEDGER, failed.id, how)).toEqual(how);
    const { items } = await listFailedBookings(env.LEDGER, { limit: 5 });
    expect(items).toMatchObject([{ open: false, resolution: how }]);
  });
});
