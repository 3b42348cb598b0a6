import { describe, expect, it } from "vitest";
import { bookingStory } from "../../src/site/client/guest-booking/booking-story.ts";
import type { GuestBooking } from "../../src/site/client/sessions/session-api.ts";
import { sessionStage } from "../objects/session/session-sound.ts";
import {
  accepted,
  booked,
  CHECK_AT,
  DAY_MS,
  GUEST,
  HOUR_MS,
  instant,
  linkIn,
  loaded,
  MINUTE_MS,
  mail,
  objectOf,
  openAccount,
  openPage,
  payLink,
  payPage,
  press,
  REQUEST_STARTS_AT,
  request,
  reserve,
  STARTS_AT,
  statusOf,
} from "../objects/session/session-story.ts";
import type { Stage } from "../stage.ts";

async function view(stage: Stage, bookingUrl: string): Promise<Record<string, unknown>> {
  const { pathname, search } = new URL(bookingUrl);
  const answer = await stage.call(`/api${pathname}${search}`);
  if (answer.status !== 200) throw new Error(`${answer.status}`);
  return (await answer.json()) as Record<string, unknown>;
}

/** What the page makes of it. */
function said(booking: Record<string, unknown>): string {
  const experience = { supplierName: "Stamperia Rosa", timeZone: "America/Vancouver" };
  return bookingStory(booking as unknown as GuestBooking, experience).sentences.join(" ");
}

