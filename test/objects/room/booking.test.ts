import { describe, expect, it } from "vitest";
import { makeStage } from "../../stage.ts";

describe("a booking of three days", () => {
  it("holds, pays, passes gate 2, writes every day and confirms once", async () => {
    const stage = makeStage();
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    await stage.pass();
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expect(stage.events()).toHaveLength(3);
    expect(stage.messages().map(({ to }) => to)).toEqual(["ada@example.com"]);
    expect(stage.refunds()).toEqual([]);
  });
});
