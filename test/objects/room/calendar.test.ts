import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { threeDays } from "../../stage.ts";
import { expectSettled, soundStage } from "./sound.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const STAFF = "admin@labourtemple.example";

/** What a member of staff does in the calendar itself. */
async function byHand(stage: Stage, event: object): Promise<string> {
  const body = { calendar: stage.room.calendarId, summary: "Union meeting", ...event };
  return ((await stage.control("/sandbox/google/by-hand", body)) as { id: string }).id;
}
const deleteByHand = (stage: Stage, id: string | undefined) =>
  stage.control("/sandbox/google/by-hand", { calendar: stage.room.calendarId, id }, "DELETE");
const expireSyncTokens = (stage: Stage) =>
  stage.control("/sandbox/google/expire-sync-tokens", { calendar: stage.room.calendarId });

/** Staff drag an event to another time. */
const move = (stage: Stage, id: string | undefined, start: string, end: string) =>
  stage.patchEvent(id ?? "", {
    start: { dateTime: `${start}:00`, timeZone: "America/Vancouver" },
    end: { dateTime: `${end}:00`, timeZone: "America/Vancouver" },
  });

async function booked(stage: Stage, changes: object = {}) {
  const held = await stage.hold(changes);
  await stage.pay(held.paymentIntent);
  await stage.pass();
  expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
  return held;
}

async function conflicts(stage: Stage, changes: object = {}): Promise<string[]> {
  const customer = { name: "Eve", email: `eve${Math.random()}@example.com` };
  const answer = await stage.post("/api/create-payment-intent", {
    ...threeDays,
    ...changes,
    customer,
  });
  const body = (await answer.json()) as {
    conflicts?: string[];
    reservation?: string;
    clientSecret: string;
  };
  if (body.reservation !== undefined) {
    await stage.post(`/api/reservations/${body.reservation}/release`, {
      clientSecret: body.clientSecret,
    });
  }
  return body.conflicts ?? [];
}

const days = (date: string, start: string, end: string) => ({
  start: `${date}T${start}`,
  end: `${date}T${end}`,
});

describe("what staff put into the calendar", () => {
  it.each([
    ["an event in the middle", days("2026-12-08", "10:00", "10:30"), ["2026-12-08"]],
    ["an event that touches the buffer", days("2026-12-08", "12:14", "13:00"), ["2026-12-08"]],
    ["an event that ends at the buffer", days("2026-12-08", "08:00", "08:45"), []],
    ["an event that begins at the buffer", days("2026-12-08", "12:15", "13:00"), []],
    ["an all-day event", { date: "2026-12-09" }, ["2026-12-09"]],
    ["an all-day event the day before", { date: "2026-12-06" }, []],
    [
      "an all-day event over two days",
      { start: "2026-12-08", end: "2026-12-10" },
      ["2026-12-08", "2026-12-09"],
    ],
    [
      "an event over midnight",
      { start: "2026-12-07T20:00", end: "2026-12-08T09:00" },
      ["2026-12-08"],
    ],
    [
      "an event over weeks",
      { start: "2026-11-30T09:00", end: "2026-12-18T10:00" },
      threeDays.dates,
    ],
    [
      "an event that is over at its buffer on the first day",
      { start: "2026-12-01T09:00", end: "2026-12-07T08:45" },
      [],
    ],
    [
      "an event that takes no time (transparent)",
      { ...days("2026-12-08", "09:00", "12:00"), transparency: "transparent" },
      [],
    ],
    [
      "a weekly event",
      { ...days("2026-12-01", "11:00", "12:00"), recurrence: ["RRULE:FREQ=WEEKLY"] },
      ["2026-12-08"],
    ],
    [
      "a daily event that has ended",
      { ...days("2026-12-01", "11:00", "12:00"), recurrence: ["RRULE:FREQ=DAILY;COUNT=3"] },
      [],
    ],
  ])("%s blocks what it should", async (_what, event, expected) => {
    const stage = soundStage();
    expect(await conflicts(stage)).toEqual([]);
    const id = await byHand(stage, event);
    await stage.pass(2 * MINUTE_MS);
    expect(await conflicts(stage)).toEqual(expected);
    await expireSyncTokens(stage);
    await stage.pass(2 * MINUTE_MS);
    expect(await conflicts(stage)).toEqual(expected);
    await deleteByHand(stage, id);
    await stage.pass(2 * MINUTE_MS);
    expect(await conflicts(stage)).toEqual([]);
  });

  it("blocks only the other weeks when one instance of a weekly event is deleted", async () => {
    const stage = soundStage();
    const id = await byHand(stage, {
      ...days("2026-12-01", "11:00", "12:00"),
      recurrence: ["RRULE:FREQ=WEEKLY"],
    });
    expect(await conflicts(stage)).toEqual(["2026-12-08"]);
    await deleteByHand(stage, `${id}_20261208T180000Z`);
    await stage.pass(2 * MINUTE_MS);
    expect(await conflicts(stage)).toEqual([]);
    expect(await conflicts(stage, { dates: ["2026-12-15"] })).toEqual(["2026-12-15"]);
  });

  it("moves with an event that is moved", async () => {
    const stage = soundStage();
    const id = await byHand(stage, days("2026-12-08", "09:00", "10:00"));
    expect(await conflicts(stage)).toEqual(["2026-12-08"]);
    await move(stage, id, "2026-12-09T09:00", "2026-12-09T10:00");
    await stage.pass(2 * MINUTE_MS);
    expect(await conflicts(stage)).toEqual(["2026-12-09"]);
  });

  it("is seen by the availability of the page soon, without a call of the page's own", async () => {
    const stage = soundStage();
    const free = async () => {
      const answer = await stage.call(
        "/api/rooms/quiet-room/availability?from=2026-12-08&to=2026-12-08",
      );
      return ((await answer.json()) as { days: { free: object[] }[] }).days[0]?.free;
    };
    expect(await free()).toEqual([{ start: "08:00", end: "17:00" }]);
    await byHand(stage, days("2026-12-08", "10:00", "12:00"));
    const calls = stage.calls();
    await free();
    expect(stage.calls()).toBe(calls);
    await stage.pass();
    expect(await free()).toEqual([
      { start: "08:00", end: "09:45" },
      { start: "12:15", end: "17:00" },
    ]);
  });

  it("is read again within minutes after hours in which the calendar could not be reached", async () => {
    const stage = soundStage();
    await stage.hold();
    await stage.pass(2 * MINUTE_MS);
    await stage.fault({
      provider: "google",
      operation: "events.list",
      mode: "fail",
      times: 100_000,
    });
    const look = () =>
      stage.call("/api/rooms/quiet-room/availability?from=2026-12-14&to=2026-12-14");
    await look();
    await stage.pass(4 * 60 * MINUTE_MS);
    await byHand(stage, days("2026-12-14", "10:00", "12:00"));
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(6 * MINUTE_MS);
    expect(JSON.stringify(await (await look()).json())).toContain('"end":"09:45"');
  });
});

