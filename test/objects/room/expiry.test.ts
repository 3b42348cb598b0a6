import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { expectSettled, soundStage } from "./sound.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const eve = { customer: { name: "Eve", email: "eve@example.com" } };

describe("the end of a hold", () => {
  it("cancels the payment at Stripe, then frees the slot", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.pass(14 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("approved");
    await stage.pass(2 * MINUTE_MS);
    expect(stage.intents()).toMatchObject([{ status: "canceled" }]);
    expect(stage.lines("Hold released")).toMatchObject([{ reason: "expired" }]);
    await stage.hold(eve);
  });

  it("is a booking when the guest paid in the last second and no webhook has come yet", async () => {
    const stage = soundStage({ webhooks: "manual" });
    const held = await stage.hold();
    await stage.pass(15 * MINUTE_MS - 1_000);
    await stage.pay(held.paymentIntent);
    await stage.pass();
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    for (const webhook of await stage.takeWebhooks())
      expect(await stage.deliver(webhook)).toBe(200);
    await stage.pass();
    expect(stage.messages().map(({ to }) => to)).toEqual(["ada@example.com"]);
    expectSettled(stage);
  });

  it("does not come while Stripe cannot be asked", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.fault({ provider: "stripe", operation: "*", mode: "timeout", times: 1000 });
    await stage.pass(40 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("approved");
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(10 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("expired");
    expectSettled(stage);
  });

  it.each([
    ["pm_sandbox_processing_succeeds", "succeeds", "confirmed"],
    ["pm_sandbox_processing_fails", "fails", "expired"],
  ])("waits for a payment that is processing (%s)", async (card, outcome, end) => {
    const stage = soundStage({ webhooks: "manual" });
    const held = await stage.hold();
    await stage.pay(held.paymentIntent, card);
    // Settled by hand below instead of after the sandbox's own ten seconds.
    stage.jump(16 * MINUTE_MS);
    const agenda = stage.intents()[0]?.status;
    expect(agenda).toBe("processing");
    await stage.object().alarm();
    expect(stage.reservation(held.reservation)?.status).toBe("approved");
    expect(stage.intents()).toMatchObject([{ status: "processing" }]);
    await stage.control(`/sandbox/stripe/payment_intents/${held.paymentIntent}/settle`, {
      outcome,
    });
    await stage.pass(6 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe(end);
    expectSettled(stage);
  });

  it("comes at once when the payment that it waits for fails", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.pass(15 * MINUTE_MS - 1);
    await stage.pay(held.paymentIntent, "pm_sandbox_processing_fails");
    await stage.pass(9_000);
    expect(stage.reservation(held.reservation)?.status).toBe("approved");
    await stage.pass(2_000);
    expect(stage.reservation(held.reservation)?.status).toBe("expired");
    expectSettled(stage);
  });

  it("loses to a guest who pays between the look and the cancelling", async () => {
    const stage = soundStage({ webhooks: "manual" });
    const held = await stage.hold();
    await stage.pass(15 * MINUTE_MS - 1);
    stage.onCall(/\/cancel$/, async () => void (await stage.pay(held.paymentIntent)));
    await stage.pass();
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expectSettled(stage);
  });

  it("comes early when the payment is cancelled at Stripe", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.stripe(`payment_intents/${held.paymentIntent}/cancel`, {});
    await stage.pass();
    expect(stage.reservation(held.reservation)?.status).toBe("expired");
    expect(stage.lines("Hold released")).toMatchObject([{ reason: "payment-cancelled" }]);
  });
});

/**
 * A payment of a hold that has ended. It should not happen, since nothing ends before Stripe says
 * that it can no longer be paid; here Stripe says so and takes the money all the same.
 */
async function paidLate(between: (stage: Stage) => Promise<unknown> = async () => {}) {
  const stage = soundStage();
  const held = await stage.hold();
  stage.onCall(/\/cancel$/, async () => {
    const [intent] = stage.intents();
    return Response.json({ ...intent, status: "canceled" });
  });
  await stage.pass(16 * MINUTE_MS);
  expect(stage.reservation(held.reservation)?.status).toBe("expired");
  await between(stage);
  await stage.pay(held.paymentIntent);
  await stage.pass();
  return { stage, held, reservation: stage.reservation(held.reservation) };
}

describe("a payment after the end of its hold", () => {
  it("is rescued while the slot is still free", async () => {
    const { stage, reservation } = await paidLate();
    expect(reservation?.status).toBe("confirmed");
    expect(stage.events()).toHaveLength(3);
    expect(stage.refunds()).toEqual([]);
    expectSettled(stage);
  });

  it("is refunded in full when another guest holds the slot, with free slots nearby", async () => {
    const { stage, reservation } = await paidLate((same) =>
      same.hold({ ...eve, dates: ["2026-12-08"] }),
    );
    expect(reservation).toMatchObject({
      status: "failed",
      failure: { reason: "slot-taken", conflicts: ["2026-12-08"] },
    });
    expect(reservation?.failure?.alternatives.length).toBeGreaterThan(0);
    expect(stage.refunds()).toMatchObject([
      { amount: reservation?.quote.total, status: "succeeded" },
    ]);
    expect(stage.events()).toEqual([]);
    const [email] = stage.messages();
    expect(email?.to).toBe("ada@example.com");
    expect(email?.subject).toContain("Not booked");
    expect(stage.lines("Gate 2 conflict")).toMatchObject([
      { payment_intent: reservation?.payment?.id },
    ]);
    expect(stage.lines("Auto-refund issued")).toHaveLength(1);
    expect(stage.recorded.at(-1)).toMatchObject({ status: "failed" });
  });

  it("is refunded when staff have taken the slot in the calendar", async () => {
    const { stage, reservation } = await paidLate((same) =>
      same.control("/sandbox/google/by-hand", {
        calendar: same.room.calendarId,
        summary: "Union meeting",
        start: "2026-12-09T09:00",
        end: "2026-12-09T10:00",
      }),
    );
    expect(reservation).toMatchObject({ status: "failed", failure: { conflicts: ["2026-12-09"] } });
    expect(stage.refunds()).toHaveLength(1);
    expectSettled(stage);
  });

  it("is refunded when the booked time has come meanwhile", async () => {
    const { stage, reservation } = await paidLate((same) => same.pass(17 * DAY_MS));
    expect(reservation).toMatchObject({ status: "failed", failure: { reason: "slot-passed" } });
    expect(stage.refunds()).toHaveLength(1);
    expect(stage.messages().map(({ to }) => to)).toEqual(["ada@example.com"]);
    expectSettled(stage);
  });
});
