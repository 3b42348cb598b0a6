import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { expectSessionsSettled, sessionStage } from "./session-sound.ts";
import {
  accepted,
  booked,
  CHECK_AT,
  ENDS_AT,
  enrol,
  GUEST_EMAIL,
  HOTEL_EMAIL,
  HOUR_MS,
  instant,
  journalOf,
  ledgerRow,
  lesson,
  linkIn,
  loaded,
  mail,
  mails,
  openAccount,
  PRICE,
  payLink,
  press,
  request,
  reserve,
  SUPPLIER_EMAIL,
  spotsLeft,
  statusOf,
  told,
} from "./session-story.ts";

const DAY_MS = 24 * HOUR_MS;

/** Asks the supplier the morning after, and lets them answer. */
async function answered(stage: Stage, reservation: string, answer: string): Promise<void> {
  const { completionCheckAt } = loaded(stage, reservation).terms;
  await stage.until(completionCheckAt + 60_000);
  const check = mail(stage, "supplier_completion_check", reservation);
  await press(stage, linkIn(check, answer));
  await stage.pass();
}

describe("Flow A, from the click to the transfer", () => {
  it("takes the spots, asks for the money, books, asks the supplier and pays them", async () => {
    const stage = sessionStage();
    const account = await openAccount(stage);
    const reserved = await reserve(stage, instant);
    const { reservation } = reserved;
    expect(reserved).toMatchObject({
      status: "approved",
      amount: PRICE,
      currency: "cad",
      paymentDeadline: new Date(stage.now() + DAY_MS).toISOString(),
    });
    expect(spotsLeft(stage, reservation)).toBe(6);
    await stage.pass();
    expect(told(stage)).toEqual([
      `guest_instant_booking → ${GUEST_EMAIL}`,
      `supplier_new_booking → ${SUPPLIER_EMAIL}`,
    ]);
    await payLink(stage, reserved.paymentUrl);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("confirmed");
    await answered(stage, reservation, "complete");
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(journalOf(stage, reservation)).toEqual([
      "SpotsHeld",
      "LinkOpened",
      "PaymentCaptured",
      "SplitFixed",
      "BookingConfirmed",
      "SplitFixed",
      "BookingCompleted",
      "TransferRecorded",
      "TransferRecorded",
    ]);
    expect(told(stage)).toEqual([
      `guest_instant_booking → ${GUEST_EMAIL}`,
      `guest_payment_confirmed → ${GUEST_EMAIL}`,
      `hotel_commission_earned → ${HOTEL_EMAIL}`,
      `supplier_booking_confirmed → ${SUPPLIER_EMAIL}`,
      `supplier_completion_check → ${SUPPLIER_EMAIL}`,
      `supplier_new_booking → ${SUPPLIER_EMAIL}`,
      `supplier_payout_sent → ${SUPPLIER_EMAIL}`,
    ]);
    const { transfers, charges } = stage.state().stripe;
    expect(transfers).toMatchObject([
      {
        amount: 7200,
        currency: "cad",
        destination: account,
        source_transaction: charges[0]?.id,
        transfer_group: reservation,
      },
    ]);
    expect(loaded(stage, reservation)).toMatchObject({
      split: { supplier: 7200, hotel: 1080, platform: 720 },
      transfer: { amount: 7200, transfer: transfers[0]?.id },
    });
    await stage.pass(15 * DAY_MS);
    expect(told(stage)).toHaveLength(7);
    expectSessionsSettled(stage);
  });

  it("without a hotel tells no hotel, and its share stays with the platform", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await booked(stage, { hotel: undefined, participants: 1 });
    await answered(stage, reservation, "complete");
    expect(loaded(stage, reservation)).toMatchObject({
      hotel: null,
      split: { supplier: 3600, hotel: 0, platform: 900 },
    });
    expect(mails(stage).some(({ template }) => template === "hotel_commission_earned")).toBe(false);
    expect(stage.state().stripe.transfers).toMatchObject([{ amount: 3600 }]);
  });

  it("splits a price that cannot be divided to the cent, and none is lost", async () => {
    const stage = sessionStage({
      changeExperience: (experience) => ({
        ...experience,
        pricing: { currency: "cad", pricePerPerson: 3337 },
      }),
    });
    await openAccount(stage);
    const { reservation } = await booked(stage, { participants: 1 });
    await answered(stage, reservation, "complete");
    expect(loaded(stage, reservation).split).toEqual({ supplier: 2669, hotel: 400, platform: 268 });
    expect(stage.state().stripe.transfers).toMatchObject([{ amount: 2669 }]);
  });
});

