import { describe, expect, it } from "vitest";
import { makeStage, type Stage } from "../../stage.ts";
import {
  askTrip,
  emailing,
  type HeldTrip,
  holdTrip,
  payTrip,
  ride,
  SERVICE,
  tripOf,
} from "./trip.ts";

const FAILS_LATER = "4000008888882003";
const MINUTE_MS = 60_000;
const FAILED = expect.stringMatching(/^Payment failed, nothing is booked: /);

const guestsMail = (stage: Stage) =>
  stage.messages().flatMap(({ to, subject }) => (to === ride.guest.email ? [subject] : []));

async function asked(stage: Stage, { reservation }: HeldTrip) {
  const session = stage.state().stripe.checkoutSessions.at(-1)?.id;
  const query = `session_id=${session}&reservation=${reservation}`;
  const answer = await stage.call(`/api/bookings/by-checkout-session?${query}`);
  return answer.json() as Promise<{ status: string; booking: { reason?: string } }>;
}

async function failedTrip(stage: Stage, changes: object = {}): Promise<HeldTrip> {
  const held = await holdTrip(stage, changes);
  await payTrip(stage, held, FAILS_LATER);
  await stage.pass();
  return held;
}

describe("a payment that took its time and failed", () => {
  it("is told to the client once, by email, and to nobody else", async () => {
    const stage = makeStage();
    const held = await failedTrip(stage, { format: "convoy" });
    await stage.pass(60 * MINUTE_MS);
    expect(tripOf(stage, held)).toMatchObject({ status: "expired", releasedFor: "payment-failed" });
    expect(guestsMail(stage)).toEqual([FAILED]);
    expect(stage.messages()).toHaveLength(1);
  });

  it("gives the vehicles back at once", async () => {
    const stage = makeStage();
    await failedTrip(stage, { format: "convoy" });
    expect((await askTrip(stage, { format: "convoy" })).status).toBe(201);
  });

  it("is what its page is told, also before any webhook has told us", async () => {
    const stage = makeStage({ webhooks: "manual" });
    const held = await holdTrip(stage);
    await payTrip(stage, held, FAILS_LATER);
    expect(await asked(stage, held)).toMatchObject({ status: "processing" });
    await stage.pass(MINUTE_MS);
    const failed = { status: "expired", booking: { reason: "payment-failed" } };
    expect(await asked(stage, held)).toMatchObject(failed);
    expect(tripOf(stage, held)).toMatchObject({ status: "approved" });
    await stage.pass(60 * MINUTE_MS);
    expect(await asked(stage, held)).toMatchObject(failed);
  });

  it("is told although the webhook that says so never comes: Stripe is asked when the hold ends", async () => {
    const stage = makeStage({ webhooks: "manual" });
    const held = await failedTrip(stage);
    await stage.pass(60 * MINUTE_MS);
    expect(tripOf(stage, held)).toMatchObject({ releasedFor: "payment-failed" });
    expect(guestsMail(stage)).toEqual([FAILED]);
  });

  it("is told of no hold that merely ran out, or was given back", async () => {
    const stage = makeStage();
    const held = await holdTrip(stage);
    await stage.pass(60 * MINUTE_MS);
    expect(await asked(stage, held)).toMatchObject({ status: "expired" });
    expect((await asked(stage, held)).booking).not.toHaveProperty("reason");
    expect(stage.messages()).toEqual([]);
  });

  it("is not told any more once the trip is booked all the same", async () => {
    const stage = makeStage();
    await stage.fault({ ...emailing, mode: "fail", status: 503, times: 10_000 });
    const held = await failedTrip(stage);
    const { amount } = held;
    const captured = { type: "captured", via: "checkout", payment: "pi_late", secret: "" } as const;
    const { holds } = stage.services.service(SERVICE).object;
    holds.record(held.reservation, "evt_late", { ...captured, amount, currency: "usd" });
    expect(tripOf(stage, held)).toMatchObject({ status: "confirmed" });
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(2 * 60 * MINUTE_MS);
    expect(guestsMail(stage)).toEqual([expect.stringMatching(/^Booked and paid/)]);
  });
});
