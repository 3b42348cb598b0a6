import { describe, expect, it } from "vitest";
import { sessionStage } from "../objects/session/session-sound.ts";
import { DAY_MS, enrol } from "../objects/session/session-story.ts";
import type { Stage } from "../stage.ts";

/** What the success page of a class is told. */
async function paid(stage: Stage, changes: object = {}) {
  const { paymentIntent } = await enrol(stage, changes);
  await stage.pay(paymentIntent);
  await stage.pass();
  return async () => {
    const path = `/api/bookings/by-payment-intent?payment_intent=${paymentIntent}`;
    const answer = (await (await stage.call(path)).json()) as { booking: object };
    return answer.booking;
  };
}

describe("a class by its payment", () => {
  it("says until when its guest may cancel, and nothing of it from then on", async () => {
    const stage = sessionStage();
    const look = await paid(stage);
    const until = "2026-12-01T01:00:00.000Z";
    expect(await look()).toMatchObject({ cancelUntil: until });
    await stage.until(Date.parse(until));
    expect(await look()).toMatchObject({ cancelUntil: until });
    await stage.pass(1);
    expect(await look()).not.toHaveProperty("cancelUntil");
  });

  it("names the hotel that brought its guest, as long as there is one of that name", async () => {
    const stage = sessionStage();
    expect(await (await paid(stage))()).not.toHaveProperty("hotel");
    stage.jump(DAY_MS);
    const look = await paid(stage, { hotel: "harbour-house" });
    expect(await look()).toMatchObject({ hotel: "harbour-house" });
  });
});
