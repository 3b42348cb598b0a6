import { expect, it } from "vitest";
import { holdTrip, payTrip, tripOf } from "../objects/service/trip.ts";
import { staffStage } from "./staff-stage.ts";

it("shows staff that a trip is held and not paid, by Stripe's word, and no page to pay on", async () => {
  const stage = await staffStage();
  const held = await holdTrip(stage);
  const answer = await stage.ask(`/bookings/${held.reservation}`);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({
    atProvider: { state: "open" },
    reservation: { status: "approved" },
  });
  expect(text).not.toContain(held.url);
  // With the checkout's id the trip could be given up (decision 29).
  const [checkout] = stage.state().stripe.checkoutSessions;
  expect(text).not.toContain(checkout?.id ?? expect.fail("no checkout"));
});

it("tells staff of a payment whose webhook is late, and takes it over when they ask", async () => {
  const stage = await staffStage({ webhooks: "manual" });
  const held = await holdTrip(stage);
  await payTrip(stage, held);
  expect(await stage.read(`/bookings/${held.reservation}`)).toMatchObject({
    atProvider: { state: "captured" },
    reservation: { status: "approved" },
  });
  const payment = stage.intents()[0]?.id;
  const answer = await stage.tell("/reconcile", { payment });
  expect(await answer.json()).toMatchObject({
    reservations: [{ atProvider: "captured", hurried: ["end-hold"] }],
  });
  await stage.pass();
  expect(tripOf(stage, held)).toMatchObject({ status: "confirmed" });
  expect(await stage.read(`/bookings/${held.reservation}`)).not.toHaveProperty("atProvider");
});

it("says so when Stripe does not answer, and takes no vehicle from under the guest", async () => {
  const stage = await staffStage();
  const held = await holdTrip(stage);
  await payTrip(stage, held, "4000000000000002").catch(() => {});
  const payment = stage.intents()[0]?.id;
  await stage.fault({
    provider: "stripe",
    operation: "checkout.sessions.retrieve",
    mode: "fail",
    status: 500,
    times: 99,
  });
  expect(await stage.read(`/bookings/${held.reservation}`)).toMatchObject({
    atProvider: { state: "unanswered" },
  });
  const asked = await stage.tell("/reconcile", { payment });
  expect(await asked.json()).toMatchObject({ reservations: [{ hurried: [] }] });
  expect(tripOf(stage, held)).toMatchObject({ status: "approved" });
});
