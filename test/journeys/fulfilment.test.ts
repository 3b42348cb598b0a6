import Stripe from "stripe";
import { afterEach, describe, expect, it } from "vitest";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { eventually, pause, untilSaid, useProduct } from "./product.ts";
import { eventsInFile, sandboxAt } from "./sandbox.ts";
import { availability, Diary, type HoldAnswer, hold, holdBody, postHold, STAFF } from "./venue.ts";

const product = useProduct();
const diary = new Diary(() => product().url);
const sandbox = () => sandboxAt(product().url);
const writing = { provider: "google", operation: "events.insert" } as const;

/** Long enough for a webhook, its effects and whatever a repeat of them would have done. */
const SETTLED_MS = 3_000;
const DAY_SECONDS = 24 * 60 * 60;
const GUESTS = 200;

afterEach(() => sandbox().clearFaults());

/** A booking of three days that is held, not paid. */
async function holdThreeDays(room: string, email: string) {
  const dates = await diary.days(room, 3);
  const customer = { name: "Frank Little", email };
  return { dates, ...(await hold(product().url, { room, dates, customer })) };
}

const isRefunded = (payment: string) =>
  eventually("the refund", async () =>
    (await sandbox().refundsOf(payment)).some(({ status }) => status === "succeeded"),
  );

const subjectsTo = async (address: string) =>
  (await sandbox().messagesTo(address)).map(({ subject }) => subject ?? "");

const alertsAbout = async (payment: string) =>
  (await subjectsTo(STAFF)).filter((subject) => subject.includes(payment));

describe("200 guests who want the same slot at once", () => {
  it("get it once: one hold, 199 refusals with alternatives, one payment that can be paid", async () => {
    const room = "solidarity-hall";
    const date = await diary.day(room);
    const answers = await Promise.all(
      Array.from({ length: GUESTS }, (_, number) =>
        postHold(
          product().url,
          holdBody({
            room,
            dates: [date],
            customer: { name: `Guest ${number}`, email: `crowd-${number}@example.com` },
          }),
        ),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(GUESTS - 1);
    const refused = answers.filter(({ status }) => status === 409);
    for (const answer of refused) {
      expect(await answer.json()).toMatchObject({ code: "slot-taken", conflicts: [date] });
    }
    const { stripe } = await sandbox().state();
    const payable = stripe.paymentIntents.filter(
      ({ status, metadata }) => metadata.room === room && status !== "canceled",
    );
    expect(payable).toHaveLength(1);
  });
});

describe("a booking of three days whose third day cannot be written", () => {
  /** Nothing stands, everything is back, and everybody knows. */
  async function expectUndone({ reservation, paymentIntent, amount }: HoldAnswer, email: string) {
    await isRefunded(paymentIntent);
    await eventually("no event left", async () => {
      return (await sandbox().standing(reservation)).length === 0;
    });
    await eventually("a message to the guest", async () => (await subjectsTo(email)).length > 0);
    await eventually("an alert", async () => (await alertsAbout(paymentIntent)).length > 0);
    await untilSaid(product(), "Multi-day partial failure — cleaning up", paymentIntent);
    await untilSaid(product(), "Auto-refund issued", paymentIntent);
    await pause(SETTLED_MS);
    expect(await sandbox().standing(reservation)).toEqual([]);
    expect(await sandbox().refundsOf(paymentIntent)).toEqual([
      expect.objectContaining({ amount, status: "succeeded" }),
    ]);
    expect(await subjectsTo(email)).toEqual([expect.stringMatching(/^Not booked, money returned/)]);
    expect(await alertsAbout(paymentIntent)).toHaveLength(1);
    expect(product().said("Booking confirmed", paymentIntent)).toBe(false);
  }

  it("leaves no event, gives all the money back, and tells guest and staff", async () => {
    const email = "third-day@example.com";
    const held = await holdThreeDays("quiet-room", email);
    await sandbox().fault({ ...writing, mode: "fail", status: 403, skip: 2 });
    await sandbox().pay(held.paymentIntent);
    await expectUndone(held, email);
    const days = await availability(product().url, "quiet-room");
    const free = days.filter(({ date }) => held.dates.includes(date)).map((day) => day.free);
    expect(free).toEqual(held.dates.map(() => [{ start: "08:00", end: "17:00" }]));
  });

  it("leaves no event either when the answer of one that was written got lost", async () => {
    const email = "lost-then-refused@example.com";
    const held = await holdThreeDays("quiet-room", email);
    await sandbox().fault({ ...writing, mode: "timeout-after-success", skip: 1 });
    // Counts only the calls that the first switch lets through: the first, the third, a repeat.
    await sandbox().fault({ ...writing, mode: "fail", status: 403, skip: 1, times: 100 });
    await sandbox().pay(held.paymentIntent);
    await expectUndone(held, email);
    expect((await sandbox().everWritten(held.reservation)).length).toBeGreaterThan(1);
  });

  it("is a booking with exactly three events when only the answer was lost", async () => {
    const email = "lost-answer@example.com";
    const held = await holdThreeDays("quiet-room", email);
    await sandbox().fault({ ...writing, mode: "timeout-after-success", skip: 1 });
    await sandbox().pay(held.paymentIntent);
    await eventually("the confirmation", async () => {
      return (await subjectsTo(email)).length > 0;
    });
    await pause(SETTLED_MS);
    expect((await sandbox().writtenDays(held.reservation)).map(({ date }) => date)).toEqual(
      held.dates,
    );
    expect(await sandbox().refundsOf(held.paymentIntent)).toEqual([]);
    const messages = await sandbox().messagesTo(email);
    expect(messages.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Booked/)]);
    expect(eventsInFile(messages[0])).toBe(3);
  });
});

