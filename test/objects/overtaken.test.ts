import { describe, expect, it } from "vitest";
import type { Stage } from "../stage.ts";
import { expectSettled, soundStage } from "./room/sound.ts";
import { bookedTrip, type HeldTrip, OWNER, SERVICE, tripStage } from "./service/trip.ts";
import {
  CHECK_AT,
  GUEST_EMAIL,
  HOUR_MS,
  instant,
  MINUTE_MS,
  mails,
  objectOf,
  payLink,
  request,
  reserve,
  SUPPLIER_EMAIL,
} from "./session/session-story.ts";

const down = (stage: Stage, provider = "mailersend") => {
  const operation = provider === "twilio" ? "messages.create" : "email.send";
  return stage.fault({ provider, operation, mode: "fail", status: 503, times: 100_000 });
};
const up = async (stage: Stage) => {
  await stage.control("/sandbox/faults", {}, "DELETE");
  await stage.pass(2 * HOUR_MS);
};
const subjectsTo = (stage: Stage, reader: string) =>
  stage.messages().flatMap(({ to, subject }) => (to === reader ? [subject] : []));
const templatesTo = (stage: Stage, reader: string) =>
  mails(stage).flatMap(({ to, template }) => (to === reader ? [template] : []));
const tripObject = (stage: Stage) => stage.services.service(SERVICE).object;

describe("a trip that was cancelled while messages could not be sent", () => {
  it("is confirmed to nobody on WhatsApp any more, and the outbox says why", async () => {
    const stage = tripStage();
    await down(stage, "twilio");
    const held = await bookedTrip(stage);
    cancelTrip(stage, held);
    await up(stage);
    expect(stage.messages().filter(({ channel }) => channel === "whatsapp")).toEqual([]);
    const texts = tripObject(stage)
      .outbox.rowsOf(held.reservation)
      .filter(({ name }) => name.startsWith("text/"));
    expect(texts).toMatchObject([
      { name: "text/client-follow-up", last_outcome: "overtaken by client-cancellation" },
      { name: "text/owner-dispatch", last_outcome: "overtaken by owner-cancellation" },
    ]);
    expect(texts.map(({ state }) => state)).toEqual(["done", "done"]);
  });

  it("is confirmed to nobody either when that comes while Twilio is asked what it has sent", async () => {
    const stage = tripStage();
    await down(stage, "twilio");
    const held = await bookedTrip(stage);
    await stage.control("/sandbox/faults", {}, "DELETE");
    stage.onCall(/Messages\.json/, async (call) => {
      if (call.method === "GET") cancelTrip(stage, held);
      return stage.provider(call);
    });
    await stage.pass(2 * HOUR_MS);
    expect(stage.messages().filter(({ channel }) => channel === "whatsapp")).toEqual([]);
  });

  it("is told of by email as cancelled, and as nothing else", async () => {
    const stage = tripStage();
    await down(stage);
    const held = await bookedTrip(stage);
    cancelTrip(stage, held);
    await up(stage);
    expect(subjectsTo(stage, "ada@example.com")).toEqual([expect.stringMatching(/^Cancelled/)]);
    expect(subjectsTo(stage, OWNER)).toEqual([expect.stringMatching(/^Cancelled, do not drive/)]);
  });

  it("has its owner call no guest about a confirmation that did not arrive", async () => {
    const stage = tripStage();
    const held = await bookedTrip(stage);
    cancelTrip(stage, held);
    await stage.pass();
    const fact = { type: "receipt", id: "SM9", status: "failed", detail: "" } as const;
    for (const message of ["client-follow-up", "client-cancellation"] as const) {
      tripObject(stage).holds.record(held.reservation, message, { ...fact, message });
    }
    await stage.pass();
    const rows = tripObject(stage).outbox.rowsOf(held.reservation);
    const outcomeOf = (wanted: string) => rows.find(({ name }) => name === wanted)?.last_outcome;
    expect(outcomeOf("tell/owner-undelivered/client-follow-up")).toBe(
      "overtaken by owner-cancellation",
    );
    expect(outcomeOf("text/owner-undelivered-text/client-cancellation")).toBe("ok");
  });

  it("that took place is still confirmed: it was so, and is of use", async () => {
    const stage = tripStage();
    await down(stage);
    await bookedTrip(stage);
    stage.jump(Date.parse("2026-12-08T12:00:00Z") - stage.now());
    await stage.pass();
    await up(stage);
    expect(subjectsTo(stage, "ada@example.com")).toHaveLength(1);
    expect(subjectsTo(stage, OWNER)).toHaveLength(1);
  });
});

describe("emails about a session that were late", () => {
  it("do not confirm what is cancelled", async () => {
    const stage = tripStage();
    await down(stage);
    const { reservation, paymentUrl } = await reserve(stage, instant);
    await payLink(stage, paymentUrl);
    await stage.pass(20 * MINUTE_MS);
    objectOf(stage, reservation).object.bookings.cancelByGuest(reservation);
    await up(stage);
    expect(templatesTo(stage, GUEST_EMAIL)).toEqual(["guest_cancellation_confirmed"]);
    expect(templatesTo(stage, SUPPLIER_EMAIL)).toEqual(["supplier_guest_cancelled"]);
  });

  it("do not say that a request was sent which is declined", async () => {
    const stage = tripStage();
    await down(stage);
    const { reservation } = await reserve(stage, request);
    await stage.pass(20 * MINUTE_MS);
    objectOf(stage, reservation).object.bookings.decline(reservation);
    await up(stage);
    expect(templatesTo(stage, GUEST_EMAIL)).toEqual(["guest_request_declined"]);
    expect(templatesTo(stage, SUPPLIER_EMAIL)).toEqual([]);
  });

  it("do not say that a payment is pending which has come", async () => {
    const stage = tripStage();
    await down(stage);
    const { paymentUrl } = await reserve(stage, instant);
    await stage.pass(20 * MINUTE_MS);
    await payLink(stage, paymentUrl);
    await stage.pass(1_000);
    await up(stage);
    expect(templatesTo(stage, GUEST_EMAIL)).toEqual(["guest_payment_confirmed"]);
    expect(templatesTo(stage, SUPPLIER_EMAIL)).toEqual(["supplier_booking_confirmed"]);
  });

  it("still confirm to a supplier what they themselves ended, since nothing else tells them", async () => {
    const stage = tripStage();
    await down(stage);
    const { reservation, paymentUrl } = await reserve(stage, instant);
    await payLink(stage, paymentUrl);
    await stage.pass();
    stage.jump(CHECK_AT + MINUTE_MS - stage.now());
    objectOf(stage, reservation).object.bookings.reportNoExperience(reservation);
    await up(stage);
    expect(templatesTo(stage, GUEST_EMAIL)).toEqual(["guest_refund_processed"]);
    expect(templatesTo(stage, SUPPLIER_EMAIL)).toEqual(["supplier_booking_confirmed"]);
  });
});

describe("the confirmation of a room", () => {
  it("is not sent any more once the booking is cancelled", async () => {
    const stage = soundStage();
    await down(stage);
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    await stage.pass();
    stage.object().holds.cancel(held.reservation, { reason: "The guest asked" });
    await up(stage);
    expect(subjectsTo(stage, "ada@example.com")).toEqual([expect.stringMatching(/^Cancelled: /)]);
    expectSettled(stage);
  });
});

function cancelTrip(stage: Stage, { reservation }: HeldTrip): void {
  tripObject(stage).holds.cancel(reservation, { reason: "The guest asked" });
}
