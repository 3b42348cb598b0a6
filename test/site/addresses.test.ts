import { describe, expect, it } from "vitest";
import {
  pageOfReservation,
  readReturnAddress,
} from "../../src/site/client/confirmation/return-address.ts";
import { prefilledSlot, slotLink } from "../../src/site/client/prefilled.ts";
import { readTripAddress } from "../../src/site/client/service-booked/trip-address.ts";

describe("the address that Stripe returns to", () => {
  it("tells a failed payment from others", () => {
    expect(readReturnAddress("?payment_intent=pi_1&redirect_status=failed").isFailed).toBe(true);
    expect(readReturnAddress("?payment_intent=pi_1&redirect_status=succeeded").isFailed).toBe(
      false,
    );
  });

  it.each(["succeeded", "processing", "pending"])(
    "knows money that is on its way: %s",
    (status) => {
      expect(readReturnAddress(`?payment_intent=pi_1&redirect_status=${status}`).isPaid).toBe(true);
    },
  );

  it.each(["", "&redirect_status=failed", "&redirect_status=requires_payment_method"])(
    "claims no payment with %j",
    (status) => {
      expect(readReturnAddress(`?payment_intent=pi_1${status}`).isPaid).toBe(false);
    },
  );

  it("leads back to the room that the reservation names", () => {
    expect(pageOfReservation("res_room_joe-hill-room_0123456789abcdef")).toBe(
      "/rooms/joe-hill-room",
    );
  });

  it("leads back to the session that the reservation names", () => {
    expect(pageOfReservation("res_session_bargaining-basics_20261207t1800_0123456789abcdef")).toBe(
      "/experiences/bargaining-basics?session=2026-12-07T18:00",
    );
  });

  it.each([
    undefined,
    "",
    "res_room_..%2Fevil_0123456789abcdef",
    "res_room_//evil.example_0123456789abcdef",
    "res_session_x_0123456789abcdef",
    "res_session_//evil.example_20261207t1800_0123456789abcdef",
  ])("leads nowhere for %s", (reservation) => {
    expect(pageOfReservation(reservation)).toBeUndefined();
  });
});

describe("the address that the hosted payment returns to", () => {
  it("names the payment and the reservation", () => {
    expect(readTripAddress("?reservation=res_1&session_id=cs_test_a1")).toEqual({
      session: "cs_test_a1",
      reservation: "res_1",
    });
  });

  it.each([
    "",
    "?session_id=cs_test_a1",
    "?reservation=res_1",
    "?reservation=res_1&session_id={CHECKOUT_SESSION_ID}",
    "?reservation=res_1&session_id=pi_1",
  ])("is asked about only when it names both: %j", (search) => {
    expect(readTripAddress(search)).toBeUndefined();
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
