import { expect, it } from "vitest";
import { anotherTime } from "../../src/site/client/guest-booking/another-time.ts";
import type { GuestBookingStatus } from "../../src/site/client/sessions/session-api.ts";

const page = { experience: { slug: "linocut-workshop" }, retired: false };
const of = (status: GuestBookingStatus, more = {}) => anotherTime({ status, ...more }, page);

it("another time is offered once nothing is booked", () => {
  for (const status of ["declined", "expired", "cancelled", "failed"] as const) {
    expect(of(status)).toEqual({
      label: "Choose another time",
      href: "/experiences/linocut-workshop",
    });
  }
  for (const status of ["pending", "approved", "paid", "confirmed", "completed"] as const) {
    expect(of(status)).toBeUndefined();
  }
});

it("another time leads back by the hotel that brought the guest", () => {
  expect(of("expired", { hotel: "harbour-house" })?.href).toBe(
    "/experiences/linocut-workshop?hotel=harbour-house",
  );
});

it("of what is sold no more leads to what there is instead", () => {
  expect(anotherTime({ status: "expired" }, { ...page, retired: true })).toEqual({
    label: "See what there is",
    href: "/",
  });
});

it("is not offered while people look at a payment that does not fit", () => {
  expect(of("expired", { paymentMismatched: true })).toBeUndefined();
});
