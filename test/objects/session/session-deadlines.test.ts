import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { expectSessionsSettled, sessionStage } from "./session-sound.ts";
import {
  accepted,
  booked,
  CHECK_AT,
  DAY_MS,
  ENDS_AT,
  enrol,
  GUEST,
  GUEST_EMAIL,
  HOUR_MS,
  instant,
  journalOf,
  ledgerRow,
  linkIn,
  loaded,
  MINUTE_MS,
  mail,
  mails,
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
  SUPPLIER_EMAIL,
  spotsLeft,
  statusOf,
  told,
} from "./session-story.ts";

const eve = { guest: { ...GUEST, email: "eve@example.com" } };

/** Runs what is due at that instant, and at no later one. */
async function stands(stage: Stage, instant: number): Promise<void> {
  await stage.until(instant);
}

describe("Timing Rules", () => {
  it("Supplier response deadline: 48 hours from request submission, to the millisecond", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, request);
    const deadline = stage.now() + 48 * HOUR_MS;
    await stands(stage, deadline - 1);
    expect(statusOf(stage, reservation)).toBe("pending");
    await stands(stage, deadline);
    expect(statusOf(stage, reservation)).toBe("expired");
    await stage.pass();
    expect(told(stage)).toEqual([
      `guest_request_expired → ${GUEST_EMAIL}`,
      `guest_request_received → ${GUEST_EMAIL}`,
      `supplier_new_request → ${SUPPLIER_EMAIL}`,
    ]);
    expectSessionsSettled(stage);
  });

  it("Supplier response deadline: never later than the time that was asked for", async () => {
    const stage = sessionStage({ at: REQUEST_STARTS_AT - 5 * HOUR_MS });
    const { reservation, responseDeadline } = await reserve(stage, request);
    expect(Date.parse(responseDeadline)).toBe(REQUEST_STARTS_AT);
    await stands(stage, REQUEST_STARTS_AT);
    expect(statusOf(stage, reservation)).toBe("expired");
  });

  it("Guest payment deadline: 24 hours from supplier acceptance", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await reserve(stage, request);
    await stage.pass(5 * HOUR_MS);
    await press(stage, linkIn(mail(stage, "supplier_new_request"), "accept"));
    const deadline = stage.now() + 24 * HOUR_MS;
    await stands(stage, deadline - 1);
    expect(statusOf(stage, reservation)).toBe("approved");
    await stands(stage, deadline);
    expect(statusOf(stage, reservation)).toBe("expired");
    expect(spotsLeft(stage, reservation)).toBe(8);
    await stage.pass();
    expect(told(stage)).toEqual([
      `guest_booking_approved → ${GUEST_EMAIL}`,
      `guest_payment_expired → ${GUEST_EMAIL}`,
      `guest_request_received → ${GUEST_EMAIL}`,
      `supplier_new_request → ${SUPPLIER_EMAIL}`,
      `supplier_payment_not_completed → ${SUPPLIER_EMAIL}`,
    ]);
    expectSessionsSettled(stage);
  });

  it("Guest payment deadline: 24 hours from the click in Flow A, and both hear of it", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, instant);
    const deadline = stage.now() + 24 * HOUR_MS;
    await stands(stage, deadline - 1);
    expect(statusOf(stage, reservation)).toBe("approved");
    await stands(stage, deadline);
    expect(statusOf(stage, reservation)).toBe("expired");
    await stage.pass();
    expect(told(stage)).toEqual([
      `guest_instant_booking → ${GUEST_EMAIL}`,
      `guest_payment_expired → ${GUEST_EMAIL}`,
      `supplier_new_booking → ${SUPPLIER_EMAIL}`,
      `supplier_payment_not_completed → ${SUPPLIER_EMAIL}`,
    ]);
    expect(ledgerRow(stage, "session_reservations", reservation)?.status).toBe("expired");
    expectSessionsSettled(stage);
  });

  it("Guest payment deadline: never later than the start", async () => {
    const stage = sessionStage({ at: STARTS_AT - 3 * HOUR_MS });
    const { reservation, paymentDeadline } = await reserve(stage, instant);
    expect(Date.parse(paymentDeadline)).toBe(STARTS_AT);
    await stands(stage, STARTS_AT);
    expect(statusOf(stage, reservation)).toBe("expired");
  });

  it("Guest cancellation window: free up to 7 days before, to the second", async () => {
    const until = STARTS_AT - 7 * DAY_MS;
    for (const [instantOfClick, allowed] of [
      [until - 1, true],
      [until, true],
      [until + 1, false],
      [until + 1_000, false],
    ] as const) {
      const stage = sessionStage();
      const { reservation } = await booked(stage);
      const link = linkIn(mail(stage, "guest_payment_confirmed"), "cancel");
      await stands(stage, instantOfClick);
      const { title } = await press(stage, link);
      expect(title, `${instantOfClick - until} ms`).toBe(
        allowed ? "Cancellation confirmed" : "Cancellation no longer available",
      );
      expect(statusOf(stage, reservation)).toBe(allowed ? "cancelled" : "confirmed");
    }
  });

  it("Completion check email: the day after the experience, sent in the morning of its own zone", async () => {
    const stage = sessionStage();
    await booked(stage);
    await stands(stage, CHECK_AT - 1);
    expect(mails(stage).some(({ template }) => template === "supplier_completion_check")).toBe(
      false,
    );
    await stands(stage, CHECK_AT);
    expect(mail(stage, "supplier_completion_check")).toMatchObject({
      to: SUPPLIER_EMAIL,
      at: CHECK_AT,
    });
  });

  it("Auto-complete if no response: 7 days after the experience, and the supplier is paid", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await booked(stage);
    await stands(stage, ENDS_AT + 7 * DAY_MS - 1);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    await stands(stage, ENDS_AT + 7 * DAY_MS);
    expect(statusOf(stage, reservation)).toBe("completed");
    await stage.pass();
    expect(stage.state().stripe.transfers).toMatchObject([{ amount: 7200 }]);
    expect(stage.lines("Booking completed")).toMatchObject([{ by: "time" }]);
  });
});

