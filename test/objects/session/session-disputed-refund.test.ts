import { describe, expect, it } from "vitest";
import { asked, dispute, itemsOf } from "./session-settling.ts";
import { sessionStage } from "./session-sound.ts";
import {
  booked,
  HOUR_MS,
  linkIn,
  loaded,
  mail,
  objectOf,
  PRICE,
  press,
  sent,
  statusOf,
} from "./session-story.ts";

describe("a payment that is disputed, then to be refunded", () => {
  it("after the guest's cancellation: staff are not told to pay the guest another way", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    await dispute(stage, reservation);
    await stage.pass();
    await press(stage, linkIn(mail(stage, "guest_payment_confirmed"), "cancel"));
    await stage.pass(HOUR_MS);
    expect(statusOf(stage, reservation)).toBe("cancelled");
    expect(stage.refunds()).toEqual([]);
    expect(itemsOf(stage, reservation)).toEqual(["dispute", "refund-disputed"]);
    const said = sent(stage, "staff").find(({ subject }) => subject?.includes("Refund disputed"));
    expect(said?.text).toContain("Do not pay the guest another way");
    expect(said?.text).not.toContain("agree on another way");
  });

  it("after the supplier's no, nor when no webhook has told of the dispute", async () => {
    const stage = sessionStage();
    const { reservation, no } = await asked(stage);
    stage.onCall(/\/v1\/refunds$/, async () => {
      const error = { type: "invalid_request_error", code: "charge_disputed", message: "no" };
      return Response.json({ error }, { status: 400 });
    });
    await press(stage, no);
    await stage.pass(HOUR_MS);
    expect(itemsOf(stage, reservation)).toEqual(["refund-disputed"]);
  });

  it("that is won is refunded by staff's retry", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    await dispute(stage, reservation);
    await stage.pass();
    await press(stage, linkIn(mail(stage, "guest_payment_confirmed"), "cancel"));
    await stage.pass(HOUR_MS);
    await dispute(stage, reservation, { status: "won" });
    const { object } = objectOf(stage, reservation);
    expect(object.retry(`${reservation}/refund/cancellation`)).toBe(true);
    await stage.pass();
    expect(stage.refunds()).toMatchObject([{ amount: PRICE, status: "succeeded" }]);
    expect(loaded(stage, reservation).refunds).toMatchObject({
      cancellation: { status: "succeeded" },
    });
  });

  it("that was won, whose refund fails later: the guest must be paid another way", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    await dispute(stage, reservation);
    await stage.pass();
    await dispute(stage, reservation, { status: "won" });
    await stage.control("/sandbox/stripe/refunds/next", { status: "failed" });
    await press(stage, linkIn(mail(stage, "guest_payment_confirmed"), "cancel"));
    await stage.pass(HOUR_MS);
    expect(itemsOf(stage, reservation)).toEqual(["dispute", "refund-failed"]);
  });
});
