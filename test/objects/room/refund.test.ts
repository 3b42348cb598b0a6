import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { expectSettled, soundStage } from "./sound.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const GUEST = "ada@example.com";
const refunding = { provider: "stripe", operation: "refunds.create" };
const listing = { provider: "stripe", operation: "refunds.list" };

const recipients = (stage: Stage) => stage.messages().map(({ to }) => to);
const subjects = (stage: Stage) =>
  stage
    .messages()
    .map(({ subject }) => subject)
    .join("\n");
const alerts = (stage: Stage, title: string) =>
  stage.messages().filter(({ subject }) => subject?.includes(title));
const refundByHand = (stage: Stage, payment: string, amount?: number) =>
  stage.stripe("refunds", { payment_intent: payment, ...(amount && { amount: String(amount) }) });

/** A paid hold whose slot staff take before gate 2: its money must go back. */
async function notBooked(stage: Stage, card = "pm_card_visa") {
  const held = await stage.hold();
  await stage.control("/sandbox/google/by-hand", {
    calendar: stage.room.calendarId,
    summary: "Union meeting",
    start: "2026-12-08T09:00",
    end: "2026-12-08T12:00",
  });
  await stage.pay(held.paymentIntent, card);
  return held;
}

/** The news of a refund that stands already is late: ours is asked for before it is known. */
async function hearOnlyOfThePayment(stage: Stage): Promise<void> {
  for (const webhook of await stage.takeWebhooks()) {
    if (webhook.event.type === "payment_intent.succeeded") await stage.deliver(webhook);
  }
  await stage.pass(20 * MINUTE_MS);
}

async function booked(stage: Stage) {
  const held = await stage.hold();
  await stage.pay(held.paymentIntent);
  await stage.pass();
  return held;
}