describe("Flow B, from the request to the transfer", () => {
  it("asks the supplier, opens the session on accept, and goes on as Flow A", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const asked = await reserve(stage, request);
    const { reservation } = asked;
    expect(asked).toMatchObject({
      status: "pending",
      responseDeadline: new Date(stage.now() + 2 * DAY_MS).toISOString(),
    });
    expect(asked.paymentUrl).toBeUndefined();
    expect(spotsLeft(stage, reservation)).toBe(8);
    await stage.pass();
    expect(told(stage)).toEqual([
      `guest_request_received → ${GUEST_EMAIL}`,
      `supplier_new_request → ${SUPPLIER_EMAIL}`,
    ]);
    const shown = await press(stage, linkIn(mail(stage, "supplier_new_request"), "accept"));
    expect(shown.title).toBe("Request accepted");
    expect(spotsLeft(stage, reservation)).toBe(6);
    const deadline = stage.now() + DAY_MS;
    await stage.pass();
    expect(loaded(stage, reservation)).toMatchObject({
      status: "approved",
      holdExpiresAt: deadline,
    });
    await payLink(stage, loaded(stage, reservation).link?.url ?? "");
    await stage.pass();
    await answered(stage, reservation, "complete");
    expect(journalOf(stage, reservation)).toEqual([
      "SessionRequested",
      "RequestAccepted",
      "LinkOpened",
      "PaymentCaptured",
      "SplitFixed",
      "BookingConfirmed",
      "SplitFixed",
      "BookingCompleted",
      "TransferRecorded",
      "TransferRecorded",
    ]);
    expect(told(stage)).toEqual([
      `guest_booking_approved → ${GUEST_EMAIL}`,
      `guest_payment_confirmed → ${GUEST_EMAIL}`,
      `guest_request_received → ${GUEST_EMAIL}`,
      `hotel_commission_earned → ${HOTEL_EMAIL}`,
      `supplier_booking_confirmed → ${SUPPLIER_EMAIL}`,
      `supplier_completion_check → ${SUPPLIER_EMAIL}`,
      `supplier_new_request → ${SUPPLIER_EMAIL}`,
      `supplier_payout_sent → ${SUPPLIER_EMAIL}`,
    ]);
    expect(stage.state().stripe.transfers).toMatchObject([{ amount: 7200 }]);
    expectSessionsSettled(stage);
  });

  it("declined: the guest is told, and nothing was ever held or opened", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    const shown = await press(stage, linkIn(mail(stage, "supplier_new_request"), "decline"));
    expect(shown.title).toBe("Request declined");
    await stage.pass(3 * DAY_MS);
    expect(journalOf(stage, reservation)).toEqual(["SessionRequested", "RequestDeclined"]);
    expect(told(stage)).toEqual([
      `guest_request_declined → ${GUEST_EMAIL}`,
      `guest_request_received → ${GUEST_EMAIL}`,
      `supplier_new_request → ${SUPPLIER_EMAIL}`,
    ]);
    expect(spotsLeft(stage, reservation)).toBe(8);
    expect(stage.state().stripe.paymentLinks).toEqual([]);
    expectSessionsSettled(stage);
  });

  it("cannot be asked of an experience that takes place at its own times only", async () => {
    const stage = sessionStage();
    const body = { ...request, experience: "labour-history-walk" };
    const answer = await stage.post("/api/reservations", body);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ violations: [{ code: "not-offered" }] });
    expect(stage.sessions.all()).toEqual([]);
  });
});

