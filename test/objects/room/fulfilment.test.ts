import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { expectSettled, soundStage } from "./sound.ts";

const MINUTE_MS = 60_000;
const STAFF = "admin@labourtemple.example";
const writing = { provider: "google", operation: "events.insert" };
const erasing = { provider: "google", operation: "events.delete" };

async function paid(stage: Stage, card?: string) {
  const held = await stage.hold();
  await stage.pay(held.paymentIntent, card);
  return held;
}

function expectRolledBack(
  stage: Stage,
  held: { reservation: string; paymentIntent: string; amount: number },
) {
  expect(stage.reservation(held.reservation)).toMatchObject({ status: "failed" });
  expect(stage.events()).toEqual([]);
  expect(stage.refunds()).toMatchObject([
    { amount: held.amount, payment_intent: held.paymentIntent, status: "succeeded" },
  ]);
  expectSettled(stage);
}

const recipients = (stage: Stage) =>
  stage
    .messages()
    .map(({ to }) => to)
    .toSorted();
const subjects = (stage: Stage) => stage.messages().map(({ subject }) => subject);

describe("three days of which one cannot be written", () => {
  it.each([400, 403])(
    "leave no event, one full refund, and everybody told (%i)",
    async (status) => {
      const stage = soundStage();
      await stage.fault({ ...writing, mode: "fail", status, skip: 2 });
      const held = await paid(stage);
      await stage.pass(5 * MINUTE_MS);
      expectRolledBack(stage, held);
      expect(recipients(stage), subjects(stage).join("\n")).toEqual(
        ["ada@example.com", STAFF].toSorted(),
      );
      expect(stage.lines("Multi-day partial failure — cleaning up")).toMatchObject([
        { payment_intent: held.paymentIntent, level: "error" },
      ]);
      expect(stage.lines("Auto-refund issued")).toHaveLength(1);
      await stage.hold({ customer: { name: "Eve", email: "eve@example.com" } });
      await stage.pass(24 * 60 * MINUTE_MS);
    },
  );

  it("stay gone when staff retry the day that could not be written: the guest has the money", async () => {
    const stage = soundStage();
    await stage.fault({ ...writing, mode: "fail", status: 403, skip: 2 });
    const held = await paid(stage);
    await stage.pass(5 * MINUTE_MS);
    await stage.fault({ ...writing, mode: "timeout-after-success", times: 10 });
    const writes: string[] = [];
    stage.onCall(/\/events$/, async ({ method, url }) => {
      if (method === "POST") writes.push(url);
    });
    const day = stage
      .object()
      .outbox.rowsOf(held.reservation)
      .find(({ name, state }) => name.startsWith("write-day/") && state === "failed");
    expect(stage.object().retry(day?.id ?? expect.fail("no day was given up"))).toBe(true);
    await stage.pass(MINUTE_MS);
    expect(writes).toEqual([]);
    expectRolledBack(stage, held);
  });

  it("tell staff once when all of them fail for good at the same time", async () => {
    const stage = soundStage();
    await stage.fault({ ...writing, mode: "fail", status: 503, times: 3 });
    await stage.fault({ ...writing, mode: "fail", status: 403, times: 100 });
    const held = await paid(stage);
    await stage.pass(3 * 60 * MINUTE_MS);
    expectRolledBack(stage, held);
    expect(recipients(stage), subjects(stage).join("\n")).toEqual(
      ["ada@example.com", STAFF].toSorted(),
    );
  });

  it("are a booking without duplicates when an insert's answer was lost and the next try is heard", async () => {
    const stage = soundStage();
    await stage.fault({ ...writing, mode: "timeout-after-success", skip: 2 });
    const held = await paid(stage);
    await stage.pass(5 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expect(stage.events()).toHaveLength(3);
    expect(recipients(stage)).toEqual(["ada@example.com"]);
    expectSettled(stage);
  });

  it("leave no event, not even the one whose answer was lost, when the calendar then stays down", async () => {
    const stage = soundStage();
    await stage.fault({ ...writing, mode: "timeout-after-success", skip: 2 });
    await stage.fault({ ...writing, mode: "fail", status: 503, skip: 2, times: 1000 });
    const held = await paid(stage);
    await stage.pass(9 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("paid");
    expect(stage.events()).toHaveLength(3);
    await stage.pass(5 * MINUTE_MS);
    expectRolledBack(stage, held);
    expect(recipients(stage)).toEqual(["ada@example.com", STAFF].toSorted());
  });

  it("are erased as soon as the calendar is back, when it is down altogether", async () => {
    const stage = soundStage();
    await stage.fault({ ...writing, mode: "fail", status: 403, skip: 2 });
    await stage.fault({ ...erasing, mode: "fail", status: 503, times: 1000 });
    const held = await paid(stage);
    await stage.pass(2 * 60 * MINUTE_MS);
    expect(stage.events()).toHaveLength(2);
    expect(stage.refunds()).toHaveLength(1);
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(61 * MINUTE_MS);
    expectRolledBack(stage, held);
  });

  it("alert staff once for each event that must not be deleted, and keep trying", async () => {
    const stage = soundStage();
    await stage.fault({ ...writing, mode: "fail", status: 403, skip: 2 });
    await stage.fault({ ...erasing, mode: "fail", status: 403, times: 1000 });
    const held = await paid(stage);
    await stage.pass(5 * 60 * MINUTE_MS);
    const failed = subjects(stage).filter((subject) => subject?.includes("Cleanup failed"));
    expect(failed).toHaveLength(3);
    expect(subjects(stage).filter((subject) => subject?.includes("stuck"))).toEqual([]);
    expect(stage.lines("Cleanup failed").length).toBeGreaterThan(0);
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(61 * MINUTE_MS);
    expectRolledBack(stage, held);
  });

  it("are a booking after ten transient failures within the budget", async () => {
    const stage = soundStage();
    for (const [status, reason] of [
      [403, "rateLimitExceeded"],
      [429, undefined],
      [500, undefined],
      [503, undefined],
    ] as const) {
      await stage.fault({ ...writing, mode: "fail", status, ...(reason && { reason }), times: 3 });
    }
    await stage.fault({ ...writing, mode: "timeout", times: 3 });
    const held = await paid(stage);
    await stage.pass(9 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expectSettled(stage);
  });

  it("bring back an entry that staff deleted before its lost answer was looked for", async () => {
    const stage = soundStage();
    await stage.fault({ ...writing, mode: "timeout-after-success", skip: 2 });
    const held = await paid(stage);
    await stage.pass(900);
    const [lost] = stage.events().slice(-1);
    await stage.control(
      "/sandbox/google/by-hand",
      { calendar: stage.room.calendarId, id: lost?.id },
      "DELETE",
    );
    await stage.pass(20 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expect(stage.events()).toHaveLength(3);
    expectSettled(stage);
  });
});

describe("gate 2 without a calendar", () => {
  it("is a booking when the calendar is back within the budget", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.fault({ provider: "google", operation: "events.list", mode: "timeout", times: 6 });
    await stage.pay(held.paymentIntent);
    await stage.pass(9 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expect(stage.lines("Availability check failed").length).toBeGreaterThan(0);
    expectSettled(stage);
  });

  it.each([{ mode: "fail", status: 503 }, { mode: "timeout" }, { mode: "fail", status: 429 }])(
    "refunds in full when it stays away beyond the budget ($mode $status)",
    async (fault) => {
      const stage = soundStage();
      const held = await stage.hold();
      await stage.fault({ provider: "google", operation: "events.list", times: 1000, ...fault });
      await stage.pay(held.paymentIntent);
      await stage.pass(9 * MINUTE_MS);
      expect(stage.reservation(held.reservation)?.status).toBe("paid");
      await stage.pass(3 * MINUTE_MS);
      expectRolledBack(stage, held);
      expect(stage.reservation(held.reservation)?.failure?.reason).toBe(
        "availability-check-failed",
      );
      expect(stage.lines("Availability check failed").at(-1)).toMatchObject({
        payment_intent: held.paymentIntent,
      });
      expect(recipients(stage)).toContain("ada@example.com");
    },
  );

  it("refunds at once when the calendar says that we may not read it", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.control("/sandbox/google/calendars", { id: stage.room.calendarId, exists: false });
    await stage.pay(held.paymentIntent);
    await stage.pass(5 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("failed");
    expect(stage.refunds()).toHaveLength(1);
  });
});

describe("a booking that has taken place", () => {
  it("is completed after its last day", async () => {
    const stage = soundStage();
    const held = await paid(stage);
    await stage.until(Date.parse("2026-12-09T11:59:00-07:00"));
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    await stage.pass(2 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("completed");
    expectSettled(stage);
  });
});
