import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/catalogue/catalogue.ts";
import {
  booked,
  CHECK_AT,
  DAY_MS,
  enrol,
  instant,
  linkIn,
  MINUTE_MS,
  mail,
  mails,
  PRICE,
  payLink,
  press,
  reserve,
  STARTS_AT,
  sent,
  spotsLeft,
  statusOf,
} from "../objects/session/session-story.ts";
import { refusalOf, staffStage, WHO } from "./staff-stage.ts";

describe("POST /api/staff/sessions", () => {
  const opened = { experience: "linocut-workshop", session: "2026-12-10T11:00", spots: 3 };

  it("opens a session outside the schedule, which guests then find and book", async () => {
    const stage = await staffStage();
    const wish = { ...instant, session: opened.session };
    expect((await stage.post("/api/reservations", wish)).status).toBe(422);
    const answer = await stage.tell("/sessions", opened);
    expect(await answer.json()).toEqual({
      experience: "linocut-workshop",
      session: "2026-12-10T11:00",
      startsAt: "2026-12-10T18:00:00.000Z",
      endsAt: "2026-12-10T20:00:00.000Z",
      spotsTotal: 3,
      spotsAvailable: 3,
    });
    expect(stage.lines("Session opened by staff")).toMatchObject([{ who: WHO }]);
    await stage.pass();
    const path = "/api/experiences/linocut-workshop/sessions?from=2026-12-10&to=2026-12-10";
    const list = (await (await stage.call(path)).json()) as { sessions: object[] };
    expect(list.sessions).toMatchObject([{ time: "11:00", spotsTotal: 3, spotsAvailable: 3 }]);
    const { reservation } = await reserve(stage, wish);
    expect(spotsLeft(stage, reservation)).toBe(1);
  });

  it("changes nothing of a session that is open, and says so when that is not what was asked", async () => {
    const stage = await staffStage();
    await stage.tell("/sessions", opened);
    const same = await stage.tell("/sessions", { ...opened, spots: undefined });
    expect(await same.json()).toMatchObject({ spotsTotal: 3 });
    const other = await refusalOf(await stage.tell("/sessions", { ...opened, spots: 5 }));
    expect(other.violations).toMatchObject([{ field: "spots", code: "already-open" }]);
    expect(other.violations?.[0]?.message).toContain("3 spots");
  });

  it.each<[string, object, string]>([
    ["a time that has passed", { session: "2026-11-20T11:00" }, "session"],
    ["a time that is years away", { session: "2029-12-10T11:00" }, "session"],
    ["what is no time", { session: "2026-12-10T25:00" }, "session"],
    ["no spots", { spots: 0 }, "spots"],
    ["half a spot", { spots: 1.5 }, "spots"],
    ["a field that there is not", { price: 1 }, "price"],
  ])("refuses %s, and opens nothing", async (_what, changes, field) => {
    const stage = await staffStage();
    const answer = await refusalOf(await stage.tell("/sessions", { ...opened, ...changes }));
    expect([answer.status, answer.violations?.[0]?.field]).toEqual([422, field]);
    expect(stage.sessions.all()).toEqual([]);
  });

  it("refuses an experience that we do not have", async () => {
    const stage = await staffStage();
    const answer = await stage.tell("/sessions", { ...opened, experience: "attic" });
    expect(await refusalOf(answer)).toMatchObject({ status: 404, code: "unknown-experience" });
  });
});