describe("a refund", () => {
  it("is told to the guest once, and to the log", async () => {
    const stage = soundStage();
    const held = await notBooked(stage);
    await stage.pass(DAY_MS);
    expect(recipients(stage)).toEqual([GUEST]);
    expect(stage.refunds()).toMatchObject([{ amount: held.amount, status: "succeeded" }]);
    expect(stage.lines("Auto-refund issued")).toMatchObject([
      { payment_intent: held.paymentIntent, amount: held.amount },
    ]);
    expect(stage.reservation(held.reservation)?.refunds["not-booked"]).toMatchObject({
      status: "succeeded",
    });
  });

  it("that stays pending is followed until it has succeeded", async () => {
    const stage = soundStage();
    const held = await notBooked(stage, "pm_card_pendingRefund");
    await stage.pass(5_000);
    expect(stage.reservation(held.reservation)?.refunds["not-booked"]).toMatchObject({
      status: "pending",
    });
    await stage.pass();
    expect(stage.reservation(held.reservation)?.refunds["not-booked"]).toMatchObject({
      status: "succeeded",
    });
    expect(recipients(stage)).toEqual([GUEST]);
  });

  it("that stays pending is followed without any webhook", async () => {
    const stage = soundStage({ webhooks: "manual" });
    const held = await notBooked(stage, "pm_card_pendingRefund");
    await stage.pass(16 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.refunds["not-booked"]).toMatchObject({
      status: "pending",
    });
    await stage.pass(7 * HOUR_MS);
    expect(stage.reservation(held.reservation)?.refunds["not-booked"]).toMatchObject({
      status: "succeeded",
    });
    expect(stage.refunds()).toHaveLength(1);
  });

  it.each(["pending", "succeeded"])(
    "that was %s and fails days later is an alert for staff, once",
    async (before) => {
      const stage = soundStage();
      await stage.control("/sandbox/stripe/refunds/next", { status: before });
      const held = await notBooked(stage);
      await stage.pass(2 * DAY_MS);
      const [refund] = stage.refunds();
      await stage.control(`/sandbox/stripe/refunds/${refund?.id}/settle`, { status: "failed" });
      await stage.pass(DAY_MS);
      expect(stage.reservation(held.reservation)?.refunds["not-booked"]).toMatchObject({
        status: "failed",
      });
      expect(alerts(stage, "Refund failed"), subjects(stage)).toHaveLength(1);
      expect(alerts(stage, "stuck"), subjects(stage)).toHaveLength(0);
      expect(stage.lines("Auto-refund failed")).toMatchObject([
        { payment_intent: held.paymentIntent },
      ]);
      expect(stage.refunds()).toHaveLength(1);
    },
  );

  it("that fails as it is made is an alert for staff, once", async () => {
    const stage = soundStage();
    await stage.control("/sandbox/stripe/refunds/next", { status: "failed" });
    await notBooked(stage);
    await stage.pass(DAY_MS);
    expect(alerts(stage, "Refund failed"), subjects(stage)).toHaveLength(1);
    expect(alerts(stage, "stuck")).toHaveLength(0);
  });

  it.each([
    ["charge_disputed", "Refund disputed"],
    ["charge_not_refundable", "Refund failed"],
  ])(
    "that is refused (%s) is an alert for staff, once, and staff can have it tried again",
    async (reason, alert) => {
      const stage = soundStage();
      await stage.fault({ ...refunding, mode: "fail", status: 400, reason });
      const held = await notBooked(stage);
      await stage.pass(DAY_MS);
      expect(alerts(stage, alert), subjects(stage)).toHaveLength(1);
      expect(stage.refunds()).toEqual([]);
      expect(stage.lines("Auto-refund failed").length).toBeGreaterThan(0);
      const effect = stage
        .effects(held.reservation)
        .find(({ name }) => name === "refund/not-booked");
      expect(effect?.state).toBe("failed");
      expect(stage.object().outbox.hurry(effect?.id ?? "", stage.now())).toBe(true);
      stage.object().arm();
      await stage.pass();
      expect(stage.refunds()).toMatchObject([{ amount: held.amount, status: "succeeded" }]);
      expect(recipients(stage)).toContain(GUEST);
    },
  );

  it("that was refused for good is asked for under a new key, since the old one would only repeat the refusal", async () => {
    const stage = soundStage();
    // A 402 comes out of the endpoint itself, so Stripe keeps it with the key.
    await stage.fault({ ...refunding, mode: "fail", status: 402, reason: "charge_disputed" });
    const held = await notBooked(stage);
    await stage.pass();
    expect(stage.refunds()).toEqual([]);
    stage.object().outbox.hurry(`${held.reservation}/refund/not-booked`, stage.now());
    stage.object().arm();
    await stage.pass();
    expect(stage.refunds()).toHaveLength(1);
  });

  it.each([
    { mode: "fail", status: 500, times: 3 },
    { mode: "fail", status: 503, times: 3 },
    { mode: "fail", status: 429, times: 3 },
    { mode: "fail", status: 401, times: 3 },
    { mode: "timeout", times: 3 },
    { mode: "timeout-after-success", times: 1 },
    { mode: "timeout-after-success", times: 3 },
  ])(
    "whose call fails ($mode $status × $times) is made exactly once all the same",
    async (fault) => {
      const stage = soundStage();
      await stage.fault({ provider: "stripe", operation: "refunds.create", ...fault });
      const held = await notBooked(stage);
      await stage.pass(30 * MINUTE_MS);
      expect(stage.refunds()).toMatchObject([{ amount: held.amount, status: "succeeded" }]);
      expect(recipients(stage)).toEqual([GUEST]);
      expectSettled(stage);
    },
  );

  it("waits for Stripe through a day's outage, alerts staff once, and is made once", async () => {
    const stage = soundStage();
    const held = await notBooked(stage);
    await stage.fault({ provider: "stripe", operation: "*", mode: "timeout", times: 100_000 });
    await stage.pass(DAY_MS + HOUR_MS);
    expect(alerts(stage, "stuck"), subjects(stage)).toHaveLength(1);
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(2 * HOUR_MS);
    expect(stage.refunds()).toMatchObject([{ amount: held.amount }]);
    expectSettled(stage);
  });

  it("whose answer was lost for more than a day is not made twice, although its key is forgotten", async () => {
    const stage = soundStage({ webhooks: "manual" });
    const held = await notBooked(stage);
    await stage.fault({ ...refunding, mode: "timeout-after-success" });
    await stage.fault({ ...listing, mode: "fail", times: 100_000 });
    await stage.pass(3 * DAY_MS);
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(2 * HOUR_MS);
    expect(stage.refunds()).toMatchObject([{ amount: held.amount }]);
    expect(stage.reservation(held.reservation)?.refunds["not-booked"]).toMatchObject({
      status: "succeeded",
    });
  });
});

