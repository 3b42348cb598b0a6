import { describe, expect, it } from "vitest";
import { asked, morningAfter, transfers } from "./session-settling.ts";
import { expectSessionsSettled, sessionStage } from "./session-sound.ts";
import {
  accepted,
  booked,
  CHECK_AT,
  DAY_MS,
  ENDS_AT,
  GUEST_EMAIL,
  HOTEL_EMAIL,
  journalOf,
  ledgerRow,
  linkIn,
  MINUTE_MS,
  mail,
  objectOf,
  open,
  openAccount,
  PRICE,
  press,
  sent,
  statusOf,
  stored,
  told,
} from "./session-story.ts";

describe("the supplier's answer", () => {
  it("yes: completed, the share is transferred, the hotel hears of its commission", async () => {
    const { stage, reservation, yes } = await morningAfter();
    expect((await press(stage, yes)).title).toBe("Thank you");
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(transfers(stage)).toMatchObject([{ amount: 7200 }]);
    expect(mail(stage, "supplier_payout_sent").text).toContain("72");
    expect(mail(stage, "hotel_commission_earned").to).toBe(HOTEL_EMAIL);
    expect(mail(stage, "hotel_commission_earned").text).toContain("CA$10.80");
  });

  it("Guest no-show: no refund, supplier paid. They are told to answer yes", async () => {
    const { stage, reservation, yes } = await morningAfter();
    expect(mail(stage, "supplier_completion_check").text).toContain(
      "Il cliente non si è presentato? Scegli Sì: ricevi il tuo compenso.",
    );
    await press(stage, yes);
    await stage.pass(20 * DAY_MS);
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(stage.refunds()).toEqual([]);
    expect(transfers(stage)).toMatchObject([{ amount: 7200 }]);
    expect(sent(stage, "supplier_payout_sent")).toHaveLength(1);
    expect(sent(stage, "guest_refund_processed")).toEqual([]);
    expectSessionsSettled(stage);
  });

  it("no: cancelled, the guest is refunded in full, nobody is paid", async () => {
    const { stage, reservation, no } = await morningAfter();
    expect((await press(stage, no)).title).toBe("Thank you for telling us");
    await stage.pass(20 * DAY_MS);
    expect(statusOf(stage, reservation)).toBe("cancelled");
    expect(stage.refunds()).toMatchObject([{ amount: PRICE, status: "succeeded" }]);
    expect(mail(stage, "guest_refund_processed").to).toBe(GUEST_EMAIL);
    expect(mail(stage, "guest_refund_processed").text).toContain("did not take place");
    expect(transfers(stage)).toEqual([]);
    expect(sent(stage, "hotel_commission_earned")).toEqual([]);
    expect(sent(stage, "supplier_payout_sent")).toEqual([]);
    expect(ledgerRow(stage, "session_reservations", reservation)).toMatchObject({
      status: "cancelled",
      charge: stage.state().stripe.charges[0]?.id,
      refunded_amount: PRICE,
      refunds: JSON.stringify(stage.refunds().map(({ id }) => id)),
      completed_at: null,
      transfer: null,
    });
    expectSessionsSettled(stage);
  });

  it.each([
    ["yes", "yes", "Already confirmed"],
    ["yes", "no", "Already completed"],
    ["no", "no", "Booking already cancelled"],
    ["no", "yes", "Booking already cancelled"],
  ] as const)("%s, then %s: the second click changes nothing", async (first, second, title) => {
    const { stage, ...links } = await morningAfter();
    await press(stage, links[first]);
    await stage.pass();
    const before = stored(stage);
    for (const click of [open, press]) {
      const shown = await click(stage, links[second]);
      expect(shown.button).toBe(false);
      expect(shown.title).toBe(title);
    }
    expect(stored(stage)).toBe(before);
    await stage.pass(20 * DAY_MS);
    expect(transfers(stage)).toHaveLength(first === "yes" ? 1 : 0);
    expect(stage.refunds()).toHaveLength(first === "yes" ? 0 : 1);
  });

  it("both at once: one of them counts", async () => {
    const { stage, yes, no } = await morningAfter();
    await Promise.all([press(stage, yes), press(stage, no), press(stage, yes), press(stage, no)]);
    await stage.pass(20 * DAY_MS);
    expect(transfers(stage).length + stage.refunds().length).toBe(1);
  });

  it("before the session is over is refused, and nothing is changed", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await booked(stage);
    await stage.until(ENDS_AT - 1);
    const before = stored(stage);
    const { bookings } = objectOf(stage, reservation).object;
    expect(bookings.reportCompletion(reservation)).toMatchObject({
      refusal: { reason: "not-over-yet" },
    });
    expect(bookings.reportNoExperience(reservation)).toMatchObject({
      refusal: { reason: "not-over-yet" },
    });
    expect(stored(stage)).toBe(before);
  });

  it("after it counts as completed is too late to say no", async () => {
    const { stage, reservation, no, yes } = await morningAfter();
    await stage.until(ENDS_AT + 7 * DAY_MS + MINUTE_MS);
    expect(statusOf(stage, reservation)).toBe("completed");
    const before = stored(stage);
    expect((await press(stage, no)).title).toBe("Already completed");
    expect((await press(stage, yes)).title).toBe("Already confirmed");
    expect(stored(stage)).toBe(before);
    expect(stage.refunds()).toEqual([]);
    expect(transfers(stage)).toHaveLength(1);
  });

  it("is good for fourteen days after it was asked for, and no longer", async () => {
    for (const [late, title] of [
      [0, "Thank you for telling us"],
      [1, "This link has ended"],
      [1_000, "This link has ended"],
    ] as const) {
      const stage = sessionStage({
        changeExperience: (experience) => ({ ...experience, autoCompleteMs: 60 * DAY_MS }),
      });
      const { reservation, no } = await asked(stage);
      await stage.until(CHECK_AT + 14 * DAY_MS + late);
      expect((await press(stage, no)).title, `${late} ms late`).toBe(title);
      expect(statusOf(stage, reservation)).toBe(late === 0 ? "cancelled" : "confirmed");
    }
  });

  it("is not asked for any more when the guest has cancelled", async () => {
    const stage = sessionStage();
    await booked(stage);
    await press(stage, linkIn(mail(stage, "guest_payment_confirmed"), "cancel"));
    await stage.until(ENDS_AT + 20 * DAY_MS);
    expect(sent(stage, "supplier_completion_check")).toEqual([]);
    expect(transfers(stage)).toEqual([]);
  });
});

describe("the silence of everybody", () => {
  it("ends in a completed booking, a paid supplier, and each email once", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await booked(stage);
    await stage.pass(60 * DAY_MS);
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(journalOf(stage, reservation).slice(-4)).toEqual([
      "SplitFixed",
      "BookingCompleted",
      "TransferRecorded",
      "TransferRecorded",
    ]);
    expect(told(stage)).toHaveLength(7);
    expect(new Set(told(stage)).size).toBe(7);
    const effects = objectOf(stage, reservation).object.outbox.rowsOf(reservation);
    expect(effects.filter(({ state }) => state === "due")).toEqual([]);
    expectSessionsSettled(stage);
  });

  it("of a request that was accepted and paid, too", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { paymentUrl, reservation } = await accepted(stage);
    await stage.provider(new Request(paymentUrl));
    await stage.pass(60 * DAY_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
    expectSessionsSettled(stage);
  });
});
