import { describe, expect, it } from "vitest";
import type { TakenDelivery } from "../../../src/sandbox/stripe/webhook-delivery.ts";
import type { Stage } from "../../stage.ts";
import { expectSessionsSettled, sessionStage } from "./session-sound.ts";
import {
  DAY_MS,
  enrol,
  GUEST,
  GUEST_EMAIL,
  HOUR_MS,
  instant,
  journalOf,
  ledgerRow,
  loaded,
  MINUTE_MS,
  mails,
  openAccount,
  openPage,
  PRICE,
  payLink,
  payPage,
  type Reserved,
  request,
  reserve,
  SUPPLIER_EMAIL,
  spotsLeft,
  statusOf,
  told,
} from "./session-story.ts";

const BOOKED = [
  `guest_instant_booking → ${GUEST_EMAIL}`,
  `guest_payment_confirmed → ${GUEST_EMAIL}`,
  `supplier_booking_confirmed → ${SUPPLIER_EMAIL}`,
  `supplier_new_booking → ${SUPPLIER_EMAIL}`,
];

/** A paid link of which Stripe's news has not been delivered. */
async function paidUnheard() {
  const stage = sessionStage({ webhooks: "manual" });
  const reserved = await reserve(stage, instant);
  await stage.pass();
  await payLink(stage, reserved.paymentUrl);
  return { stage, ...reserved, webhooks: await stage.takeWebhooks() };
}

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

const chargeAt = (stage: Stage) => stage.state().stripe.charges[0]?.id;

const paying = ({ event: { type } }: TakenDelivery) =>
  ["payment_intent.succeeded", "checkout.session.completed", "payment_intent.created"].includes(
    type,
  );

describe("Stripe's news of one payment", () => {
  it("in any order is one booking, and each email once", async () => {
    const { webhooks } = await paidUnheard();
    const orders = permutations(webhooks.filter(paying).map(({ event }) => event.type));
    expect(orders).toHaveLength(6);
    for (const order of orders) {
      const { stage, reservation, webhooks: taken } = await paidUnheard();
      for (const type of order) {
        const webhook = taken.find(({ event }) => event.type === type);
        if (webhook) expect(await stage.deliver(webhook)).toBe(200);
      }
      await stage.pass();
      expect(statusOf(stage, reservation)).toBe("confirmed");
      expect(told(stage), order.join()).toEqual(BOOKED);
      const row = ledgerRow(stage, "session_reservations", reservation);
      expect(row?.charge, order.join()).toBe(chargeAt(stage));
      expectSessionsSettled(stage);
    }
  });

  it("doubled, all at once, and once more a day later changes nothing", async () => {
    const { stage, reservation, webhooks } = await paidUnheard();
    const all = [...webhooks, ...webhooks, ...webhooks];
    expect(new Set(await Promise.all(all.map((one) => stage.deliver(one))))).toEqual(
      new Set([200]),
    );
    await stage.pass();
    const before = journalOf(stage, reservation);
    expect(before.filter((type) => type === "PaymentCaptured")).toHaveLength(1);
    await stage.pass(DAY_MS);
    const { events } = stage.state().stripe;
    for (const { id } of events) {
      await stage.control(`/sandbox/stripe/events/${id}/resend`, {});
    }
    for (const webhook of await stage.takeWebhooks()) {
      expect(await stage.deliver(webhook)).toBe(200);
    }
    await stage.pass();
    expect(journalOf(stage, reservation)).toEqual(before);
    expect(told(stage)).toEqual(BOOKED);
  });

  it("that never comes is found when the time to pay is over", async () => {
    const { stage, reservation } = await paidUnheard();
    await stage.pass(DAY_MS);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expect(told(stage)).toEqual(BOOKED);
    const row = ledgerRow(stage, "session_reservations", reservation);
    expect(row?.charge).toBe(chargeAt(stage));
  });

  it("that a page was closed unpaid does not end the hold", async () => {
    const stage = sessionStage();
    const { reservation, paymentUrl } = await reserve(stage, instant);
    const page = (await openPage(stage, paymentUrl)) ?? "";
    expect((await payPage(stage, page, "4000000000000002")).status).toBe(402);
    await stage.pass();
    const session = new URL(page).pathname.split("/").at(-1);
    await stage.stripe(`checkout/sessions/${session}/expire`, {});
    await stage.pass();
    const types = stage.state().stripe.events.map(({ type }) => type);
    expect(types).toContain("payment_intent.canceled");
    expect(types).toContain("checkout.session.expired");
    expect(statusOf(stage, reservation)).toBe("approved");
    expect(journalOf(stage, reservation)).toContain("PaymentDeclined");
    await payLink(stage, paymentUrl);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expectSessionsSettled(stage);
  });

  it("about a class that was cancelled at Stripe ends its hold at once", async () => {
    const stage = sessionStage();
    const held = await enrol(stage);
    await stage.stripe(`payment_intents/${held.paymentIntent}/cancel`, {});
    await stage.pass();
    expect(statusOf(stage, held.reservation)).toBe("expired");
    expect(spotsLeft(stage, held.reservation)).toBe(16);
  });

  it("names a reservation that we do not have: staff are told of a payment without a booking", async () => {
    const stage = sessionStage();
    const intent = await stage.stripe("payment_intents", {
      amount: "4500",
      currency: "cad",
      payment_method: "pm_card_visa",
      confirm: "true",
      "automatic_payment_methods[enabled]": "true",
      "automatic_payment_methods[allow_redirects]": "never",
      "metadata[reservation]": "res_session_linocut-workshop_20261212t1000_0000000000000000",
    });
    await stage.pass();
    expect(stage.desk.strayPayments()).toMatchObject([{ payment: intent.id, amount: 4500 }]);
  });
});