describe("POST /api/staff/reconcile", () => {
  it("takes over a payment whose webhook never came, by its id and by its experience", async () => {
    for (const body of ["payment", "bookable"] as const) {
      const stage = await staffStage({ webhooks: "manual" });
      const { reservation, paymentUrl } = await reserve(stage, instant);
      await stage.pass();
      await payLink(stage, paymentUrl);
      expect(statusOf(stage, reservation)).toBe("approved");
      const payment = stage.intents()[0]?.id;
      const subject = { payment, bookable: "linocut-workshop" }[body];
      const answer = await stage.tell("/reconcile", { [body]: subject });
      expect(await answer.json()).toMatchObject({
        reservations: [{ reservation, atProvider: "captured", hurried: ["end-hold"] }],
        truncated: false,
      });
      await stage.pass();
      expect(statusOf(stage, reservation)).toBe("confirmed");
      expect(stage.lines("Reconciled by staff")).toMatchObject([{ subject, who: WHO }]);
    }
  });

  it("leaves a guest who has not paid yet their place and their link", async () => {
    const stage = await staffStage();
    const { reservation, paymentUrl } = await reserve(stage, instant);
    await stage.pass();
    const answer = await stage.tell("/reconcile", { bookable: "linocut-workshop" });
    expect(await answer.json()).toMatchObject({
      reservations: [{ reservation, atProvider: "open", hurried: [] }],
    });
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("approved");
    await payLink(stage, paymentUrl);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("confirmed");
  });

  it("leaves a guest their place when it is about another payment in their name", async () => {
    const stage = await staffStage();
    const { reservation, amount } = await enrol(stage);
    const another = await stage.stripe("payment_intents", {
      amount: String(amount),
      currency: "cad",
      "metadata[reservation]": reservation,
      "automatic_payment_methods[enabled]": "true",
    });
    await stage.pay(another.id);
    await stage.pass();
    const answer = await stage.tell("/reconcile", { payment: another.id });
    expect(await answer.json()).toMatchObject({
      atProvider: "captured",
      reservations: [{ reservation, atProvider: "unpaid", hurried: [] }],
    });
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("approved");
  });

  it("has a class's payment looked at, and does nothing while Stripe cannot say", async () => {
    const stage = await staffStage({ webhooks: "manual" });
    const { paymentIntent } = await enrol(stage);
    await stage.pay(paymentIntent);
    await stage.pass();
    const look = { provider: "stripe", operation: "payment_intents.retrieve", mode: "fail" };
    await stage.fault({ ...look, status: 500, times: 99 });
    const silent = await stage.tell("/reconcile", { bookable: "bargaining-basics" });
    expect(await silent.json()).toMatchObject({
      reservations: [{ atProvider: "unanswered", hurried: [] }],
    });
    const asked = await stage.tell("/reconcile", { payment: paymentIntent });
    expect((await refusalOf(asked)).code).toBe("payment-provider-unavailable");
  });

  it("finds a refund of the dashboard whose webhook never came", async () => {
    const stage = await staffStage({ webhooks: "manual" });
    const { reservation, paymentUrl } = await reserve(stage, instant);
    await stage.pass();
    await payLink(stage, paymentUrl);
    const payment = stage.intents()[0]?.id ?? "";
    await stage.tell("/reconcile", { payment });
    await stage.pass();
    await stage.stripe("refunds", { payment_intent: payment });
    const answer = await stage.tell("/reconcile", { payment });
    expect(await answer.json()).toMatchObject({
      reservations: [{ status: "confirmed", hurried: ["follow-refunds"] }],
    });
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("cancelled");
  });

  it.each<[object, string]>([
    [{}, "payment"],
    [{ payment: "pi_1", bookable: "attic" }, "payment"],
    [{ payment: "ch_1" }, "payment"],
    [{ bookable: "attic" }, "bookable"],
    [{ bookable: "linocut-workshop", amount: 1 }, "amount"],
  ])("refuses %j with the field and the rule", async (body, field) => {
    const stage = await staffStage();
    const { status, violations } = await refusalOf(await stage.tell("/reconcile", body));
    expect([status, violations?.[0]?.field]).toEqual([422, field]);
  });
});

