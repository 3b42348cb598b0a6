import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import {
  TripExpired,
  TripPaymentFailed,
  TripUnsettled,
} from "../../src/site/client/service-booked/trip-outcomes.tsx";
import { sampleTransport as service } from "./sample-service.ts";

const page = { service, contact: { email: "desk@example.org", phone: null } };
const onCheckAgain = () => {};

describe("a payment that takes its time", () => {
  const said = (hasWhatsApp: boolean) =>
    renderToString(h(TripUnsettled, { page, last: "processing", hasWhatsApp, onCheckAgain }));

  it("is on its way, and is not said to have arrived", () => {
    expect(said(true)).toContain("Your payment is on its way");
    expect(said(true)).not.toMatch(/received/i);
  });

  it("is confirmed by WhatsApp only to a guest who has it", () => {
    expect(said(true)).toContain("by email and WhatsApp");
    expect(said(false)).toContain("by email");
    expect(said(false)).not.toContain("WhatsApp");
  });

  it("may fail, of which its guest is told", () => {
    expect(said(false)).toContain("If it does not go through, nothing is booked");
  });
});

describe("a payment that failed", () => {
  it("has words of its own, and is not a time that ran out", () => {
    const failed = renderToString(h(TripPaymentFailed, { page }));
    expect(failed).toContain("Your payment did not go through.");
    expect(failed).toContain("nothing is booked");
    expect(failed).not.toContain("time ran out");
    expect(renderToString(h(TripExpired, { page }))).toContain("The time ran out.");
  });
});