describe("a guest", () => {
  const outages = [
    { mode: "fail", status: 400, reason: "charge_disputed" },
    { mode: "timeout", times: 1000 },
  ];

  it.each(outages)(
    "hears at once that there is no booking, also when the refund does not go ($mode)",
    async (fault) => {
      const stage = soundStage();
      await stage.fault({ provider: "stripe", operation: "refunds.create", ...fault });
      const held = await notBooked(stage);
      await stage.pass();
      expect(stage.refunds()).toEqual([]);
      const [email] = stage.messages().filter(({ to }) => to === GUEST);
      expect(email?.subject).toContain("Not booked");
      expect(email?.text).toContain((held.amount / 100).toFixed(2));
      await stage.control("/sandbox/faults", {}, "DELETE");
      await stage.pass(DAY_MS);
      expect(recipients(stage).filter((to) => to === GUEST)).toHaveLength(1);
    },
  );

  it.each(outages)(
    "hears at once that the booking is cancelled, also when the refund does not go ($mode)",
    async (fault) => {
      const stage = soundStage();
      const held = await booked(stage);
      await stage.fault({ provider: "stripe", operation: "refunds.create", ...fault });
      stage.object().holds.cancel(held.reservation, { reason: "The guest asked" });
      await stage.pass();
      const [, email] = stage.messages().filter(({ to }) => to === GUEST);
      expect(email?.subject?.toLowerCase()).toContain("cancelled");
      expect(email?.text).toContain(
        `All of the CA$${(held.amount / 100).toFixed(2)} you paid is refunded.`,
      );
    },
  );
});

