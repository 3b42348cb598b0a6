import { describe, expect, it } from "vitest";
import { type HoldAnswer, type Stage, threeDays } from "../../stage.ts";
import { expectSettled, expectSound, soundStage } from "./sound.ts";

const MINUTE_MS = 60_000;
const key = { "idempotency-key": "attempt-0000-0000-0001" };
const writing = { provider: "google", operation: "events.insert" };

/** Calls to providers that a whole story makes, from the hold on; more crashes would change nothing. */
const CALLS_OF_A_BOOKING = 9;
const CALLS_OF_A_ROLLBACK = 14;

/** The guest's browser asks again, with the same key, when the answer does not come. */
async function holdWithRetry(stage: Stage): Promise<HoldAnswer> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const answer = await stage.post("/api/create-payment-intent", threeDays, key);
    if (answer.status === 201) return (await answer.json()) as HoldAnswer;
  }
  throw new Error("no hold after three attempts");
}

const told = (stage: Stage, to: string) => stage.messages().filter((message) => message.to === to);

describe.each(["before", "after"] as const)("a crash just %s a provider's work", (when) => {
  it.each(Array.from({ length: CALLS_OF_A_BOOKING }, (_, n) => n + 1))(
    "at call %i of a booking of three days: it completes by itself",
    async (n) => {
      const stage = soundStage();
      stage.crashAt(n, when);
      const held = await holdWithRetry(stage);
      await stage.pay(held.paymentIntent);
      await stage.pass(30 * MINUTE_MS);
      expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
      expect(stage.events()).toHaveLength(3);
      expect(stage.refunds()).toEqual([]);
      // MailerSend knows no idempotency key: a lost answer may mean a second copy, never none.
      expect([1, 2]).toContain(told(stage, "ada@example.com").length);
      expect(stage.lines("Booking confirmed")).toHaveLength(1);
      expectSettled(stage);
    },
  );

  it.each(Array.from({ length: CALLS_OF_A_ROLLBACK }, (_, n) => n + 1))(
    "at call %i of a rollback: no event, one refund, everybody told",
    async (n) => {
      const stage = soundStage();
      await stage.fault({ ...writing, mode: "fail", status: 403, skip: 2, times: 100 });
      stage.crashAt(n, when);
      const held = await holdWithRetry(stage);
      await stage.pay(held.paymentIntent);
      await stage.pass(30 * MINUTE_MS);
      const { status } = stage.reservation(held.reservation) ?? {};
      // An insert that was lost before it worked is not counted: then all three are written.
      expect(["failed", "confirmed"]).toContain(status);
      if (status === "failed") {
        expect(stage.events()).toEqual([]);
        expect(stage.refunds()).toMatchObject([{ amount: held.amount, status: "succeeded" }]);
        expect([1, 2]).toContain(told(stage, "admin@labourtemple.example").length);
      }
      expect([1, 2]).toContain(told(stage, "ada@example.com").length);
      expectSettled(stage);
    },
  );
});

describe("the stories above", () => {
  it("make no more calls than crashes are tried", async () => {
    for (const [fails, calls] of [
      [false, CALLS_OF_A_BOOKING],
      [true, CALLS_OF_A_ROLLBACK],
    ] as const) {
      const stage = soundStage();
      const fault = {
        provider: "google",
        operation: "events.insert",
        mode: "fail",
        status: 403,
        skip: 2,
      };
      if (fails) await stage.fault(fault);
      const held = await stage.hold();
      await stage.pay(held.paymentIntent);
      await stage.pass(30 * MINUTE_MS);
      expect(stage.calls()).toBeLessThanOrEqual(calls);
      expect(stage.calls()).toBeGreaterThan(calls - 3);
    }
  });
});

describe("an object that loses its memory", () => {
  it("between any two alarms books and rolls back as if nothing had happened", async () => {
    for (const fails of [false, true]) {
      const stage = soundStage();
      if (fails) await stage.fault({ ...writing, mode: "fail", status: 400, skip: 1, times: 100 });
      const held = await stage.hold();
      await stage.pay(held.paymentIntent);
      for (let step = 0; step < 200; step += 1) {
        stage.restart();
        await stage.pass(100);
      }
      await stage.pass(5 * MINUTE_MS);
      expect(stage.reservation(held.reservation)?.status).toBe(fails ? "failed" : "confirmed");
      expect(stage.refunds()).toHaveLength(fails ? 1 : 0);
      expectSettled(stage);
    }
  });

  it("that crashes again and again, at every third call, still comes to its end", async () => {
    const stage = soundStage();
    stage.crashEvery(3, 20);
    const held = await holdWithRetry(stage);
    await stage.pay(held.paymentIntent);
    await stage.pass(60 * MINUTE_MS);
    expect(["confirmed", "failed"]).toContain(stage.reservation(held.reservation)?.status);
    expectSettled(stage);
    expectSound(stage);
  });

  it("and its alarm too is woken by the sweep", async () => {
    const stage = soundStage({ webhooks: "manual" });
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    for (const webhook of await stage.takeWebhooks()) await stage.deliver(webhook);
    stage.storage.alarmAt = undefined;
    await stage.pass(5 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("paid");
    stage.object().sweep();
    await stage.pass();
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expectSettled(stage);
  });
});
