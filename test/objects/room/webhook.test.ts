import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { expectSettled, soundStage } from "./sound.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const STAFF = "admin@labourtemple.example";
const GUEST = "ada@example.com";

const recipients = (stage: Stage) => stage.messages().map(({ to }) => to);

function expectOneBooking(stage: Stage, id: string): void {
  expect(stage.reservation(id)?.status).toBe("confirmed");
  expect(stage.events()).toHaveLength(3);
  expect(recipients(stage)).toEqual([GUEST]);
  expect(stage.lines("Booking confirmed")).toHaveLength(1);
  expect(stage.lines("Payment captured")).toHaveLength(1);
  expectSettled(stage);
}

describe("the payment's webhook", () => {
  it("sent five times at once and once more a day later is one booking, one set of events, one email", async () => {
    const stage = soundStage({ webhooks: "manual" });
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    const webhooks = await stage.takeWebhooks();
    const five = [1, 2, 3, 4, 5].flatMap(() => webhooks);
    const answers = await Promise.all(five.map((webhook) => stage.deliver(webhook)));
    expect(new Set(answers)).toEqual(new Set([200]));
    await stage.pass();
    expectOneBooking(stage, held.reservation);
    await stage.pass(DAY_MS);
    for (const { body } of webhooks) expect(await stage.sendEvent(JSON.parse(body))).toBe(200);
    await stage.pass();
    expectOneBooking(stage, held.reservation);
    expect(stage.lines("Webhook repeated").length).toBeGreaterThan(0);
  });

  it("resent from the dashboard (same event) or told by another event changes nothing", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    await stage.pass();
    const event = stage
      .state()
      .stripe.events.find(({ type }) => type === "payment_intent.succeeded");
    await stage.control(`/sandbox/stripe/events/${event?.id}/resend`, {});
    await stage.pass();
    const [intent] = stage.intents();
    for (const id of ["evt_other", "evt_another"]) {
      const another = {
        id,
        object: "event",
        type: "payment_intent.succeeded",
        data: { object: intent },
      };
      expect(await stage.sendEvent(another)).toBe(200);
    }
    await stage.pass();
    expectOneBooking(stage, held.reservation);
  });

  it.each([
    "payment_intent.payment_failed",
    "payment_intent.processing",
    "payment_intent.canceled",
    "payment_intent.created",
  ])("after %s of an earlier time, or before it, is one booking", async (type) => {
    for (const order of ["before", "after"]) {
      const stage = soundStage({ webhooks: "manual" });
      const held = await stage.hold();
      await stage.pay(held.paymentIntent);
      const [intent] = stage.intents();
      const event = (kind: string) => ({
        id: `evt_${kind}`,
        object: "event",
        type: kind,
        data: { object: { ...intent, last_payment_error: { code: "card_declined" } } },
      });
      const kinds = ["payment_intent.succeeded", type];
      for (const kind of order === "after" ? kinds : kinds.toReversed()) {
        expect(await stage.sendEvent(event(kind))).toBe(200);
      }
      await stage.pass();
      expectOneBooking(stage, held.reservation);
    }
  });

  it("that comes before we know our own payment's id is a booking", async () => {
    const stage = soundStage({ webhooks: "manual" });
    await stage.fault({
      provider: "stripe",
      operation: "payment_intents.create",
      mode: "timeout-after-success",
    });
    expect(
      (
        await stage.post("/api/create-payment-intent", {
          ...(
            await import("../../stage.ts")
          ).threeDays,
        })
      ).status,
    ).toBe(503);
    const [intent] = stage.intents();
    await stage.pay(intent?.id ?? "");
    for (const webhook of await stage.takeWebhooks()) await stage.deliver(webhook);
    await stage.pass();
    const reservation = intent?.metadata.reservation ?? "";
    expectOneBooking(stage, reservation);
  });

  it("of a decline is not the end: the guest pays with another card", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.pay(held.paymentIntent, "pm_card_chargeDeclined");
    await stage.pass();
    expect(stage.reservation(held.reservation)?.status).toBe("approved");
    await stage.pay(held.paymentIntent);
    await stage.pass();
    expectOneBooking(stage, held.reservation);
  });

  it("that Stripe could not deliver for hours is found by asking when the hold ends", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.fault({
      provider: "stripe",
      operation: "webhooks.deliver",
      mode: "fail",
      times: 40,
    });
    await stage.pay(held.paymentIntent);
    await stage.pass(20 * MINUTE_MS);
    expectOneBooking(stage, held.reservation);
    await stage.pass(2 * DAY_MS);
    expectOneBooking(stage, held.reservation);
  });
});