describe("a class, from the page to the transfer", () => {
  it("is held for fifteen minutes, paid on the page, and settled as everything else", async () => {
    const stage = sessionStage();
    await openAccount(stage, "east-end-walks");
    const held = await enrol(stage, { userId: "user-7", participants: 2 });
    expect(held).toMatchObject({
      amount: 7000,
      holdExpiresAt: new Date(stage.now() + 15 * 60_000).toISOString(),
    });
    expect(spotsLeft(stage, held.reservation)).toBe(14);
    expect(stage.intents()[0]?.metadata).toEqual({
      reservation: held.reservation,
      reservationId: held.reservation,
      booking_code: loaded(stage, held.reservation).code,
      experience: lesson.experience,
      session_date: "2026-12-07",
      session_time: "18:00",
      participants: "2",
      customer_name: "Ada Lovelace",
      customer_email: GUEST_EMAIL,
      amount: "7000",
      classId: "bargaining-basics/2026-12-07T18:00",
      userId: "user-7",
      guestName: "Ada Lovelace",
      guestEmail: GUEST_EMAIL,
      classTitle: "Bargaining Basics",
      classDate: "2026-12-07",
      classTime: "18:00",
    });
    await stage.pay(held.paymentIntent);
    await stage.pass();
    expect(statusOf(stage, held.reservation)).toBe("confirmed");
    const query = `payment_intent=${held.paymentIntent}&payment_intent_client_secret=${held.clientSecret}`;
    const found = await stage.call(`/api/bookings/by-payment-intent?${query}`);
    expect(await found.json()).toMatchObject({
      found: true,
      status: "confirmed",
      booking: {
        reservation: held.reservation,
        experience: { slug: "bargaining-basics", name: "Bargaining Basics" },
        session: lesson.session,
        date: "2026-12-07",
        start: "18:00",
        end: "20:30",
        participants: 2,
        timeZone: "America/Vancouver",
        meetingPoint: "Joe Hill Room, Labour Temple, 1912 Temple Street",
        whatToBring: ["Your collective agreement, if you have one", "Something to write with"],
        customer: { email: GUEST_EMAIL },
      },
    });
    await answered(stage, held.reservation, "complete");
    expect(told(stage)).toEqual([
      `guest_payment_confirmed → ${GUEST_EMAIL}`,
      "supplier_booking_confirmed → hello@eastendwalks.example",
      "supplier_completion_check → hello@eastendwalks.example",
      "supplier_payout_sent → hello@eastendwalks.example",
    ]);
    expect(stage.state().stripe.transfers).toMatchObject([{ amount: 5600 }]);
    expect(ledgerRow(stage, "session_reservations", held.reservation)).toMatchObject({
      flow: "class",
      user_id: "user-7",
      payment: held.paymentIntent,
      payment_link: null,
    });
  });

  it("that a hotel's widget sells earns the hotel its share", async () => {
    const stage = sessionStage();
    await openAccount(stage, "east-end-walks");
    const held = await enrol(stage, { hotel: "harbour-house" });
    await stage.pay(held.paymentIntent);
    await stage.pass();
    await answered(stage, held.reservation, "complete");
    expect(loaded(stage, held.reservation).split).toEqual({
      supplier: 2800,
      hotel: 420,
      platform: 280,
    });
    expect(mail(stage, "hotel_commission_earned").to).toBe(HOTEL_EMAIL);
  });

  it("that is not paid goes back after fifteen minutes, and nobody is written to", async () => {
    const stage = sessionStage();
    const held = await enrol(stage);
    await stage.pass(16 * 60_000);
    expect(statusOf(stage, held.reservation)).toBe("expired");
    expect(spotsLeft(stage, held.reservation)).toBe(16);
    expect(stage.intents()).toMatchObject([{ status: "canceled" }]);
    expect(told(stage)).toEqual([]);
    expectSessionsSettled(stage);
  });

  it("that is given back is free again at once, and only its own secret can do that", async () => {
    const stage = sessionStage();
    const held = await enrol(stage);
    const path = `/api/reservations/${held.reservation}/release`;
    expect((await stage.post(path, { clientSecret: "guessed" })).status).toBe(404);
    expect(spotsLeft(stage, held.reservation)).toBe(15);
    const released = await stage.post(path, { clientSecret: held.clientSecret });
    expect(await released.json()).toEqual({ status: "expired" });
    expect(spotsLeft(stage, held.reservation)).toBe(16);
    expect(stage.intents()).toMatchObject([{ status: "canceled" }]);
    await stage.pass();
    expect(told(stage)).toEqual([]);
  });

  it("that is being given back is handed out to nobody, and its key gets another one afterwards", async () => {
    const stage = sessionStage();
    const key = { "idempotency-key": "a-key-of-sixteen-letters" };
    const ask = () => stage.post("/api/create-payment-intent", lesson, key);
    const held = (await (await ask()).json()) as Awaited<ReturnType<typeof enrol>>;
    await stage.fault({ provider: "stripe", operation: "payment_intents.retrieve", mode: "fail" });
    const { reservation, clientSecret } = held;
    const released = await stage.post(`/api/reservations/${reservation}/release`, { clientSecret });
    expect([released.status, (await ask()).status]).toEqual([503, 503]);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("expired");
    const later = (await (await ask()).json()) as Awaited<ReturnType<typeof enrol>>;
    await stage.pass();
    expect(statusOf(stage, later.reservation)).toBe("approved");
  });
});