describe("the webhook", () => {
  const stripe = new Stripe(SANDBOX_KEYS.stripeSecret);

  /** The event as Stripe's CLI would sign and send it. */
  async function send(payload: string, path = "/webhook", timestamp?: number) {
    const signature = await stripe.webhooks.generateTestHeaderStringAsync({
      payload,
      secret: SANDBOX_KEYS.stripeWebhookSecret,
      ...(timestamp === undefined ? {} : { timestamp }),
    });
    const headers = { "content-type": "application/json", "stripe-signature": signature };
    return fetch(`${product().url}${path}`, { method: "POST", headers, body: payload });
  }

  async function expectBookedOnce(held: HoldAnswer & { dates: string[] }, email: string) {
    expect((await sandbox().writtenDays(held.reservation)).map(({ date }) => date)).toEqual(
      held.dates,
    );
    expect(await subjectsTo(email)).toEqual([expect.stringMatching(/^Booked/)]);
    expect(await sandbox().refundsOf(held.paymentIntent)).toEqual([]);
    expect(await alertsAbout(held.paymentIntent)).toEqual([]);
  }

  it("makes one booking of one payment, sent five times at once and again later", async () => {
    const email = "five-times@example.com";
    const held = await holdThreeDays("ginger-goodwin-room", email);
    // Stripe's own delivery stays away: only the copies below arrive.
    await sandbox().fault({
      provider: "stripe",
      operation: "webhooks.deliver",
      mode: "fail",
      times: 100,
    });
    await sandbox().pay(held.paymentIntent);
    const event = await eventually("the event", () =>
      sandbox().stripeEvent("payment_intent.succeeded", held.paymentIntent),
    );
    const payload = JSON.stringify(event);
    const paths = ["/webhook", "/api/webhooks/stripe", "/webhook", "/webhook", "/webhook"];
    const answers = await Promise.all(paths.map((path) => send(payload, path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await eventually("the confirmation", async () => (await subjectsTo(email)).length > 0);
    await pause(SETTLED_MS);
    await expectBookedOnce(held, email);

    await sandbox().clearFaults();
    await sandbox().resend(event.id);
    expect((await send(payload)).status).toBe(200);
    await pause(SETTLED_MS);
    await expectBookedOnce(held, email);
  });

  it("refuses what Stripe did not sign, or signed too long ago, and books nothing", async () => {
    const email = "forged@example.com";
    const held = await holdThreeDays("ginger-goodwin-room", email);
    const intent = await sandbox().intent(held.paymentIntent);
    const payload = JSON.stringify({
      id: "evt_forged",
      object: "event",
      type: "payment_intent.succeeded",
      data: { object: { ...intent, status: "succeeded", amount_received: held.amount } },
    });
    const yesterday = Math.floor(Date.now() / 1000) - DAY_SECONDS;
    expect((await send(payload, "/webhook", yesterday)).status).toBe(401);
    const forged = await fetch(`${product().url}/webhook`, {
      method: "POST",
      headers: { "stripe-signature": "t=1,v1=00" },
      body: payload,
    });
    expect(forged.status).toBe(401);
    await pause(SETTLED_MS);
    expect(await sandbox().standing(held.reservation)).toEqual([]);
    expect(await subjectsTo(email)).toEqual([]);
  });
});
