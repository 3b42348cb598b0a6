import { describe, expect, it } from "vitest";
import { makeStage, type Stage } from "../../stage.ts";
import {
  askTrip,
  bookedTrip,
  type HeldTrip,
  holdTrip,
  payTrip,
  ride,
  told,
  tripOf,
} from "./trip.ts";

const convoy = { format: "convoy" };
const somebodyElse = { guest: { ...ride.guest, email: "b@example.com" } };

interface Given extends HeldTrip {
  checkoutSession: string;
}
const hold = (stage: Stage, changes: object = {}) => holdTrip(stage, changes) as Promise<Given>;

const giveUp = (stage: Stage, { reservation }: HeldTrip, checkoutSession: string) =>
  stage.post(`/api/reservations/${reservation}/release`, { checkoutSession });

const replacing = ({ reservation, checkoutSession }: Given) => ({
  replaces: { reservation, checkoutSession },
});

const UNAVAILABLE = { code: "payment-provider-unavailable" };

const checkouts = (stage: Stage) =>
  stage.state().stripe.checkoutSessions.map(({ status }) => status);

const key = { "idempotency-key": "a-key-of-sixteen-letters" };

const failing = (operation: string, times = 99) => ({
  provider: "stripe",
  operation,
  mode: "fail",
  status: 500,
  times,
});