describe("Data to Store", () => {
  it("on session-based reservation creation", async () => {
    const stage = sessionStage();
    const { reservation, paymentUrl } = await reserve(stage, instant);
    const createdAt = stage.now();
    await stage.pass(1_000);
    expect(ledgerRow(stage, "session_reservations", reservation)).toMatchObject({
      experience: "linocut-workshop",
      date: "2026-12-12",
      time: "10:00",
      hotel: "harbour-house",
      guest_name: "Ada Lovelace",
      guest_email: GUEST_EMAIL,
      guest_phone: "+1 604 555 0199",
      participants: 2,
      total: PRICE,
      currency: "cad",
      payment_deadline: createdAt + DAY_MS,
      payment_link: stage.state().stripe.paymentLinks[0]?.id,
      payment_link_url: paymentUrl,
      status: "approved",
    });
    expect(ledgerRow(stage, "bookings", reservation)).toBeUndefined();
  });

  it("on request-based reservation creation, and on supplier accept", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await reserve(stage, request);
    const createdAt = stage.now();
    await stage.pass(1_000);
    const asked = ledgerRow(stage, "session_reservations", reservation);
    expect(asked).toMatchObject({
      experience: "linocut-workshop",
      hotel: "harbour-house",
      guest_name: "Ada Lovelace",
      guest_phone: "+1 604 555 0199",
      participants: 2,
      total: PRICE,
      date: "2026-12-11",
      time: "11:00",
      response_deadline: createdAt + 2 * DAY_MS,
      payment_deadline: null,
      payment_link: null,
      status: "pending",
    });
    await stage.pass();
    await press(stage, linkIn(mail(stage, "supplier_new_request"), "accept"));
    const acceptedAt = stage.now();
    await stage.pass(1_000);
    expect(ledgerRow(stage, "session_reservations", reservation)).toMatchObject({
      status: "approved",
      responded_at: acceptedAt,
      payment_deadline: acceptedAt + DAY_MS,
      payment_link: stage.state().stripe.paymentLinks[0]?.id,
      payment_link_url: `${stage.state().stripe.paymentLinks[0]?.url}?prefilled_email=ada%40example.com`,
    });
  });

  it("on payment success, and on completion", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await booked(stage);
    const { payment, captured } = loaded(stage, reservation);
    expect(ledgerRow(stage, "session_reservations", reservation)).toMatchObject({
      status: "confirmed",
      payment: payment?.id,
      paid_at: captured?.at,
      supplier_amount: 7200,
      hotel_amount: 1080,
      platform_amount: 720,
      completion_check_at: CHECK_AT,
      auto_complete_at: ENDS_AT + 7 * DAY_MS,
    });
    expect(ledgerRow(stage, "bookings", reservation)).toMatchObject({
      kind: "session",
      bookable: "linocut-workshop",
      status: "confirmed",
      payment: payment?.id,
      amount: PRICE,
    });
    await answered(stage, reservation, "complete");
    expect(ledgerRow(stage, "session_reservations", reservation)).toMatchObject({
      status: "completed",
      completed_at: loaded(stage, reservation).completedAt,
      transfer: stage.state().stripe.transfers[0]?.id,
      refunded_amount: 0,
    });
    expect(ledgerRow(stage, "bookings", reservation)).toMatchObject({ status: "completed" });
  });

  it("names the reservation, on the link and on its payment, as Stripe's dashboard shows it", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    const metadata = {
      reservation,
      reservationId: reservation,
      booking_code: loaded(stage, reservation).code,
      experience: "linocut-workshop",
      session_date: "2026-12-12",
      session_time: "10:00",
      participants: "2",
      customer_name: "Ada Lovelace",
      customer_email: GUEST_EMAIL,
      amount: String(PRICE),
      hotel: "harbour-house",
    };
    const { paymentLinks, paymentIntents } = stage.state().stripe;
    expect(paymentLinks).toMatchObject([
      { metadata, restrictions: { completed_sessions: { limit: 1 } } },
    ]);
    expect(paymentIntents).toMatchObject([{ metadata }]);
  });
});

describe("an accepted request", () => {
  it("leads its guest to pay by email, on the page and from their own page alike", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { bookingUrl, paymentUrl } = await accepted(stage);
    expect(mail(stage, "guest_booking_approved").text).toContain(paymentUrl);
    const { pathname, search } = new URL(bookingUrl);
    const view = await stage.call(`/api${pathname}${search}`);
    expect(await view.json()).toMatchObject({ status: "approved", paymentUrl, canCancel: false });
  });
});
