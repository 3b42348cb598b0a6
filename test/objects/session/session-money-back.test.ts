import { describe, expect, it } from "vitest";
import { asked, itemsOf, morningAfter, refundByHand, transfers } from "./session-settling.ts";
import { expectSessionsSettled, sessionStage } from "./session-sound.ts";
import {
  booked,
  DAY_MS,
  ENDS_AT,
  GUEST_EMAIL,
  HOUR_MS,
  ledgerRow,
  linkIn,
  loaded,
  mail,
  mails,
  objectOf,
  open,
  openAccount,
  PRICE,
  press,
  STAFF_EMAIL,
  STARTS_AT,
  SUPPLIER_EMAIL,
  sent,
  spotsLeft,
  statusOf,
  stored,
  told,
} from "./session-story.ts";

describe("a guest who cancels", () => {
  it("in time gets everything back; spots are released and both are told", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    expect(spotsLeft(stage, reservation)).toBe(6);
    const link = linkIn(mail(stage, "guest_payment_confirmed"), "cancel");
    expect((await press(stage, link)).title).toBe("Cancellation confirmed");
    expect(spotsLeft(stage, reservation)).toBe(8);
    await stage.pass();
    expect(stage.refunds()).toMatchObject([{ amount: PRICE, status: "succeeded" }]);
    expect(told(stage)).toContain(`guest_cancellation_confirmed → ${GUEST_EMAIL}`);
    expect(told(stage)).toContain(`supplier_guest_cancelled → ${SUPPLIER_EMAIL}`);
    const before = stored(stage);
    expect((await press(stage, link)).title).toBe("Already cancelled");
    expect(stored(stage)).toBe(before);
    await stage.pass(DAY_MS);
    expect(stage.refunds()).toHaveLength(1);
    expectSessionsSettled(stage);
  });

  it("a booking made less than seven days before is told that it cannot be cancelled", async () => {
    const stage = sessionStage({ at: STARTS_AT - 2 * DAY_MS });
    const { reservation, bookingUrl } = await booked(stage);
    const link = linkIn(mail(stage, "guest_payment_confirmed"), "cancel");
    expect((await press(stage, link)).title).toBe("Cancellation no longer available");
    expect(statusOf(stage, reservation)).toBe("confirmed");
    const { pathname, search } = new URL(bookingUrl);
    const view = await (await stage.call(`/api${pathname}${search}`)).json();
    expect(view).toMatchObject({ canCancel: false });
    expect(view).not.toHaveProperty("cancelUrl");
  });

  it("twice at once is refunded once", async () => {
    const stage = sessionStage();
    await booked(stage);
    const link = linkIn(mail(stage, "guest_payment_confirmed"), "cancel");
    await Promise.all([press(stage, link), press(stage, link), press(stage, link)]);
    await stage.pass();
    expect(stage.refunds()).toHaveLength(1);
    expect(sent(stage, "guest_cancellation_confirmed")).toHaveLength(1);
  });

  it("whose refund fails is an open item for staff", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    await stage.control("/sandbox/stripe/refunds/next", { status: "failed" });
    await press(stage, linkIn(mail(stage, "guest_payment_confirmed"), "cancel"));
    await stage.pass();
    expect(itemsOf(stage, reservation)).toEqual(["refund-failed"]);
    expect(sent(stage, "staff")).toMatchObject([{ to: STAFF_EMAIL }]);
  });

  it("after staff gave a part back gets the rest, and is told what they get", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    await refundByHand(stage, reservation, 2000);
    await stage.pass();
    const link = linkIn(mail(stage, "guest_payment_confirmed"), "cancel");
    expect((await open(stage, link)).text).toContain("CA$70.00");
    await press(stage, link);
    await stage.pass();
    expect(
      stage
        .refunds()
        .map(({ amount }) => amount)
        .toSorted(),
    ).toEqual([2000, 7000]);
  });
});

describe("staff who cancel a booking", () => {
  it("in time: the guest gets everything back and hears the truth; the supplier hears of it", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    const { holds } = objectOf(stage, reservation).object;
    expect(holds.cancel(reservation, { reason: "the press is broken" })).toEqual({ ok: true });
    await stage.pass();
    expect(stage.refunds()).toMatchObject([{ amount: PRICE }]);
    expect(mail(stage, "guest_refund_processed").text).toContain("CA$90.00");
    expect(mail(stage, "guest_refund_processed").text).not.toContain("did not take place");
    expect(told(stage)).toContain(`supplier_guest_cancelled → ${SUPPLIER_EMAIL}`);
    expectSessionsSettled(stage);
  });

  it("for nothing: no email says that money is on its way", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    const { holds } = objectOf(stage, reservation).object;
    expect(holds.cancel(reservation, { amount: 0, reason: "house rules" })).toEqual({ ok: true });
    await stage.pass();
    expect(stage.refunds()).toEqual([]);
    for (const { text } of mails(stage).filter(({ to, at }) => to === GUEST_EMAIL && at > 0)) {
      if (text.includes("refunded")) expect(text).not.toContain("CA$90.00 is on its way");
    }
    const { subject, text } = mail(stage, "guest_refund_processed");
    expect(subject).toMatch(/^Your booking has been cancelled/);
    expect(text).toContain("Nothing of the CA$90.00 that you paid is refunded");
    const toSupplier = mail(stage, "supplier_guest_cancelled");
    expect(toSupplier.subject).toMatch(/^Una prenotazione è stata annullata/);
    expect(toSupplier.text).not.toContain("Ha annullato in tempo");
  });
});