describe("a refund that staff make by hand", () => {
  it("of a part leaves the booking as it is", async () => {
    const stage = soundStage();
    const held = await booked(stage);
    await refundByHand(stage, held.paymentIntent, 1000);
    await stage.pass();
    const reservation = stage.reservation(held.reservation);
    expect(reservation?.status).toBe("confirmed");
    expect(Object.values(reservation?.refunds ?? {})).toMatchObject([
      { amount: 1000, status: "succeeded" },
    ]);
    expectSettled(stage);
  });

  it("in full cancels the booking: slot free, events gone, guest told, no second refund", async () => {
    const stage = soundStage();
    const held = await booked(stage);
    await refundByHand(stage, held.paymentIntent, 1000);
    await refundByHand(stage, held.paymentIntent);
    await stage.pass();
    expect(stage.reservation(held.reservation)?.status).toBe("cancelled");
    expect(stage.refunds()).toHaveLength(2);
    expect(recipients(stage)).toEqual([GUEST, GUEST]);
    await stage.hold({ customer: { name: "Eve", email: "eve@example.com" } });
    await stage.pass(20 * MINUTE_MS);
    expectSettled(stage);
  });

  it("in full before the booking is confirmed ends it: no events, guest told", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.fault({ provider: "google", operation: "events.list", mode: "fail", times: 8 });
    await stage.pay(held.paymentIntent);
    await stage.pass(2_000);
    expect(stage.reservation(held.reservation)?.status).toBe("paid");
    await refundByHand(stage, held.paymentIntent);
    await stage.pass(20 * MINUTE_MS);
    expect(stage.reservation(held.reservation)).toMatchObject({
      status: "failed",
      failure: { reason: "refunded-outside" },
    });
    expect(stage.refunds()).toHaveLength(1);
    expect(recipients(stage)).toEqual([GUEST]);
    expectSettled(stage);
  });

  it("in full before we hear of the payment itself is no booking either", async () => {
    const stage = soundStage({ webhooks: "manual" });
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    await refundByHand(stage, held.paymentIntent);
    const webhooks = await stage.takeWebhooks();
    for (const webhook of webhooks.toReversed()) {
      expect(await stage.deliver(webhook)).toBe(200);
      await stage.pass(1_000);
    }
    await stage.pass();
    expect(stage.reservation(held.reservation)).toMatchObject({
      status: "failed",
      failure: { reason: "refunded-outside" },
    });
    expect(stage.events()).toEqual([]);
    expect(stage.refunds()).toHaveLength(1);
    expect(recipients(stage)).toEqual([GUEST]);
    expectSettled(stage);
  });

  it("of a part, seen before ours is made, leaves only the rest to us", async () => {
    const stage = soundStage();
    const held = await notBooked(stage);
    await refundByHand(stage, held.paymentIntent, 1000);
    await stage.pass(5 * MINUTE_MS);
    expect(
      stage
        .refunds()
        .map(({ amount }) => amount)
        .toSorted((a, b) => a - b),
    ).toEqual([1000, held.amount - 1000]);
    expect(alerts(stage, "Refund failed"), subjects(stage)).toHaveLength(0);
    expectSettled(stage);
  });

  it("of a part, which we hear of only when ours is refused, leaves only the rest to us", async () => {
    const stage = soundStage({ webhooks: "manual" });
    const held = await notBooked(stage);
    await refundByHand(stage, held.paymentIntent, 1000);
    await hearOnlyOfThePayment(stage);
    expect(
      stage
        .refunds()
        .map(({ amount }) => amount)
        .toSorted((a, b) => a - b),
    ).toEqual([1000, held.amount - 1000]);
    expect(alerts(stage, "Refund failed"), subjects(stage)).toHaveLength(0);
    expect(recipients(stage)).toEqual([GUEST]);
  });

  it("in full, which we hear of only when ours is refused (charge_already_refunded), is taken over", async () => {
    const stage = soundStage({ webhooks: "manual" });
    const held = await notBooked(stage);
    await refundByHand(stage, held.paymentIntent);
    await hearOnlyOfThePayment(stage);
    const reservation = stage.reservation(held.reservation);
    expect(reservation?.status).toBe("failed");
    expect(stage.refunds()).toHaveLength(1);
    expect(
      Object.values(reservation?.refunds ?? {})
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual(["succeeded", "superseded"]);
    expect(recipients(stage), subjects(stage)).toEqual([GUEST]);
  });
});

describe("a cancellation by staff", () => {
  const cancel = (stage: Stage, id: string, amount?: number) =>
    stage
      .object()
      .holds.cancel(id, { reason: "The guest asked", ...(amount !== undefined && { amount }) });

  it.each([
    [3 * DAY_MS, 100],
    [36 * HOUR_MS, 50],
    [12 * HOUR_MS, 0],
  ])("%i ms before it begins gives back %i %%", async (noticeMs, percent) => {
    const stage = soundStage();
    const held = await booked(stage);
    const reservation = stage.reservation(held.reservation);
    await stage.until((reservation?.days[0]?.startsAt ?? 0) - noticeMs);
    expect(cancel(stage, held.reservation)).toEqual({ ok: true });
    await stage.pass();
    expect(stage.refunds().reduce((sum, { amount }) => sum + amount, 0)).toBe(
      (held.amount * percent) / 100,
    );
    expect(recipients(stage)).toEqual([GUEST, GUEST]);
    expect(cancel(stage, held.reservation)).toMatchObject({
      ok: false,
      refusal: { reason: "not-cancellable" },
    });
    expectSettled(stage);
  });

  it("never gives back more than is left", async () => {
    const stage = soundStage();
    const held = await booked(stage);
    await refundByHand(stage, held.paymentIntent, 1000);
    await stage.pass();
    expect(cancel(stage, held.reservation, held.amount)).toEqual({
      ok: false,
      refusal: { reason: "amount-too-large", refundable: held.amount - 1000 },
    });
    expect(cancel(stage, held.reservation)).toEqual({ ok: true });
    await stage.pass();
    expect(stage.refunds().reduce((sum, { amount }) => sum + amount, 0)).toBe(held.amount);
  });
});
