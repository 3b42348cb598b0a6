import { describe, expect, it } from "vitest";
import type { HoldAnswer } from "../../src/site/client/api.ts";
import {
  announcementFor,
  confirmationPath,
  holdOf,
  lookPath,
  paidPath,
  sayRemaining,
} from "../../src/site/client/hold.ts";

const answer: HoldAnswer = {
  reservation: "res_room_print-shop_0123456789abcdef",
  paymentIntent: "pi_1",
  clientSecret: "pi_1_secret_2",
  publishableKey: "pk_test",
  amount: 12000,
  currency: "cad",
  lines: [],
  holdExpiresAt: 900_000,
};

describe("the countdown", () => {
  it("counts by the server's clock when the guest's is an hour off", () => {
    expect(holdOf(answer, 300_000, 3_600_000).expiresAt).toBe(3_600_000 + 600_000);
  });

  it("reads an ISO instant too", () => {
    const iso = { ...answer, holdExpiresAt: "1970-01-01T00:15:00.000Z" };
    expect(holdOf(iso, 0, 0).expiresAt).toBe(900_000);
  });

  it("is said in minutes and seconds and never below zero", () => {
    expect(sayRemaining(899_001)).toBe("15:00");
    expect(sayRemaining(61_000)).toBe("1:01");
    expect(sayRemaining(-5)).toBe("0:00");
  });

  it("speaks up at five minutes and at one, and is silent otherwise", () => {
    expect(announcementFor(300_001)).toBe("");
    expect(announcementFor(300_000)).toBe("Five minutes left to pay.");
    expect(announcementFor(60_001)).toBe("Five minutes left to pay.");
    expect(announcementFor(60_000)).toBe("One minute left to pay.");
    expect(announcementFor(0)).toBe("");
  });
});

describe("the way to the confirmation", () => {
  it("names the reservation and leaves the payment to Stripe", () => {
    expect(confirmationPath(answer)).toBe(
      "/meeting-booking-confirmation?reservation=res_room_print-shop_0123456789abcdef",
    );
  });

  it("leads the guest of a class to the page of classes", () => {
    const reservation = "res_session_bargaining-basics_20261207t1800_0123456789abcdef";
    expect(confirmationPath({ reservation })).toBe(`/payment-success?reservation=${reservation}`);
  });

  it("claims no payment where there is only something to look up", () => {
    expect(lookPath(holdOf(answer, 0, 0))).not.toContain("redirect_status");
  });

  it("names the payment as Stripe would when it is known to be made", () => {
    const query = new URL(paidPath(holdOf(answer, 0, 0)), "https://example.org").searchParams;
    expect(query.get("payment_intent")).toBe("pi_1");
    expect(query.get("payment_intent_client_secret")).toBe("pi_1_secret_2");
    expect(query.get("redirect_status")).toBe("succeeded");
  });
});