describe("gate 2", () => {
  it("finds what staff added by hand between hold and payment: refund and alternatives", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await byHand(stage, days("2026-12-08", "11:00", "13:00"));
    await stage.pay(held.paymentIntent);
    await stage.pass(5 * MINUTE_MS);
    const reservation = stage.reservation(held.reservation);
    expect(reservation).toMatchObject({
      status: "failed",
      failure: { reason: "slot-taken", conflicts: ["2026-12-08"] },
    });
    expect(stage.refunds()).toMatchObject([{ amount: held.amount }]);
    expect(stage.lines("Gate 2 conflict")).toMatchObject([{ payment_intent: held.paymentIntent }]);
    const [email] = stage.messages();
    expect(email?.to).toBe("ada@example.com");
    for (const alternative of reservation?.failure?.alternatives ?? []) {
      expect(await conflicts(stage, alternative)).toEqual([]);
    }
    expect(reservation?.failure?.alternatives.length).toBeGreaterThan(0);
    expectSettled(stage);
  });

  it("does not mind events that go away, take no time, or lie beside the slot", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await deleteByHand(stage, await byHand(stage, days("2026-12-08", "09:00", "10:00")));
    await byHand(stage, { ...days("2026-12-08", "09:00", "10:00"), transparency: "transparent" });
    await byHand(stage, days("2026-12-08", "12:15", "13:00"));
    await expireSyncTokens(stage);
    await stage.pay(held.paymentIntent);
    await stage.pass();
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expectSettled(stage);
  });
});