describe("the guest's own view of a reservation", () => {
  it("of Flow A: what to pay, until when, and nothing of anybody else", async () => {
    const stage = sessionStage();
    const { bookingUrl, paymentUrl, paymentDeadline, reservation } = await reserve(stage, instant);
    expect(await view(stage, bookingUrl)).toEqual({
      status: "approved",
      code: loaded(stage, reservation).code,
      experience: { slug: "linocut-workshop", name: "Linocut Workshop" },
      date: "2026-12-12",
      time: "10:00",
      participants: 2,
      hotel: "harbour-house",
      total: 9000,
      currency: "cad",
      paymentUrl,
      paymentDeadline,
      cancelUntil: new Date(STARTS_AT - 7 * DAY_MS).toISOString(),
      canCancel: false,
    });
  });

  it("of Flow B: until when the supplier answers, then what to pay", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { bookingUrl, responseDeadline } = await reserve(stage, request);
    const pending = await view(stage, bookingUrl);
    expect(pending).toMatchObject({ status: "pending", responseDeadline, canCancel: false });
    expect(pending).not.toHaveProperty("paymentUrl");
    await stage.pass();
    await press(stage, linkIn(mail(stage, "supplier_new_request"), "accept"));
    await stage.pass();
    expect(await view(stage, bookingUrl)).toMatchObject({
      status: "approved",
      paymentUrl: `${stage.state().stripe.paymentLinks[0]?.url}?prefilled_email=ada%40example.com`,
    });
  });

  it("of a booking has a link to cancel, which works, and then what comes back", async () => {
    const stage = sessionStage();
    const { bookingUrl, reservation } = await booked(stage);
    const { cancelUrl, ...rest } = await view(stage, bookingUrl);
    expect(rest).toMatchObject({ status: "confirmed", canCancel: true });
    expect(rest).not.toHaveProperty("paymentUrl");
    expect((await press(stage, String(cancelUrl))).title).toBe("Cancellation confirmed");
    await stage.pass();
    const after = await view(stage, bookingUrl);
    expect(after).toMatchObject({ status: "cancelled", canCancel: false, refundedAmount: 9000 });
    expect(after).not.toHaveProperty("cancelUrl");
    expect(statusOf(stage, reservation)).toBe("cancelled");
  });

  it("shows no link to pay once the time is over", async () => {
    const stage = sessionStage();
    const { bookingUrl } = await reserve(stage, instant);
    await stage.pass(DAY_MS);
    const over = await view(stage, bookingUrl);
    expect(over).toMatchObject({ status: "expired" });
    expect(over).not.toHaveProperty("paymentUrl");
  });

  it("says why money that came too late goes back", async () => {
    const stage = sessionStage();
    const { bookingUrl, paymentUrl, reservation } = await reserve(stage, instant);
    await stage.pass(DAY_MS);
    await booked(stage, { guest: { ...GUEST, email: "eve@example.com" }, participants: 8 });
    await stage.stripe(`payment_links/${loaded(stage, reservation).link?.id}`, { active: "true" });
    await payPage(stage, (await openPage(stage, paymentUrl)) ?? "");
    await stage.pass();
    expect(await view(stage, bookingUrl)).toMatchObject({
      status: "failed",
      refundedAmount: 9000,
      reason: expect.stringContaining("somebody else"),
    });
  });

  it("of a booking that was cancelled for nothing says that nothing comes back", async () => {
    const stage = sessionStage();
    const { bookingUrl, reservation } = await booked(stage);
    objectOf(stage, reservation).object.holds.cancel(reservation, { amount: 0, reason: "agreed" });
    await stage.pass();
    expect(await view(stage, bookingUrl)).toMatchObject({ status: "cancelled", refundedAmount: 0 });
  });

  it("says what has gone back only once Stripe has given it back", async () => {
    const stage = sessionStage();
    const { bookingUrl, reservation } = await booked(stage);
    const refunds = { provider: "stripe", operation: "refunds.create", mode: "fail" };
    await stage.fault({ ...refunds, status: 500, times: 500 });
    objectOf(stage, reservation).object.bookings.cancelByGuest(reservation);
    await stage.pass();
    expect(stage.refunds()).toEqual([]);
    const waiting = await view(stage, bookingUrl);
    expect(waiting).toMatchObject({
      refundedAmount: 9000,
      refund: { returned: 0, underway: 9000 },
    });
    expect(said(waiting)).toContain("CA$90.00 is on its way back");
    expect(said(waiting)).not.toContain("We have refunded");
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(6 * HOUR_MS);
    expect(stage.refunds()).toHaveLength(1);
    expect(said(await view(stage, bookingUrl))).toContain("We have refunded CA$90.00");
  });

  it("says of a refund that Stripe refuses for good that people see to it", async () => {
    const stage = sessionStage();
    const { bookingUrl, reservation } = await booked(stage);
    const refunds = { provider: "stripe", operation: "refunds.create", mode: "fail" };
    await stage.fault({ ...refunds, status: 400, times: 500 });
    objectOf(stage, reservation).object.bookings.cancelByGuest(reservation);
    await stage.pass(HOUR_MS);
    const refused = await view(stage, bookingUrl);
    expect(refused).toMatchObject({ refund: { returned: 0, underway: 0, failed: 9000 } });
    expect(said(refused)).toContain("CA$90.00 has not reached your card");
  });

  it("of money that does not fit says that people look at it, and not that none was charged", async () => {
    const stage = sessionStage();
    stage.onCall(/\/v1\/payment_links$/, async (call) => {
      const body = (await call.text()).replace("=9000", "=8000");
      const { url, method, headers } = call;
      return stage.provider(new Request(url, { method, headers, body }));
    });
    const { bookingUrl, paymentUrl, reservation } = await reserve(stage, instant);
    await payLink(stage, paymentUrl);
    await stage.pass(DAY_MS + HOUR_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
    const looked = await view(stage, bookingUrl);
    expect(looked).toMatchObject({ status: "expired", paymentMismatched: true });
    expect(said(looked)).toContain("A payment has reached us that does not fit");
    expect(said(looked)).not.toContain("Nothing was charged");
  });

  it("of an accepted request that could never be paid says whose doing that was", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const down = { provider: "stripe", operation: "payment_links.create", mode: "fail" };
    await stage.fault({ ...down, status: 503, times: 999 });
    const { bookingUrl } = await accepted(stage);
    await stage.pass(26 * HOUR_MS);
    expect(await view(stage, bookingUrl)).toMatchObject({
      status: "expired",
      reason: "The payment for it could not be opened. That was not your doing.",
    });
  });

  it("says the same though the payment could be opened once it was too late", async () => {
    const stage = sessionStage({ at: REQUEST_STARTS_AT - 6 * HOUR_MS });
    await openAccount(stage);
    const down = { provider: "stripe", operation: "payment_links.create", mode: "fail" };
    await stage.fault({ ...down, status: 503, times: 999 });
    const { bookingUrl, reservation } = await accepted(stage);
    await stage.until(REQUEST_STARTS_AT + HOUR_MS);
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(8 * HOUR_MS);
    expect(loaded(stage, reservation).link).not.toBeNull();
    expect(await view(stage, bookingUrl)).toMatchObject({
      status: "expired",
      reason: expect.stringContaining("not your doing"),
    });
  });

  it("stays open for ninety days after the session, and no longer", async () => {
    const stage = sessionStage();
    const { bookingUrl } = await booked(stage);
    await stage.until(STARTS_AT + 2 * HOUR_MS + 90 * DAY_MS - 1_000);
    expect(await view(stage, bookingUrl)).toMatchObject({ status: "completed" });
    await stage.pass(1_000);
    await expect(view(stage, bookingUrl)).rejects.toThrow("404");
  });

  it("is nothing without a token of its own, whether or not there is a reservation", async () => {
    const stage = sessionStage();
    const { bookingUrl, reservation } = await booked(stage);
    const other = await reserve(stage, {
      ...instant,
      guest: { ...GUEST, email: "eve@example.com" },
    });
    const { search } = new URL(bookingUrl);
    const cancel = new URL(linkIn(mail(stage, "guest_payment_confirmed"), "cancel")).search;
    for (const path of [
      `/api/bookings/${reservation}`,
      `/api/bookings/${reservation}?token=x`,
      `/api/bookings/${reservation}${cancel}`,
      `/api/bookings/${other.reservation}${search}`,
      `/api/bookings/res_session_linocut-workshop_20261212t1000_0000000000000000${search}`,
      "/api/bookings/nonsense",
    ]) {
      const answer = await stage.call(path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: "unknown-reservation" });
    }
  });
});

describe("the links that lead to it", () => {
  it("are the same in every answer and email, and where the hosted payment leads back to", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { bookingUrl, paymentUrl } = await accepted(stage);
    expect(mail(stage, "guest_request_received").text).toContain(bookingUrl);
    expect(mail(stage, "guest_booking_approved").text).toContain(bookingUrl);
    const paid = await payPage(stage, (await openPage(stage, paymentUrl)) ?? "");
    // With a word of its own, so that the page knows that a payment is on its way.
    expect(paid.headers.get("location")?.startsWith(bookingUrl)).toBe(true);
    await stage.pass();
    expect(mail(stage, "guest_payment_confirmed").text).toContain(bookingUrl);
    await stage.until(CHECK_AT + MINUTE_MS);
  });
});
