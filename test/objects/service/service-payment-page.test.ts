import { describe, expect, it } from "vitest";
import { askTrip, holdTrip, payTrip, tripStage } from "./trip.ts";

/** The text of Stripe's page, as the guest reads it. */
async function pageOf(changes: object = {}) {
  const stage = tripStage();
  const held = await holdTrip(stage, changes);
  const page = await stage.provider(new Request(held.url));
  return { stage, held, text: (await page.text()).replace(/<[^>]*>/g, " ") };
}

describe("the page on which a trip is paid", () => {
  it("says when and where the guest is picked up", async () => {
    const { text } = await pageOf();
    expect(text).toContain(
      "Pickup on Monday, 7 December 2026 at 9:00 am: Port of Spain cruise terminal, Island Princess",
    );
  });

  it("leads to a payment that says by whom, of what, and with which code", async () => {
    const { stage, held } = await pageOf();
    await payTrip(stage, held);
    expect(stage.intents()).toMatchObject([
      { description: `Destination Cocoa: Airport Transfers (${held.bookingCode})` },
    ]);
  });

  it("is opened for details of any length", async () => {
    const pickup = { place: "cruise-terminal", details: "é".repeat(200) };
    expect((await askTrip(tripStage(), { pickup })).status).toBe(201);
  });
});