describe("what works for rooms works for sessions", () => {
  it.each([
    ["nothing stated: everything goes back", {}, [{ amount: PRICE, status: "succeeded" }]],
    ["an amount of 0 stated: nothing goes back", { amount: 0 }, []],
  ])(
    "a booking is cancelled by staff two days before it begins, with %s",
    async (_what, wanted, refunds) => {
      const stage = await staffStage({ at: STARTS_AT - 2 * DAY_MS });
      const { reservation } = await booked(stage);
      const path = `/bookings/${reservation}/cancel`;
      expect((await stage.tell(path, { ...wanted, reason: "the press broke" })).status).toBe(200);
      await stage.pass();
      expect(statusOf(stage, reservation)).toBe("cancelled");
      expect(stage.refunds()).toMatchObject(refunds);
      expect(stage.refunds()).toHaveLength(refunds.length);
    },
  );

  it("a booking is cancelled by staff for an amount", async () => {
    const stage = await staffStage();
    const { reservation } = await booked(stage);
    const path = `/bookings/${reservation}/cancel`;
    const tooMuch = await stage.tell(path, { amount: 9001, reason: "asked" });
    expect(await refusalOf(tooMuch)).toMatchObject({ violations: [{ field: "amount" }] });
    expect((await stage.tell(path, { amount: 4500, reason: "asked" })).status).toBe(200);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("cancelled");
    expect(stage.refunds()).toMatchObject([{ amount: 4500, status: "succeeded" }]);
    expect(spotsLeft(stage, reservation)).toBe(8);
    const again = await refusalOf(await stage.tell(path, { reason: "asked" }));
    expect(again.code).toBe("not-cancellable");
  });

  it("an effect is retried by its id, and listed while it does not succeed", async () => {
    const stage = await staffStage();
    const mail = { provider: "mailersend", operation: "email.send", mode: "fail", status: 500 };
    await stage.fault({ ...mail, times: 99 });
    const { reservation } = await reserve(stage, instant);
    await stage.pass(2 * 60 * MINUTE_MS);
    const list = await stage.read<{ effects: { id: string }[]; truncated: boolean }>("/outbox");
    const id = `${reservation}/tell/guest_instant_booking`;
    const stuck = list.effects.find((effect) => effect.id === id);
    expect(stuck).toMatchObject({ owner: reservation, why: "stuck" });
    expect(list.truncated).toBe(false);
    await stage.control("/sandbox/faults", {}, "DELETE");
    expect(mails(stage, reservation)).toEqual([]);
    expect(await (await stage.tell(`/effects/${id}/retry`, {})).json()).toEqual({ status: "due" });
    await stage.pass();
    const sent = mails(stage, reservation).map(({ template }) => template);
    expect(sent).toContain("guest_instant_booking");
    expect((await stage.tell(`/effects/${reservation}/tell/nothing/retry`, {})).status).toBe(404);
  });
});

describe("GET /api/staff/outbox", () => {
  it("is empty when everything is as it should be", async () => {
    const stage = await staffStage();
    await booked(stage);
    const list = await stage.read("/outbox");
    // The desk, the upkeep of each room and service, and the one reservation.
    const asked = 2 + catalogue.rooms.length + catalogue.services.length;
    expect(list).toEqual({ effects: [], asked, unreachable: [], truncated: false });
  });

  it("finds what is overdue when an alarm was lost", async () => {
    const stage = await staffStage();
    const { reservation } = await reserve(stage, instant);
    await stage.pass();
    stage.jump(DAY_MS + 16 * MINUTE_MS);
    const list = await stage.read<{ effects: object[] }>("/outbox");
    expect(list.effects).toMatchObject([{ id: `${reservation}/end-hold`, why: "overdue" }]);
  });

  it("finds a transfer that is blocked as soon as staff are alerted to it", async () => {
    const stage = await staffStage();
    const { reservation } = await booked(stage);
    await stage.until(CHECK_AT);
    await press(stage, linkIn(mail(stage, "supplier_completion_check"), "complete"));
    await stage.pass();
    expect(sent(stage, "staff").map(({ subject }) => subject)).toHaveLength(1);
    const list = await stage.read<{ effects: object[] }>("/outbox");
    expect(list.effects).toMatchObject([
      { id: `${reservation}/transfer`, why: "stuck", attempts: 1 },
    ]);
  });

  it("finds the desk's own alert, which can be retried too", async () => {
    const stage = await staffStage();
    const mail = { provider: "mailersend", operation: "email.send", mode: "fail", status: 500 };
    await stage.fault({ ...mail, times: 99 });
    const stray = { payment: "pi_lost", event: "evt_1", amount: 500, currency: "cad", detail: "?" };
    stage.desk.openStray(stray);
    await stage.pass(60 * MINUTE_MS);
    const list = await stage.read<{ effects: { id: string }[] }>("/outbox");
    const id = "desk/alert-staff/pi_lost";
    expect(list.effects).toMatchObject([{ id, owner: "desk", why: "stuck" }]);
    expect((await stage.tell(`/effects/${id}/retry`, {})).status).toBe(200);
  });

  it("names who did not answer, and lists the rest", async () => {
    const stage = await staffStage();
    const { reservation } = await reserve(stage, instant);
    await stage.pass();
    stage.silence("linocut-workshop/2026-12-12/10:00");
    const list = await stage.read("/outbox");
    expect(list).toMatchObject({ effects: [], unreachable: [reservation] });
  });
});
