import { describe, expect, it } from "vitest";
import { type BookingsWanted, listBookings } from "../../src/ledger/staff-lists.ts";
import { listFailedBookings, resolveFailedBooking } from "../../src/ledger/staff-lists-failed.ts";
import { liveReservations, unsettledReservations } from "../../src/ledger/staff-lists-live.ts";
import { ledgerOf } from "./ledger-of.ts";
import { BEGUN, DAY, HOUR, paid, requested, reservation } from "./session-rows.ts";

const failure = { reason: "slot-passed" as const, conflicts: [], alternatives: [] };
const failed = (changes: object = {}) => paid({ status: "failed", failure, ...changes });
const on = (date: string) => {
  const startsAt = Date.parse(`${date}T18:00:00Z`);
  return { session: { date, time: "10:00", startsAt, endsAt: startsAt + 2 * HOUR } };
};

describe("the list of bookings", () => {
  const found = async (ledger: D1Database, wanted: Partial<BookingsWanted>): Promise<string[]> =>
    (await listBookings(ledger, { limit: 50, ...wanted })).items.map(({ reservation: id }) => id);

  it("has bookings, requests and unpaid reservations, each once and by start", async () => {
    const later = paid(on("2026-12-14"));
    const asked = requested(null, on("2026-12-13"));
    const unpaid = reservation(on("2026-12-12"));
    const ledger = await ledgerOf([later, asked, unpaid]);
    expect(await found(ledger, {})).toEqual([unpaid.id, asked.id, later.id]);
    const { items } = await listBookings(ledger, { limit: 50 });
    expect(items[1]).toMatchObject({ status: "pending", code: null, payment: null });
    expect(items[2]).toMatchObject({
      status: "confirmed",
      code: "TG-7KQ2-M9XA",
      dates: ["2026-12-14"],
      session: { flow: "instant", participants: 2, supplier: "stamperia-rosa", hotel: null },
    });
  });

  it("finds by day, both ends included, by kind and by status", async () => {
    const [first, second, third] = ["2026-12-12", "2026-12-13", "2026-12-14"].map((date) =>
      paid(on(date)),
    );
    const cancelled = paid({ ...on("2026-12-13"), status: "cancelled" });
    const ledger = await ledgerOf([first, second, third, cancelled].filter((one) => !!one));
    expect(await found(ledger, { from: "2026-12-13", to: "2026-12-13" })).toEqual([
      second?.id,
      cancelled.id,
    ]);
    expect(await found(ledger, { from: "2026-12-14" })).toEqual([third?.id]);
    expect(await found(ledger, { to: "2026-12-12" })).toEqual([first?.id]);
    expect(await found(ledger, { status: "cancelled" })).toEqual([cancelled.id]);
    expect(await found(ledger, { kind: "room" })).toEqual([]);
    expect(await found(ledger, { kind: "session" })).toHaveLength(4);
  });

  it("finds by part of a name, an address, a code, a payment or an id, in any case", async () => {
    const ada = paid();
    const bob = requested(null, { customer: { name: "Bob_100%", email: "bob@example.com" } });
    const ledger = await ledgerOf([ada, bob]);
    const words = ["LOVELACE", "ada@", "7kq2", ada.payment?.id ?? "", ada.id];
    for (const q of words) expect([q, ...(await found(ledger, { q }))]).toEqual([q, ada.id]);
    // No character stands for another, as it would in a pattern.
    expect(await found(ledger, { q: "_100%" })).toEqual([bob.id]);
    expect(await found(ledger, { q: "b%b" })).toEqual([]);
  });

  it("comes in pages that have everything once, also where starts are the same", async () => {
    const all = Array.from({ length: 7 }, () => paid());
    const ledger = await ledgerOf(all);
    const seen: string[] = [];
    let after: BookingsWanted["after"];
    for (;;) {
      const page = await listBookings(ledger, { limit: 3, after });
      seen.push(...page.items.map(({ reservation: id }) => id));
      if (page.next === null) break;
      const [startsAt, id = ""] = page.next.split("~");
      after = { startsAt: Number(startsAt), reservation: id };
    }
    expect(seen).toEqual(all.map(({ id }) => id));
  });
});

describe("the list of failed bookings", () => {
  const list = async (ledger: D1Database) =>
    (await listFailedBookings(ledger, { limit: 50 })).items;

  it("has the open ones first, then the newest", async () => {
    const refunded = failed({ refunds: { one: { amount: 9000, status: "succeeded" } } });
    const [older, newer] = [failed(), failed()];
    const ledger = await ledgerOf([refunded, older, newer]);
    ledger.database.exec(
      `UPDATE failed_bookings SET created_at = created_at - 1 WHERE reservation = '${older.id}'`,
    );
    const items = await list(ledger);
    expect(items.map(({ reservation: id, open }) => [id, open])).toEqual([
      [newer.id, true],
      [older.id, true],
      [refunded.id, false],
    ]);
    expect(items[0]).toMatchObject({ paid: true, reason: "slot-passed", amount: 9000 });
  });

  it("keeps the first resolution, also when the reservation is copied again", async () => {
    const one = failed();
    const ledger = await ledgerOf([one]);
    const how = { at: BEGUN + DAY, by: "joe@labourtemple.example", note: "paid back in cash" };
    expect(await resolveFailedBooking(ledger, one.id, how)).toEqual(how);
    const later = { at: BEGUN + 2 * DAY, by: "ella@labourtemple.example", note: "me too" };
    expect(await resolveFailedBooking(ledger, one.id, later)).toEqual(how);
    expect(await list(ledger)).toMatchObject([{ open: false, resolution: how }]);
    expect(await resolveFailedBooking(ledger, "res_room_attic_0", how)).toBeUndefined();
  });
});

describe("what may have something left to do", () => {
  const now = BEGUN + 40 * DAY;

  it("is everything open or recent, what looks late first", async () => {
    const done = paid({ status: "completed", transfer: { amount: 7200, transfer: "tr_1" } });
    const standing = paid();
    const asked = requested(null, { responseDeadline: now + DAY });
    const overdue = requested(null, { responseDeadline: now - 1 });
    const untransferred = paid({ status: "completed", completedAt: BEGUN });
    const ledger = await ledgerOf([done, standing, asked, overdue, untransferred], BEGUN);
    const ids = await liveReservations(ledger, { now, limit: 50 });
    expect(ids.slice(0, 2).toSorted()).toEqual([overdue.id, untransferred.id].toSorted());
    expect(ids.slice(2).toSorted()).toEqual([standing.id, asked.id].toSorted());
    expect(await liveReservations(ledger, { now, limit: 1 })).toHaveLength(1);
  });

  it("is unsettled when it waits for money, or owes some", async () => {
    const settled = [
      paid(),
      failed({ refunds: { one: { amount: 9000, status: "succeeded" } } }),
      requested(null),
    ];
    const waiting = reservation();
    const owing = failed();
    const ledger = await ledgerOf([...settled, waiting, owing]);
    const wanted = { bookable: "linocut-workshop", now: BEGUN + DAY, limit: 50 };
    const ids = await unsettledReservations(ledger, wanted);
    expect(ids.toSorted()).toEqual([waiting.id, owing.id].toSorted());
    expect(await unsettledReservations(ledger, { ...wanted, bookable: "attic" })).toEqual([]);
  });
});