describe("the event of a live booking", () => {
  it("is restored under a new id when somebody deletes it, and staff are told once", async () => {
    const stage = soundStage();
    const held = await booked(stage);
    await deleteByHand(stage, stage.events()[1]?.id);
    for (let n = 0; n < 3; n += 1) {
      await stage.pass(5 * MINUTE_MS);
      stage.object().sweep();
    }
    await stage.pass();
    expect(stage.events()).toHaveLength(3);
    expect(stage.reservation(held.reservation)?.calendar["2026-12-08"]).toEqual({
      generation: 2,
      state: "written",
    });
    expect(stage.messages().filter(({ to }) => to === STAFF)).toHaveLength(1);
    expect(await conflicts(stage)).toEqual(threeDays.dates);
    expectSettled(stage);
  });

  it("is restored when it was deleted while the sync token had expired", async () => {
    const stage = soundStage();
    await booked(stage);
    await stage.pass(5 * MINUTE_MS);
    await deleteByHand(stage, stage.events()[0]?.id);
    await expireSyncTokens(stage);
    stage.object().sweep();
    await stage.pass();
    expect(stage.events()).toHaveLength(3);
    expect(stage.messages().filter(({ to }) => to === STAFF)).toHaveLength(1);
    expectSettled(stage);
  });

  it("is restored when it was deleted so soon that a full list could still lag behind its writing", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    await stage.pass(5_000);
    await deleteByHand(stage, stage.events()[0]?.id);
    await expireSyncTokens(stage);
    await conflicts(stage, { dates: ["2026-12-14"] });
    expect(stage.events()).toHaveLength(2);
    await stage.pass(2 * MINUTE_MS);
    stage.object().sweep();
    await stage.pass();
    expect(stage.events()).toHaveLength(3);
    expectSettled(stage);
  });

  it("is restored as often as it is deleted", async () => {
    const stage = soundStage();
    await booked(stage, { dates: ["2026-12-08"] });
    for (let n = 0; n < 4; n += 1) {
      await stage.pass(2 * MINUTE_MS);
      await deleteByHand(stage, stage.events()[0]?.id);
      stage.object().sweep();
      await stage.pass();
      expect(stage.events()).toHaveLength(1);
    }
    expectSettled(stage);
  });

  it("is not written twice when staff undo their deletion", async () => {
    const stage = soundStage();
    await booked(stage, { dates: ["2026-12-08"] });
    const [event] = stage.events();
    await deleteByHand(stage, event?.id);
    await stage.pass(2 * MINUTE_MS);
    stage.object().sweep();
    await stage.pass(2 * MINUTE_MS);
    await stage.patchEvent(event?.id ?? "", { status: "confirmed" });
    expect(stage.events()).toHaveLength(2);
    stage.object().sweep();
    await stage.pass(2 * MINUTE_MS);
    expectSettled(stage);
  });

  it("that was moved blocks its new time too, the guest's own stays blocked, and staff are told once", async () => {
    const stage = soundStage();
    await booked(stage, { dates: ["2026-12-08"] });
    await stage.pass(2 * MINUTE_MS);
    await move(stage, stage.events()[0]?.id, "2026-12-10T09:00", "2026-12-10T12:00");
    for (let n = 0; n < 2; n += 1) {
      stage.object().sweep();
      await stage.pass(2 * MINUTE_MS);
      await expireSyncTokens(stage);
    }
    expect(await conflicts(stage, { dates: ["2026-12-08"] })).toEqual(["2026-12-08"]);
    expect(await conflicts(stage, { dates: ["2026-12-10"] })).toEqual(["2026-12-10"]);
    expect(stage.messages().filter(({ to }) => to === STAFF)).toHaveLength(1);
    await move(stage, stage.events()[0]?.id, "2026-12-08T09:00", "2026-12-08T12:00");
    await stage.pass(2 * MINUTE_MS);
    expect(await conflicts(stage, { dates: ["2026-12-10"] })).toEqual([]);
  });

  it("goes when staff cancel the booking, and the slot is free again", async () => {
    const stage = soundStage();
    const held = await booked(stage);
    expect(stage.object().holds.cancel(held.reservation, { reason: "The guest asked" })).toEqual({
      ok: true,
    });
    await stage.pass();
    expect(stage.events()).toEqual([]);
    expect(stage.refunds()).toMatchObject([{ amount: held.amount }]);
    expect(stage.messages().map(({ subject }) => subject)).toHaveLength(2);
    expect(await conflicts(stage)).toEqual([]);
    expectSettled(stage);
  });

  it("that landed after everything was given up is found and erased", async () => {
    const stage = soundStage();
    await stage.fault({
      provider: "google",
      operation: "events.insert",
      mode: "fail",
      status: 403,
    });
    const held = await stage.hold({ dates: ["2026-12-08"] });
    await stage.pay(held.paymentIntent);
    await stage.pass(5 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("failed");
    const id = `tg${held.reservation.slice(-16)}20261208g1`;
    await byHand(stage, { id, ...days("2026-12-08", "09:00", "12:00") });
    stage.object().sweep();
    await stage.pass(2 * MINUTE_MS);
    expect(stage.events()).toEqual([]);
  });
});

describe("the copy of the calendar", () => {
  it("is read in full again before its window ends, so that no bookable day lies outside", async () => {
    const stage = soundStage();
    await stage.hold();
    await byHand(stage, days("2027-03-01", "09:00", "10:00"));
    await stage.pass(60 * DAY_MS);
    stage.object().sweep();
    await stage.pass();
    expect(await conflicts(stage, { dates: ["2027-03-01"] })).toEqual(["2027-03-01"]);
  });

  it("is not changed by a read that breaks off", async () => {
    const stage = soundStage();
    await byHand(stage, days("2026-12-08", "09:00", "10:00"));
    expect(await conflicts(stage)).toEqual(["2026-12-08"]);
    await expireSyncTokens(stage);
    await stage.pass(2 * MINUTE_MS);
    await stage.fault({ provider: "google", operation: "events.list", mode: "fail", skip: 1 });
    stage.object().sweep();
    await stage.pass(100);
    const answer = await stage.call(
      "/api/rooms/quiet-room/availability?from=2026-12-08&to=2026-12-08",
    );
    expect(JSON.stringify(await answer.json())).toContain('"start":"10:15"');
  });
});
