import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { expectSessionsSettled, sessionStage } from "./session-sound.ts";
import { booked, instant, loaded, payLink, reserve, statusOf } from "./session-story.ts";

interface PaidEvent {
  id: string;
  type: string;
  data: { object: { metadata?: object; payment_link?: string | null } };
}

const PAYMENT = "payment_intent.succeeded";
const PAGE = "checkout.session.completed";

/** A paid link, and the two events that tell of it, without any metadata. */
async function paidUnnamed() {
  const stage = sessionStage({ webhooks: "manual" });
  const reserved = await reserve(stage, instant);
  await stage.pass();
  await payLink(stage, reserved.paymentUrl);
  const taken = await stage.takeWebhooks();
  const events = taken.map(({ body }) => JSON.parse(body) as PaidEvent);
  for (const { data } of events) data.object.metadata = {};
  const event = (wanted: string) =>
    events.find(({ type }) => type === wanted) ?? expect.fail(`no ${wanted}`);
  return { stage, reservation: reserved.reservation, payment: event(PAYMENT), page: event(PAGE) };
}

const disown = (stage: Stage, reservation: string, link: string) =>
  stage.ledger.database
    .prepare("UPDATE session_reservations SET payment_link = ? WHERE reservation = ?")
    .run(link, reservation);

describe("an event of a payment link that carries no metadata", () => {
  it.each([
    ["the page", ["page"]],
    ["the payment", ["payment"]],
    ["both", ["page", "payment"]],
    ["both, the other way round", ["payment", "page"]],
  ] as const)("is its reservation's, when %s tells of it", async (_who, order) => {
    const { stage, reservation, ...events } = await paidUnnamed();
    for (const which of order) expect(await stage.sendEvent(events[which])).toBe(200);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expect(stage.desk.strayPayments()).toEqual([]);
    expect(stage.lines("Booking confirmed")).toHaveLength(1);
    expectSessionsSettled(stage);
  });

  it.each(["page", "payment"] as const)(
    "is sent again (%s) while the ledger is down",
    async (which) => {
      const { stage, reservation, ...events } = await paidUnnamed();
      const { prepare } = stage.ledger;
      stage.ledger.prepare = () => {
        throw new Error("D1 is down");
      };
      expect(await stage.sendEvent(events[which])).toBe(503);
      stage.ledger.prepare = prepare;
      expect(await stage.sendEvent(events[which])).toBe(200);
      expect(statusOf(stage, reservation)).toBe("confirmed");
    },
  );

  it("is told to staff while Stripe does not say which page it was, and closed when the page's books it", async () => {
    const { stage, reservation, payment, page } = await paidUnnamed();
    await stage.fault({ provider: "stripe", operation: "checkout.sessions.list", mode: "fail" });
    expect(await stage.sendEvent(payment)).toBe(200);
    expect(stage.desk.strayPayments()).toHaveLength(1);
    expect(await stage.sendEvent(page)).toBe(200);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expect(stage.desk.strayPayments()).toEqual([]);
    expect(stage.lines("Stray payment resolved")).toMatchObject([{ who: "Twogate" }]);
    expect(await stage.sendEvent(page)).toBe(200);
    expect(stage.lines("Stray payment resolved")).toHaveLength(1);
  });

  it("is nobody's when the object does not know the link as its own, whatever the ledger says", async () => {
    const { stage, reservation, page } = await paidUnnamed();
    const link = loaded(stage, reservation).link?.id ?? expect.fail("no link");
    const other = await reserve(stage, instant);
    await stage.pass();
    disown(stage, reservation, "plink_other");
    disown(stage, other.reservation, link);
    expect(await stage.sendEvent(page)).toBe(200);
    expect(statusOf(stage, other.reservation)).toBe("approved");
    expect(stage.desk.strayPayments()).toMatchObject([
      { detail: expect.stringContaining(other.reservation) },
    ]);
  });

  it("is money without a booking when the link is not ours either", async () => {
    const { stage, reservation, page } = await paidUnnamed();
    page.data.object.payment_link = "plink_of_another_product";
    expect(await stage.sendEvent(page)).toBe(200);
    expect(statusOf(stage, reservation)).toBe("approved");
    expect(stage.desk.strayPayments()).toHaveLength(1);
  });

  it("finds a dispute's reservation, too", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    const payment = loaded(stage, reservation).payment?.id ?? expect.fail("not paid");
    await stage.stripe(`payment_intents/${payment}`, { "metadata[reservation]": "" });
    expect(stage.intents()[0]?.metadata).not.toHaveProperty("reservation");
    const object = {
      id: "dp_1",
      object: "dispute",
      payment_intent: payment,
      reason: "fraudulent",
      evidence_details: { due_by: null },
    };
    const event = { id: "evt_dp_1", object: "event", type: "charge.dispute.created" };
    expect(await stage.sendEvent({ ...event, data: { object } })).toBe(200);
    expect(Object.values(loaded(stage, reservation).items)).toContain("dispute");
  });
});