describe("money that comes when the time to pay is over", () => {
  it("on a page that was open at the deadline is refused: the page has expired", async () => {
    const stage = sessionStage();
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await stage.pass(23 * HOUR_MS);
    const page = (await openPage(stage, paymentUrl)) ?? "";
    await stage.pass(HOUR_MS);
    expect((await payPage(stage, page)).status).toBe(410);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("expired");
    expect(stage.state().stripe.charges).toEqual([]);
    expectSessionsSettled(stage);
  });

  it("in the last second counts, though no webhook has come yet", async () => {
    const stage = sessionStage({ webhooks: "manual" });
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await stage.pass(DAY_MS - 1_000);
    await payLink(stage, paymentUrl);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("confirmed");
    for (const webhook of await stage.takeWebhooks()) {
      expect(await stage.deliver(webhook)).toBe(200);
    }
    await stage.pass();
    expect(
      mails(stage).filter(({ template }) => template === "guest_payment_confirmed"),
    ).toHaveLength(1);
    expectSessionsSettled(stage);
  });

  it("between the close of the link and that of its pages counts, too", async () => {
    const stage = sessionStage({ webhooks: "manual" });
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await stage.pass(23 * HOUR_MS);
    const page = (await openPage(stage, paymentUrl)) ?? "";
    await stage.pass(HOUR_MS - 1);
    stage.onCall(/\/expire$/, async () => void (await payPage(stage, page)));
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expectSessionsSettled(stage);
  });

  /** As when Stripe's answers were lost: the link was thought to be closed, and was paid. */
  async function paidLate(stage: Stage, url: string): Promise<string> {
    await payLink(stage, url);
    const [intent] = stage.intents().slice(-1);
    return intent?.id ?? "";
  }

  it("is rescued while the spots are free", async () => {
    const stage = sessionStage();
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await stage.pass(DAY_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
    const link = loaded(stage, reservation).link?.id;
    await stage.stripe(`payment_links/${link}`, { active: "true" });
    await paidLate(stage, paymentUrl);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expect(spotsLeft(stage, reservation)).toBe(6);
    expect(told(stage)).toContain(`guest_payment_confirmed → ${GUEST_EMAIL}`);
    expect(told(stage)).toContain(`supplier_booking_confirmed → ${SUPPLIER_EMAIL}`);
    expectSessionsSettled(stage);
  });

  it("goes back in full when others have the spots, with a failed_bookings row", async () => {
    const stage = sessionStage();
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await stage.pass(DAY_MS);
    await booked(stage, { ...eve, participants: 7 });
    const link = loaded(stage, reservation).link?.id;
    await stage.stripe(`payment_links/${link}`, { active: "true" });
    const payment = await paidLate(stage, paymentUrl);
    await stage.pass();
    expect(loaded(stage, reservation)).toMatchObject({
      status: "failed",
      failure: { reason: "slot-taken", conflicts: ["2026-12-12"] },
    });
    expect(spotsLeft(stage, reservation)).toBe(1);
    expect(stage.refunds()).toMatchObject([{ payment_intent: payment, amount: 9000 }]);
    expect(mail(stage, "guest_refund_processed").text).toContain("somebody else");
    expect(ledgerRow(stage, "failed_bookings", reservation)).toMatchObject({
      stripe_payment_id: payment,
      stripe_paid: 1,
      error_message: "slot-taken",
      amount: 9000,
      refunded: 1,
    });
    expectSessionsSettled(stage);
  });

  it("goes back in full when the session has begun", async () => {
    const stage = sessionStage({ at: STARTS_AT - 30 * HOUR_MS, webhooks: "manual" });
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await stage.pass(25 * HOUR_MS);
    await stage.stripe(`payment_links/${loaded(stage, reservation).link?.id}`, { active: "true" });
    await paidLate(stage, paymentUrl);
    await stage.until(STARTS_AT);
    for (const webhook of await stage.takeWebhooks()) await stage.deliver(webhook);
    await stage.pass();
    expect(loaded(stage, reservation)).toMatchObject({
      status: "failed",
      failure: { reason: "slot-passed" },
    });
    expect(stage.refunds()).toMatchObject([{ amount: 9000 }]);
  });

  it("of a class is rescued, or goes back in full, in the same way", async () => {
    const stage = sessionStage({ webhooks: "manual" });
    const held = await enrol(stage, { participants: 16 });
    await stage.pay(held.paymentIntent);
    await stage.pass(16 * MINUTE_MS);
    expect(statusOf(stage, held.reservation)).toBe("confirmed");
    expectSessionsSettled(stage);
  });
});

describe("a payment that takes its time", () => {
  it.each([
    ["4000008888881005", "succeeds", "confirmed"],
    ["4000008888882003", "fails", "expired"],
  ])("keeps its spots beyond the deadline until it is known (%s)", async (card, outcome, end) => {
    const stage = sessionStage({ webhooks: "manual" });
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await stage.pass(DAY_MS - MINUTE_MS);
    await payLink(stage, paymentUrl, card);
    const [intent] = stage.intents();
    expect(intent?.status).toBe("processing");
    // Settled by hand below instead of after the sandbox's own ten seconds.
    stage.jump(6 * MINUTE_MS);
    await objectOf(stage, reservation).object.alarm();
    expect(statusOf(stage, reservation)).toBe("approved");
    expect(spotsLeft(stage, reservation)).toBe(6);
    await stage.control(`/sandbox/stripe/payment_intents/${intent?.id}/settle`, { outcome });
    await stage.pass(6 * MINUTE_MS);
    expect(statusOf(stage, reservation)).toBe(end);
    expect(spotsLeft(stage, reservation)).toBe(end === "confirmed" ? 6 : 8);
  });

  it("and fails has used up its link: the spots go back at once, and both hear why", async () => {
    const stage = sessionStage();
    const { paymentUrl, reservation, bookingUrl } = await reserve(stage, instant);
    await stage.pass();
    await payLink(stage, paymentUrl, "4000008888882003");
    await stage.pass(MINUTE_MS);
    expect(await openPage(stage, paymentUrl)).toBeUndefined();
    expect(statusOf(stage, reservation)).toBe("expired");
    expect(spotsLeft(stage, reservation)).toBe(8);
    expect(mail(stage, "guest_payment_expired").text).toContain("did not go through");
    const { pathname, search } = new URL(bookingUrl);
    const view = await (await stage.call(`/api${pathname}${search}`)).json();
    expect(view).toMatchObject({ reason: expect.stringContaining("not go through") });
    expect(mail(stage, "supplier_payment_not_completed").text).toContain(
      "non è andato a buon fine",
    );
  });

  it("and fails when its time is over is told as that, whichever news comes first, or none", async () => {
    const stage = sessionStage({ webhooks: "manual" });
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await stage.pass(DAY_MS - MINUTE_MS);
    await payLink(stage, paymentUrl, "4000008888882003");
    await stage.takeWebhooks();
    await stage.pass(10 * MINUTE_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
    expect(mail(stage, "guest_payment_expired").text).toContain("did not go through");
  });

  it("and its webhooks first say so, then that it is paid: one booking", async () => {
    const stage = sessionStage();
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await payLink(stage, paymentUrl, "4000008888881005");
    await stage.pass();
    expect(journalOf(stage, reservation)).toContain("PaymentProcessing");
    expect(journalOf(stage, reservation).filter((type) => type === "PaymentCaptured")).toHaveLength(
      1,
    );
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expectSessionsSettled(stage);
  });
});

describe("while Stripe cannot be asked", () => {
  it("no hold ends; afterwards it does, and every email is sent once", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, instant);
    await stage.pass();
    await stage.fault({ provider: "stripe", operation: "*", mode: "timeout", times: 100_000 });
    await stage.pass(26 * HOUR_MS);
    expect(statusOf(stage, reservation)).toBe("approved");
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(2 * HOUR_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
    expect(
      told(stage, reservation).filter((one) => one.startsWith("guest_payment_ex")),
    ).toHaveLength(1);
    expectSessionsSettled(stage);
  });

  it("Flow A is refused, and a link whose answer was lost can be paid by nobody", async () => {
    const stage = sessionStage();
    await stage.fault({
      provider: "stripe",
      operation: "payment_links.create",
      mode: "timeout-after-success",
    });
    const answer = await stage.post("/api/reservations", instant);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: "payment-provider-unavailable" });
    await stage.pass(5 * MINUTE_MS);
    expect(stage.state().stripe.paymentLinks).toMatchObject([{ active: false }]);
    expect(stage.sessions.all()[0]?.object.bookings.view().spotsAvailable).toBe(8);
    expect(mails(stage)).toEqual([]);
    expectSessionsSettled(stage);
  });

  it("an accepted request waits for its link, and the guest is invited when it is there", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    await stage.fault({
      provider: "stripe",
      operation: "payment_links.create",
      mode: "fail",
      status: 503,
      times: 8,
    });
    await press(stage, linkIn(mail(stage, "supplier_new_request"), "accept"));
    await stage.pass(MINUTE_MS);
    expect(loaded(stage, reservation)).toMatchObject({ status: "approved", link: null });
    await stage.pass(30 * MINUTE_MS);
    expect(mail(stage, "guest_booking_approved").text).toContain(
      loaded(stage, reservation).link?.url,
    );
    expect(stage.state().stripe.paymentLinks).toHaveLength(1);
  });
});

describe("an object that loses its memory", () => {
  it("keeps every deadline of a whole story", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation, paymentUrl } = await accepted(stage);
    const staged = objectOf(stage, reservation);
    staged.restart();
    await payLink(stage, paymentUrl);
    staged.restart();
    await stage.pass();
    staged.restart();
    await stage.until(REQUEST_STARTS_AT + 9 * DAY_MS);
    staged.restart();
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(stage.state().stripe.transfers).toHaveLength(1);
    expect(told(stage)).toHaveLength(new Set(told(stage)).size);
  });
});