describe("money that is not what we asked for", () => {
  const succeeded = (intent: object, id = "evt_wrong") => ({
    id,
    object: "event",
    type: "payment_intent.succeeded",
    data: { object: intent },
  });

  it.each([
    ["amount", { amount_received: 1 }],
    ["currency", { currency: "usd" }],
  ])("is never a booking: wrong %s", async (_what, wrong) => {
    const stage = soundStage({ webhooks: "manual" });
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    const intent = { ...stage.intents()[0], ...wrong };
    for (const id of ["evt_1", "evt_1", "evt_2"])
      expect(await stage.sendEvent(succeeded(intent, id))).toBe(200);
    await stage.pass();
    expect(stage.reservation(held.reservation)).toMatchObject({
      status: "expired",
      captured: null,
    });
    expect(stage.events()).toEqual([]);
    expect(recipients(stage)).toEqual([STAFF]);
    expect(stage.lines("Payment mismatch")).toMatchObject([
      { payment_intent: held.paymentIntent, level: "error" },
    ]);
  });

  it("is never a booking: another payment that names a reservation of ours", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    const foreign = await stage.stripe("payment_intents", {
      amount: String(held.amount),
      currency: "cad",
      "metadata[reservation]": held.reservation,
      "automatic_payment_methods[enabled]": "true",
    });
    await stage.pay(foreign.id);
    await stage.pass(20 * MINUTE_MS);
    expect(stage.reservation(held.reservation)).toMatchObject({
      status: "expired",
      captured: null,
    });
    expect(recipients(stage)).toEqual([STAFF]);
  });

  it("is never a second booking: a second payment for a booking that is paid", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    await stage.pass();
    const foreign = await stage.stripe("payment_intents", {
      amount: String(held.amount),
      currency: "cad",
      "metadata[reservation]": held.reservation,
      "automatic_payment_methods[enabled]": "true",
    });
    await stage.pay(foreign.id);
    await stage.pass();
    expect(stage.events()).toHaveLength(3);
    expect(recipients(stage).toSorted()).toEqual([GUEST, STAFF].toSorted());
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expect(stage.refunds()).toEqual([]);
  });

  it.each([
    ["no metadata", {}],
    [
      "a reservation that does not exist",
      { "metadata[reservation]": "res_room_quiet-room_0123456789abcdef" },
    ],
    [
      "a room that does not exist",
      { "metadata[reservation]": "res_room_ballroom_0123456789abcdef" },
    ],
    ["nonsense", { "metadata[reservation]": "../../etc/passwd" }],
  ])("is a line in the log and one alert: %s", async (_what, metadata) => {
    const stage = soundStage();
    const foreign = await stage.stripe("payment_intents", {
      amount: "5000",
      currency: "cad",
      "automatic_payment_methods[enabled]": "true",
      ...metadata,
    });
    await stage.pay(foreign.id);
    await stage.pass();
    const [intent] = stage.intents();
    for (const id of ["evt_1", "evt_2"]) await stage.sendEvent(succeeded(intent ?? {}, id));
    await stage.pass(DAY_MS);
    expect(recipients(stage)).toEqual([STAFF]);
    expect(stage.lines("Payment without booking")).toMatchObject([
      { payment_intent: foreign.id, level: "error" },
    ]);
    expect(stage.events()).toEqual([]);
  });

  it("is nobody's alarm while no money was taken", async () => {
    const stage = soundStage();
    const foreign = await stage.stripe("payment_intents", {
      amount: "5000",
      currency: "cad",
      "automatic_payment_methods[enabled]": "true",
    });
    await stage.pay(foreign.id, "pm_card_chargeDeclined");
    await stage.pass();
    expect(recipients(stage)).toEqual([]);
  });
});