/** What staff, or another product, take with our metadata on it. */
async function payByHand(stage: Stage, reservation: string, amount: number): Promise<string> {
  const { id } = await stage.stripe("payment_intents", {
    amount: String(amount),
    currency: "cad",
    payment_method: "pm_card_visa",
    confirm: "true",
    "automatic_payment_methods[enabled]": "true",
    "automatic_payment_methods[allow_redirects]": "never",
    "metadata[reservation]": reservation,
  });
  await stage.pass();
  return id;
}

describe("money that does not fit", () => {
  it("for a request that nobody has accepted is an open item, and the request goes on", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await reserve(stage, request);
    const payment = await payByHand(stage, reservation, PRICE);
    expect(statusOf(stage, reservation)).toBe("pending");
    expect(Object.keys(loaded(stage, reservation).items)).toEqual([`payment-mismatch/${payment}`]);
    await stage.pass(3 * DAY_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
  });

  it("of another amount is an open item, and the link can still be paid", async () => {
    const stage = sessionStage();
    const { reservation, paymentUrl } = await reserve(stage, instant);
    const payment = await payByHand(stage, reservation, 100);
    expect(statusOf(stage, reservation)).toBe("approved");
    expect(Object.keys(loaded(stage, reservation).items)).toEqual([`payment-mismatch/${payment}`]);
    // As the runbook has staff do.
    await stage.control(`/sandbox/stripe/payment_intents/${payment}/refund`, {});
    await stage.pass(HOUR_MS);
    expect(statusOf(stage, reservation)).toBe("approved");
    await payLink(stage, paymentUrl);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expectSessionsSettled(stage);
  });

  it("by the link itself, which somebody changed, ends the hold: spots are not lost for ever", async () => {
    const stage = sessionStage();
    stage.onCall(/\/v1\/payment_links$/, async (call) => {
      const body = (await call.text()).replace("=9000", "=8000");
      const { url, method, headers } = call;
      return stage.provider(new Request(url, { method, headers, body }));
    });
    const { reservation, paymentUrl } = await reserve(stage, instant);
    await payLink(stage, paymentUrl);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("approved");
    expect(Object.values(loaded(stage, reservation).items)).toEqual(["payment-mismatch"]);
    await stage.pass(DAY_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
    expect(spotsLeft(stage, reservation)).toBe(8);
    expect(mails(stage).filter(({ template }) => template === "staff")).toHaveLength(1);
    expect(told(stage)).not.toContain(`guest_payment_expired → ${GUEST_EMAIL}`);
    expect(ledgerRow(stage, "session_reservations", reservation)?.status).toBe("expired");
    expectSessionsSettled(stage);
  });

  it("of a class ends its hold at once, and the list shows its spots again", async () => {
    const stage = sessionStage();
    stage.onCall(/\/v1\/payment_intents$/, async (call) => {
      const body = (await call.text()).replace("amount=3500", "amount=3400");
      const { url, method, headers } = call;
      return stage.provider(new Request(url, { method, headers, body }));
    });
    const held = await enrol(stage);
    await stage.pay(held.paymentIntent);
    await stage.pass();
    expect(statusOf(stage, held.reservation)).toBe("expired");
    expect(Object.values(loaded(stage, held.reservation).items)).toEqual(["payment-mismatch"]);
    expect(ledgerRow(stage, "session_reservations", held.reservation)?.status).toBe("expired");
    const list = await stage.call(
      "/api/experiences/bargaining-basics/sessions?from=2026-12-07&to=2026-12-07",
    );
    expect(await list.json()).toMatchObject({ sessions: [{ spotsAvailable: 16 }] });
  });
});

const from = (n: number) => ({ "cf-connecting-ip": `192.0.2.${n}` });
const one = (n: number) => ({
  ...instant,
  participants: 1,
  guest: { ...GUEST, email: `guest${n}@example.com` },
});

/** So many guests want one spot each, all at once. */
async function rush(stage: Stage, numbers: number[]): Promise<(Reserved & { code?: string })[]> {
  const answers = await Promise.all(
    numbers.map((n) => stage.post("/api/reservations", one(n), from(n))),
  );
  const bodies = await Promise.all(answers.map((answer) => answer.json()));
  return bodies as (Reserved & { code?: string })[];
}

const upTo = (n: number, first = 0) => Array.from({ length: n }, (_, index) => first + index);

describe("100 guests for a session of 8 spots at once", () => {
  it("buy exactly 8 spots; everybody else is refused, and nobody pays for nothing", async () => {
    const stage = sessionStage();
    const answers = await rush(stage, upTo(100));
    const bookings = answers.filter(({ paymentUrl }) => paymentUrl !== undefined);
    expect(bookings).toHaveLength(8);
    expect(answers.filter((answer) => "code" in answer)).toHaveLength(92);
    expect(answers.every((answer) => !("code" in answer) || answer.code === "session-full")).toBe(
      true,
    );
    await Promise.all(bookings.map(({ paymentUrl }) => payLink(stage, paymentUrl)));
    await stage.pass(5 * MINUTE_MS);
    for (const { reservation } of bookings) expect(statusOf(stage, reservation)).toBe("confirmed");
    expect(spotsLeft(stage, bookings[0]?.reservation ?? "")).toBe(0);
    expect(stage.state().stripe.charges).toHaveLength(8);
    expect(stage.refunds()).toEqual([]);
    expect(stage.state().stripe.paymentLinks).toHaveLength(8);
    expectSessionsSettled(stage);
  });

  it("who pay after their time share what is left: rescued while there are spots, else refunded in full", async () => {
    const stage = sessionStage();
    const early = (await rush(stage, upTo(8))).map(({ reservation, paymentUrl }) => ({
      reservation,
      paymentUrl,
    }));
    await stage.pass(DAY_MS);
    const later = (await rush(stage, upTo(3, 20))).filter(({ paymentUrl }) => paymentUrl);
    await Promise.all(later.map(({ paymentUrl }) => payLink(stage, paymentUrl)));
    await stage.pass(HOUR_MS);
    // As if the links had never been closed: Stripe's answers can be wrong, or somebody opens them.
    for (const { reservation, paymentUrl } of early) {
      await stage.stripe(`payment_links/${loaded(stage, reservation).link?.id}`, {
        active: "true",
      });
      await payLink(stage, paymentUrl);
    }
    await stage.pass(5 * MINUTE_MS);
    const statuses = early.map(({ reservation }) => statusOf(stage, reservation)).toSorted();
    expect(statuses).toEqual([...Array(5).fill("confirmed"), ...Array(3).fill("failed")]);
    expect(spotsLeft(stage, early[0]?.reservation ?? "")).toBe(0);
    expect(stage.refunds().map(({ amount, status }) => [amount, status])).toEqual(
      Array(3).fill([4500, "succeeded"]),
    );
    for (const { reservation } of early) {
      const failed = statusOf(stage, reservation) === "failed";
      const row = ledgerRow(stage, "failed_bookings", reservation);
      expect(row === undefined).toBe(!failed);
      if (failed) expect(row).toMatchObject({ refunded: 1, error_message: "slot-taken" });
    }
    expectSessionsSettled(stage);
  });

  it("of a class, who pay on the page: 8 PaymentIntents, 8 bookings", async () => {
    const stage = sessionStage({
      changeExperience: (experience) => ({
        ...experience,
        rules: { ...experience.rules, participants: { minimum: 1, maximum: 8 } },
      }),
    });
    const body = (n: number) => ({
      experience: "bargaining-basics",
      session: "2026-12-07T18:00",
      participants: 1,
      customer: { name: "A", email: `guest${n}@example.com` },
    });
    const answers = await Promise.all(
      upTo(100).map((n) => stage.post("/api/create-payment-intent", body(n), from(n))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(8);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(92);
    expect(stage.intents()).toHaveLength(8);
    for (const { id } of stage.intents()) await stage.pay(id);
    await stage.pass();
    expect(stage.lines("Booking confirmed")).toHaveLength(8);
    expectSessionsSettled(stage);
  });
});
