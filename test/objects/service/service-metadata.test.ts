import { describe, expect, it } from "vitest";
import { askTrip, tripStage } from "./trip.ts";

describe("what the payment of a trip carries", () => {
  it("has where the guest is taken, if the route asks for that", async () => {
    const stage = tripStage();
    const route = "piarco-port-of-spain";
    const pickup = { place: "piarco-arrivals", details: "BW 483" };
    const dropOff = "Hotel Normandie, Nook Avenue";
    const refused = await askTrip(stage, { route, pickup });
    expect(await refused.json()).toMatchObject({
      code: "invalid-request",
      violations: [{ field: "dropOff", code: "missing-details" }],
    });
    expect((await askTrip(stage, { route, pickup, dropOff })).status).toBe(201);
    const [session] = stage.state().stripe.checkoutSessions;
    expect(session?.metadata).toMatchObject({ drop_off: dropOff });
  });

  it.each([498, 499, 500])("may have an emoji after %i characters of notes", async (before) => {
    const stage = tripStage();
    const notes = `${"x".repeat(before)}😀 thanks`;
    expect((await askTrip(stage, { notes })).status).toBe(201);
    const [session] = stage.state().stripe.checkoutSessions;
    const carried = session?.metadata?.notes ?? "";
    expect(carried.length).toBeLessThanOrEqual(500);
    expect(carried.startsWith("x".repeat(before - 1))).toBe(true);
    expect(carried.endsWith("…")).toBe(true);
  });
});
