import { describe, expect, it } from "vitest";
import { readReturnAddress, roomOf } from "../../src/site/client/confirmation/return-address.ts";
import { prefilledSlot, slotLink } from "../../src/site/client/prefilled.ts";

describe("the address that Stripe returns to", () => {
  it("tells a failed payment from others", () => {
    expect(readReturnAddress("?payment_intent=pi_1&redirect_status=failed").isFailed).toBe(true);
    expect(readReturnAddress("?payment_intent=pi_1&redirect_status=succeeded").isFailed).toBe(
      false,
    );
  });

  it("leads back to the room that the reservation names", () => {
    expect(roomOf("res_room_joe-hill-room_0123456789abcdef")).toBe("joe-hill-room");
  });

  it.each([
    undefined,
    "",
    "res_room_..%2Fevil_0123456789abcdef",
    "res_room_//evil.example_0123456789abcdef",
    "res_session_x_0123456789abcdef",
  ])("leads nowhere for %s", (reservation) => {
    expect(roomOf(reservation)).toBeUndefined();
  });
});

describe("a link that proposes a slot", () => {
  const slot = { dates: ["2026-12-07", "2026-12-08"], start: "09:00", end: "12:00" };

  it("fills in what it was made of", () => {
    const link = slotLink("print-shop", slot);
    expect(prefilledSlot(link.slice(link.indexOf("?")), 10)).toEqual(slot);
  });

  it("is ignored when it proposes nothing usable", () => {
    expect(prefilledSlot("?dates=tomorrow&start=09:00", 10)).toBeUndefined();
    expect(prefilledSlot(slotLink("x", slot).slice(8), 1)).toBeUndefined();
  });

  it("loses times that do not exist", () => {
    expect(prefilledSlot("?dates=2026-12-07&start=25:00&end=12:00", 10)).toEqual({
      dates: ["2026-12-07"],
      start: "",
      end: "",
    });
  });
});
