import { describe, expect, it } from "vitest";
import {
  bookedTrip,
  type HeldTrip,
  holdTrip,
  payTrip,
  ride,
  tripOf,
} from "../objects/service/trip.ts";
import { makeStage, type Stage } from "../stage.ts";

const LOOK = { provider: "stripe", operation: "checkout.sessions.retrieve" };
const anyString = expect.any(String);
const PAYS_LATER = "4000008888881005";

const checkoutOf = (stage: Stage) => stage.state().stripe.checkoutSessions.at(-1)?.id;

interface Answer {
  status: string;
  booking: { code: string; total: number } | null;
}

async function asked(stage: Stage, { reservation }: HeldTrip): Promise<Answer> {
  const query = `session_id=${checkoutOf(stage)}&reservation=${reservation}`;
  const answer = await stage.call(`/api/bookings/by-checkout-session?${query}`);
  expect(answer.status).toBe(200);
  return answer.json() as Promise<Answer>;
}

describe("what the page of a booked trip is told", () => {
  it("is that nothing is paid, while the checkout is open and unpaid", async () => {
    const stage = makeStage();
    const held = await holdTrip(stage);
    expect(await asked(stage, held)).toMatchObject({
      status: "unpaid",
      booking: { code: held.bookingCode, total: held.amount },
    });
    await payTrip(stage, held, "4000000000000002").catch(() => {});
    expect((await asked(stage, held)).status).toBe("unpaid");
    expect(tripOf(stage, held)).toMatchObject({ status: "approved" });
  });

  it("is that it goes on, while a payment takes its time, and how that ended", async () => {
    const stage = makeStage();
    const held = await holdTrip(stage);
    await payTrip(stage, held, PAYS_LATER);
    expect((await asked(stage, held)).status).toBe("processing");
    await stage.pass();
    expect((await asked(stage, held)).status).toBe("confirmed");
  });

  it("is that it goes on, when the guest has paid and the webhook is late", async () => {
    const stage = makeStage({ webhooks: "manual" });
    const held = await holdTrip(stage);
    await payTrip(stage, held);
    expect((await asked(stage, held)).status).toBe("processing");
    expect(tripOf(stage, held)).toMatchObject({ status: "approved" });
  });

  it("is that the time is over, as soon as nobody can pay any more", async () => {
    const stage = makeStage({ webhooks: "manual" });
    const held = await holdTrip(stage);
    await stage.stripe(`checkout/sessions/${checkoutOf(stage)}/expire`, {});
    expect((await asked(stage, held)).status).toBe("expired");
  });

  it("is neither paid nor unpaid while Stripe does not answer", async () => {
    const stage = makeStage();
    const held = await holdTrip(stage);
    await stage.fault({ ...LOOK, mode: "fail", status: 500, times: 99 });
    expect((await asked(stage, held)).status).toBe("unknown");
  });

  it("is that it goes on, when staff have money in hand that does not fit", async () => {
    const stage = makeStage();
    const held = await holdTrip(stage);
    const payment = { id: "pi_other", amount: held.amount - 1, currency: "usd" };
    const { services } = stage;
    services.service("airport-transfers").object.holds.record(held.reservation, "evt_1", {
      type: "captured",
      via: "checkout",
      payment: payment.id,
      secret: "",
      amount: payment.amount,
      currency: payment.currency,
    });
    await stage.pass(60 * 60_000);
    expect(tripOf(stage, held)).toMatchObject({ status: "expired" });
    expect((await asked(stage, held)).status).toBe("processing");
  });

  it("does not ask Stripe once the booking is made", async () => {
    const stage = makeStage();
    const held = await bookedTrip(stage);
    const before = stage.calls();
    expect((await asked(stage, held)).status).toBe("confirmed");
    expect(stage.calls()).toBe(before);
  });

  it("has the refund policy that the guest agreed to, and whether they wished for WhatsApp", async () => {
    const stage = makeStage();
    const held = await bookedTrip(stage);
    expect((await asked(stage, held)).booking).toMatchObject({
      whatsapp: true,
      refundPolicy: [expect.stringMatching(/before the pickup\.$/), ...Array(2).fill(anyString)],
    });
    const guest = { ...ride.guest, whatsapp: false };
    const quiet = await bookedTrip(stage, { guest, time: "15:00" });
    expect((await asked(stage, quiet)).booking).toMatchObject({ whatsapp: false });
    expect(JSON.stringify(await asked(stage, quiet))).not.toMatch(/ada@|Ada|868/);
  });
});