describe("a guest gives an unpaid trip up", () => {
  it("and the vehicles are free at once, and the page is closed", async () => {
    const stage = makeStage();
    const held = await hold(stage, convoy);
    expect((await askTrip(stage, { ...convoy, ...somebodyElse })).status).toBe(409);
    const answer = await giveUp(stage, held, held.checkoutSession);
    expect([answer.status, await answer.json()]).toEqual([200, { status: "expired" }]);
    expect(checkouts(stage)).toEqual(["expired"]);
    expect((await askTrip(stage, { ...convoy, ...somebodyElse })).status).toBe(201);
    expect(stage.lines("Hold released")).toMatchObject([{ reason: "given-back" }]);
    await stage.pass(2 * 60 * 60_000);
    expect(told(stage)).toEqual([]);
  });

  it("twice, and it is given up once", async () => {
    const stage = makeStage();
    const held = await hold(stage);
    const answers = await Promise.all(
      [1, 2, 3].map(() => giveUp(stage, held, held.checkoutSession)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await stage.pass();
    expect((await giveUp(stage, held, held.checkoutSession)).status).toBe(200);
    expect(stage.lines("Hold released")).toHaveLength(1);
  });

  it("by something that stands in no log", async () => {
    const stage = makeStage();
    const held = await hold(stage);
    await giveUp(stage, held, held.checkoutSession);
    expect(stage.lines("Checkout opened")).toHaveLength(1);
    expect(JSON.stringify(stage.log)).not.toContain(held.checkoutSession);
  });

  it("only by the id of its own checkout", async () => {
    const stage = makeStage();
    const held = await hold(stage);
    const other = await hold(stage, somebodyElse);
    expect((await giveUp(stage, held, other.checkoutSession)).status).toBe(404);
    expect((await giveUp(stage, held, "")).status).toBe(422);
    expect(tripOf(stage, held)).toMatchObject({ status: "approved" });
  });

  it("but not one that is paid, also when no webhook has said so yet", async () => {
    const stage = makeStage({ webhooks: "manual" });
    const held = await hold(stage);
    await payTrip(stage, held);
    expect((await giveUp(stage, held, held.checkoutSession)).status).toBe(409);
    expect(tripOf(stage, held)).toMatchObject({ status: "confirmed" });
    expect(stage.refunds()).toEqual([]);
  });

  it("and it stays held while Stripe cannot say that nobody pays", async () => {
    const stage = makeStage();
    const held = await hold(stage);
    await stage.fault(failing("checkout.sessions.retrieve"));
    expect((await giveUp(stage, held, held.checkoutSession)).status).toBe(503);
    expect(tripOf(stage, held)).toMatchObject({ status: "approved" });
  });

  it("and it is not handed out again by its key meanwhile, to be closed while its guest pays", async () => {
    const stage = makeStage();
    const held = (await (await askTrip(stage, {}, key)).json()) as Given;
    await stage.fault(failing("checkout.sessions.retrieve", 1));
    expect((await giveUp(stage, held, held.checkoutSession)).status).toBe(503);
    const again = await askTrip(stage, {}, key);
    expect([again.status, await again.json()]).toMatchObject([503, UNAVAILABLE]);
    await stage.pass();
    expect(tripOf(stage, held)).toMatchObject({ status: "expired" });
    const later = (await (await askTrip(stage, {}, key)).json()) as Given;
    expect(later.reservation).not.toBe(held.reservation);
    await payTrip(stage, later);
    await stage.pass();
    expect(tripOf(stage, later)).toMatchObject({ status: "confirmed" });
  });

  it("and whoever goes on as the page does, with a new key, gets a trip once Stripe has answered", async () => {
    const stage = makeStage();
    const held = await hold(stage, convoy);
    const onward = { ...convoy, ...replacing(held) };
    await stage.fault(failing("checkout.sessions.retrieve", 2));
    await giveUp(stage, held, held.checkoutSession);
    expect((await askTrip(stage, onward)).status).toBe(503);
    await stage.pass();
    const later = await hold(stage, onward);
    await payTrip(stage, later);
    await stage.pass();
    expect(tripOf(stage, later)).toMatchObject({ status: "confirmed" });
  });

  it("and what Stripe refuses to end is told without the id that ends it", async () => {
    const stage = makeStage();
    const held = await hold(stage);
    await stage.fault({ ...failing("checkout.sessions.expire"), status: 400 });
    await giveUp(stage, held, held.checkoutSession);
    const { outbox } = stage.services.service("airport-transfers").object;
    const { lastOutcome } = outbox.attempt(held.reservation, "end-hold") ?? {};
    expect(lastOutcome).toContain("the checkout is still open");
    expect(JSON.stringify(stage.log)).toContain("the checkout is still open");
    expect(JSON.stringify(stage.log)).not.toContain(held.checkoutSession);
  });
});

describe("a new checkout that replaces an unpaid one", () => {
  it("gives the earlier vehicles back before it takes its own", async () => {
    const stage = makeStage();
    const held = await hold(stage, convoy);
    const later = await hold(stage, { ...convoy, time: "09:15", ...replacing(held) });
    expect(tripOf(stage, held)).toMatchObject({ status: "expired" });
    expect(tripOf(stage, later)).toMatchObject({ status: "approved" });
    expect(checkouts(stage).toSorted()).toEqual(["expired", "open"]);
  });

  it("is the same however often it is asked for by one key", async () => {
    const stage = makeStage();
    const held = await hold(stage, convoy);
    const changes = { ...convoy, time: "09:15", ...replacing(held) };
    const answers = [];
    for (let time = 0; time < 3; time += 1) {
      answers.push((await (await askTrip(stage, changes, key)).json()) as Given);
    }
    expect(new Set(answers.map(({ reservation }) => reservation)).size).toBe(1);
    expect(stage.lines("Hold placed")).toHaveLength(2);
  });

  it("leaves the earlier one as it is when the new one cannot be had", async () => {
    const stage = makeStage();
    const other = { ...somebodyElse, time: "13:00" };
    await hold(stage, { ...convoy, ...other });
    const held = await hold(stage);
    const taken = await askTrip(stage, { time: "13:00", ...replacing(held) });
    expect(taken.status).toBe(409);
    const wrong = await askTrip(stage, { passengers: 0, ...replacing(held) });
    expect(wrong.status).toBe(422);
    expect(tripOf(stage, held)).toMatchObject({ status: "approved" });
    expect(checkouts(stage)).toEqual(["open", "open"]);
  });

  it.each([
    ["beside the earlier one", {}],
    ["only with its vehicles", convoy],
  ])("leaves it, too, where too much is held already (it fits %s)", async (_where, format) => {
    const stage = makeStage();
    const held = await hold(stage, format);
    const [day, other] = [{ date: "2026-12-08" }, { date: "2026-12-09" }];
    await hold(stage, { ...somebodyElse, ...day });
    await hold(stage, { ...somebodyElse, ...other });
    const wish = { ...format, time: "09:15", ...somebodyElse, ...replacing(held) };
    const answer = await askTrip(stage, wish);
    expect([answer.status, await answer.json()]).toMatchObject([429, { code: "too-many-holds" }]);
    expect(tripOf(stage, held)).toMatchObject({ status: "approved" });
    expect(checkouts(stage)).toEqual(["open", "open", "open"]);
  });

  it("does not count as one more than the earlier one", async () => {
    const stage = makeStage();
    await hold(stage, { date: "2026-12-08" });
    const held = await hold(stage);
    expect((await askTrip(stage, { time: "15:00" })).status).toBe(429);
    const later = await hold(stage, { time: "15:00", ...replacing(held) });
    expect(tripOf(stage, held)).toMatchObject({ status: "expired" });
    expect(tripOf(stage, later)).toMatchObject({ status: "approved" });
  });

  it("leaves it when Stripe does not open the new one", async () => {
    const stage = makeStage();
    const held = await hold(stage);
    await stage.fault(failing("checkout.sessions.create"));
    expect((await askTrip(stage, { time: "15:00", ...replacing(held) })).status).toBe(503);
    expect(tripOf(stage, held)).toMatchObject({ status: "approved" });
    expect(checkouts(stage)).toEqual(["open"]);
  });

  it("gives the earlier one up when it is asked for again after the object has died", async () => {
    const stage = makeStage();
    const held = await hold(stage);
    const changes = { time: "15:00", ...replacing(held) };
    stage.crashAt(1, "after");
    await askTrip(stage, changes, key);
    expect(tripOf(stage, held)).toMatchObject({ status: "approved" });
    expect((await askTrip(stage, changes, key)).status).toBe(201);
    expect(tripOf(stage, held)).toMatchObject({ status: "expired" });
    expect(checkouts(stage).toSorted()).toEqual(["expired", "open"]);
  });

  it("is refused when the earlier one turns out to be paid: nobody pays twice by mistake", async () => {
    const stage = makeStage({ webhooks: "manual" });
    const held = await hold(stage);
    await payTrip(stage, held);
    const answer = await askTrip(stage, { time: "15:00", ...replacing(held) });
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: "already-paid" }]);
    expect(checkouts(stage).toSorted()).toEqual(["complete", "expired"]);
    await stage.pass();
    expect((await askTrip(stage, { time: "15:00", ...replacing(held) })).status).toBe(409);
    expect(stage.state().stripe.checkoutSessions).toHaveLength(2);
  });

  it("waits for Stripe's word on the earlier one, and says that it is being given up", async () => {
    const stage = makeStage();
    const held = await hold(stage);
    await stage.fault(failing("checkout.sessions.expire"));
    const answer = await askTrip(stage, { time: "15:00", ...replacing(held) });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      detail: expect.stringContaining("is being given up"),
    });
    expect(tripOf(stage, held)).toMatchObject({ status: "approved" });
  });

  it("is not handed out by its key once it is given back, because Stripe did not say", async () => {
    const stage = makeStage();
    const held = await hold(stage);
    const wish = { time: "15:00", ...replacing(held) };
    await stage.fault(failing("checkout.sessions.retrieve", 2));
    expect((await askTrip(stage, wish, key)).status).toBe(503);
    stage.jump(500);
    const again = await askTrip(stage, wish, key);
    expect([again.status, await again.json()]).toMatchObject([503, UNAVAILABLE]);
    await stage.pass();
    expect(checkouts(stage)).toEqual(["expired", "expired"]);
    const answer = await askTrip(stage, wish, key);
    const later = (await answer.json()) as Given;
    await payTrip(stage, later);
    await stage.pass();
    expect(tripOf(stage, later)).toMatchObject({ status: "confirmed" });
  });

  it("takes nothing from anybody by a checkout that is not theirs", async () => {
    const stage = makeStage();
    const held = await hold(stage, convoy);
    const mine = { ...somebodyElse, ...convoy };
    const answer = await askTrip(stage, {
      ...mine,
      replaces: { reservation: held.reservation, checkoutSession: "cs_test_guessed" },
    });
    expect(answer.status).toBe(409);
    expect(tripOf(stage, held)).toMatchObject({ status: "approved" });
  });

  it("has nothing to give back of one that was refunded, or is over", async () => {
    const stage = makeStage();
    const held = (await bookedTrip(stage)) as Given;
    const { object } = stage.services.service("airport-transfers");
    object.holds.cancel(held.reservation, { reason: "The guest asked" });
    await stage.pass();
    expect((await askTrip(stage, replacing(held))).status).toBe(201);
  });
});
