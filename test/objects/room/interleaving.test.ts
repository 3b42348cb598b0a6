import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { expectSettled, soundStage } from "./sound.ts";

const MINUTE_MS = 60_000;

/** Everything that Stripe has to tell by now. */
async function deliverAll(stage: Stage): Promise<void> {
  for (const webhook of await stage.takeWebhooks()) expect(await stage.deliver(webhook)).toBe(200);
}

describe("what happens while a provider is being asked", () => {
  it("the guest pays and the webhook comes while the hold's end cancels the payment: a booking", async () => {
    const stage = soundStage({ webhooks: "manual" });
    const held = await stage.hold();
    await stage.pass(15 * MINUTE_MS - 1);
    stage.onCall(/\/cancel$/, async () => {
      await stage.pay(held.paymentIntent);
      await deliverAll(stage);
    });
    await stage.pass();
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expect(stage.lines("Payment captured")).toHaveLength(1);
    expect(stage.messages()).toHaveLength(1);
    expectSettled(stage);
  });

  it("the guest gives the hold back at the very moment at which it ends: it ends once", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    stage.jump(15 * MINUTE_MS);
    const path = `/api/reservations/${held.reservation}/release`;
    const release = () => stage.post(path, { clientSecret: held.clientSecret });
    const [, first, second] = await Promise.all([stage.object().alarm(), release(), release()]);
    expect([first?.status, second?.status]).toEqual([200, 200]);
    expect(stage.lines("Hold released")).toHaveLength(1);
    await stage.pass();
    expectSettled(stage);
  });

  it("staff refund in full while a day is being written: that day goes too", async () => {
    const stage = soundStage({ webhooks: "manual" });
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    await deliverAll(stage);
    let inserts = 0;
    const thenRefund = async (request: Request) => {
      inserts += 1;
      if (inserts < 3) {
        stage.onCall(/\/events$/, thenRefund);
        return;
      }
      const answer = await stage.provider(request);
      await stage.stripe("refunds", { payment_intent: held.paymentIntent });
      await deliverAll(stage);
      stage.object().arm();
      return answer;
    };
    stage.onCall(/\/events$/, thenRefund);
    await stage.pass(5 * MINUTE_MS);
    expect(["failed", "cancelled"]).toContain(stage.reservation(held.reservation)?.status);
    expect(stage.events()).toEqual([]);
    expect(stage.refunds()).toHaveLength(1);
    expectSettled(stage);
  });

  it("staff cancel while a deleted day is being restored: nothing is left in the calendar", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    await stage.pass(2 * MINUTE_MS);
    const id = stage.events()[0]?.id;
    await stage.control(
      "/sandbox/google/by-hand",
      { calendar: stage.room.calendarId, id },
      "DELETE",
    );
    stage.object().sweep();
    stage.onCall(/\/events$/, async (request) => {
      const answer = await stage.provider(request);
      stage.object().holds.cancel(held.reservation, { reason: "The guest asked" });
      return answer;
    });
    await stage.pass(5 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("cancelled");
    expect(stage.events()).toEqual([]);
    expect(stage.refunds()).toHaveLength(1);
    expectSettled(stage);
  });

  it("an insert lands long after its day was given up: it is erased all the same", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    let late: Request | undefined;
    stage.onCall(/\/events$/, async (request) => {
      late = request.clone() as Request;
      throw new Error("the connection was lost");
    });
    await stage.fault({
      provider: "google",
      operation: "events.insert",
      mode: "fail",
      status: 403,
      times: 100,
    });
    await stage.pass(30_000);
    expect(stage.reservation(held.reservation)?.status).toBe("failed");
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.provider(late ?? new Request("http://localhost"));
    expect(stage.events()).toHaveLength(1);
    await stage.pass(5 * MINUTE_MS);
    expectSettled(stage);
  });

  it("two guests ask for one slot while the calendar is being read: one gets it", async () => {
    const stage = soundStage();
    const ask = (name: string) =>
      stage.hold({ customer: { name, email: `${name}@example.com` } }).then(
        () => 201,
        (error: unknown) => Number(String(error).match(/\d{3}/)?.[0]),
      );
    const answers = await Promise.all([ask("ada"), ask("eve"), ask("joe")]);
    expect(answers.toSorted()).toEqual([201, 409, 409]);
  });
});