describe("refunds by hand", () => {
  it("of a part, before completion: what is kept is split", async () => {
    const { stage, reservation, yes } = await morningAfter();
    await refundByHand(stage, reservation, 4500);
    await stage.pass();
    expect((await open(stage, yes)).text).toContain("36,00");
    await press(stage, yes);
    await stage.pass();
    expect(loaded(stage, reservation).split).toEqual({ supplier: 3600, hotel: 540, platform: 360 });
    expect(transfers(stage)).toMatchObject([{ amount: 3600 }]);
    expect(mail(stage, "supplier_payout_sent").text).toContain("36,00");
    expect(ledgerRow(stage, "session_reservations", reservation)).toMatchObject({
      supplier_amount: 3600,
      hotel_amount: 540,
      platform_amount: 360,
      refunded_amount: 4500,
    });
  });

  it("in full, before completion: cancelled, and nobody says that the supplier reported it", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await booked(stage);
    await refundByHand(stage, reservation);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("cancelled");
    expect(spotsLeft(stage, reservation)).toBe(8);
    expect(told(stage)).toContain(`guest_refund_processed → ${GUEST_EMAIL}`);
    expect(mail(stage, "guest_refund_processed").text).not.toContain("did not take place");
    await stage.until(ENDS_AT + 20 * DAY_MS);
    expect(transfers(stage)).toEqual([]);
    expect(sent(stage, "supplier_completion_check")).toEqual([]);
    expectSessionsSettled(stage);
  });

  it("after the transfer: an open item, because the platform has paid twice", async () => {
    const { stage, reservation, yes } = await morningAfter();
    await press(stage, yes);
    await stage.pass();
    await refundByHand(stage, reservation);
    await stage.pass();
    expect(itemsOf(stage, reservation)).toEqual(["refund-after-transfer"]);
    expect(sent(stage, "staff")).toHaveLength(1);
    expect(statusOf(stage, reservation)).toBe("completed");
  });

  it("of a part that the transfer has left out already is nobody's alarm when it arrives", async () => {
    const { stage, reservation, yes } = await morningAfter();
    await stage.control("/sandbox/stripe/refunds/next", { status: "pending" });
    await refundByHand(stage, reservation, 2_000);
    await stage.pass();
    await press(stage, yes);
    await stage.pass(HOUR_MS);
    expect(transfers(stage)).toMatchObject([{ amount: 5_600 }]);
    const [refund] = stage.refunds();
    await stage.control(`/sandbox/stripe/refunds/${refund?.id}/settle`, { status: "succeeded" });
    await stage.pass(7 * HOUR_MS);
    expect(stage.refunds()).toMatchObject([{ status: "succeeded" }]);
    expect(itemsOf(stage, reservation)).toEqual([]);
  });

  it("while the transfer still waits: it is not made by itself any more, and staff know why", async () => {
    const stage = sessionStage();
    const { reservation, yes } = await asked(stage);
    await press(stage, yes);
    await stage.pass(HOUR_MS);
    await refundByHand(stage, reservation);
    await stage.pass();
    await openAccount(stage);
    await stage.pass(DAY_MS);
    expect(transfers(stage)).toEqual([]);
    expect(itemsOf(stage, reservation)).toContain("settlement-withheld");
    const { object } = objectOf(stage, reservation);
    expect(object.retry(`${reservation}/transfer`), "nothing is left to pay").toBe(false);
  });

  it("of a part, while the transfer still waits: staff's retry pays the share of what is left", async () => {
    const stage = sessionStage();
    const { reservation, yes } = await asked(stage);
    await press(stage, yes);
    await stage.pass(HOUR_MS);
    await refundByHand(stage, reservation, 4500);
    await stage.pass();
    await openAccount(stage);
    await stage.pass(DAY_MS);
    expect(transfers(stage)).toEqual([]);
    const { object } = objectOf(stage, reservation);
    expect(object.retry(`${reservation}/transfer`)).toBe(true);
    await stage.pass(HOUR_MS);
    expect(transfers(stage)).toMatchObject([{ amount: 3600 }]);
    expect(mail(stage, "supplier_payout_sent").text).toContain("36");
    expect(ledgerRow(stage, "session_reservations", reservation)).toMatchObject({
      supplier_amount: 3600,
      hotel_amount: 540,
      platform_amount: 360,
    });
  });
});
