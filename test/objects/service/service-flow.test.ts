import { expect, it } from "vitest";
import {
  askTrip,
  bookedTrip,
  holdTrip,
  listingTexts,
  OWNER,
  payTrip,
  ride,
  SERVICE,
  texting,
  told,
  tripJournal,
  tripOf,
  tripStage,
} from "./trip.ts";

const HOUR_MS = 60 * 60_000;
const everybody = [
  "email ada@example.com",
  `email ${OWNER}`,
  "whatsapp +18685550117",
  "whatsapp +18687650199",
];

it("makes one booking and four confirmations of one paid checkout", async () => {
  const stage = tripStage();
  const held = await bookedTrip(stage);
  const reservation = tripOf(stage, held);
  expect(reservation).toMatchObject({ kind: "service", status: "confirmed" });
  expect(told(stage)).toEqual(everybody);
  for (const { text } of stage.messages()) expect(text).toContain(held.bookingCode);
  expect(stage.lines("Booking confirmed")).toHaveLength(1);
});

it("is told the same ten times, in two kinds of events: four messages, not five", async () => {
  const stage = tripStage();
  const held = await holdTrip(stage);
  await payTrip(stage, held);
  const events = (await stage.state().stripe.events) as { id: string; type: string }[];
  const about = events.filter(({ type }) =>
    /payment_intent.succeeded|session.completed/.test(type),
  );
  expect(about).toHaveLength(2);
  for (let round = 0; round < 5; round += 1) {
    for (const { id } of about) await stage.control(`/sandbox/stripe/events/${id}/resend`, {});
    await stage.pass(1_000);
  }
  await stage.pass();
  expect(told(stage)).toEqual(everybody);
  expect(tripJournal(stage, held).filter((type) => type === "PaymentCaptured")).toHaveLength(1);
});

it("sends the two emails at once while Twilio is down, and WhatsApp when it is back, each once", async () => {
  const stage = tripStage();
  await stage.fault({ ...texting, mode: "fail", status: 503, times: 500 });
  await stage.fault({ ...listingTexts, mode: "fail", status: 503, times: 500 });
  await bookedTrip(stage);
  expect(told(stage)).toEqual(everybody.slice(0, 2));
  await stage.pass(HOUR_MS);
  expect(told(stage)).toEqual(everybody.slice(0, 2));
  await stage.provider(new Request("http://localhost:8787/sandbox/faults", { method: "DELETE" }));
  await stage.pass(2 * HOUR_MS);
  expect(told(stage)).toEqual(everybody);
});

it("is not doubled by an answer of Twilio's that was lost: the look finds what was sent", async () => {
  const stage = tripStage();
  await stage.fault({ ...texting, mode: "timeout-after-success", times: 2 });
  await bookedTrip(stage);
  await stage.pass(10 * 60_000);
  expect(told(stage)).toEqual(everybody);
});

it("asks no guest without WhatsApp, and the owner sees that", async () => {
  const stage = tripStage();
  await bookedTrip(stage, { guest: { ...ride.guest, whatsapp: false } });
  expect(told(stage)).toEqual(everybody.slice(0, 3));
  const owner = stage.messages().find(({ to }) => to === OWNER);
  expect(owner?.text).toContain("No WhatsApp");
});

it("tells the owner by email, once, of a WhatsApp that did not arrive", async () => {
  const stage = tripStage();
  const guest = { ...ride.guest, phone: "+1 868 765 3024" };
  const held = await bookedTrip(stage, { guest });
  await stage.pass(HOUR_MS);
  const notices = stage.messages().filter(({ to, channel }) => to === OWNER && channel === "email");
  expect(notices).toHaveLength(2);
  expect(tripOf(stage, held)).toMatchObject({ status: "confirmed" });
  expect(stage.lines("Message not delivered")).toHaveLength(1);
});

it("tells the owner by WhatsApp, once, of an email that bounced", async () => {
  const stage = tripStage();
  await bookedTrip(stage, { guest: { ...ride.guest, email: "bounce@example.com" } });
  await stage.pass(HOUR_MS);
  const texts = stage
    .messages()
    .filter(({ to, channel }) => to === "+18685550117" && channel === "whatsapp");
  expect(texts).toHaveLength(2);
});

it("keeps a vehicle for who is paying, and sells no more than there are", async () => {
  const stage = tripStage();
  const guests = Array.from({ length: 12 }, (_, index) => ({
    ...ride.guest,
    email: `guest${index}@example.com`,
  }));
  const answers = await Promise.all(guests.map((guest) => askTrip(stage, { guest })));
  const statuses = answers.map(({ status }) => status).toSorted();
  expect(statuses).toEqual([201, 201, ...Array.from({ length: 10 }, () => 409)]);
});

it("offers other times of that day with the refusal, at which the trip can be had", async () => {
  const stage = tripStage();
  await holdTrip(stage, { format: "convoy" });
  const guest = { ...ride.guest, email: "b@example.com" };
  const refused = await askTrip(stage, { guest });
  expect(refused.status).toBe(409);
  const { alternatives } = (await refused.json()) as { alternatives: { start: string }[] };
  expect(alternatives).toEqual([
    { dates: ["2026-12-07"], start: "07:30", end: "09:00" },
    { dates: ["2026-12-07"], start: "10:30", end: "12:00" },
    { dates: ["2026-12-07"], start: "10:45", end: "12:15" },
  ]);
  expect((await askTrip(stage, { guest, time: alternatives[2]?.start })).status).toBe(201);
});

it("offers also what is taken only by the guest's own unpaid trip", async () => {
  const stage = tripStage();
  const other = { ...ride.guest, email: "b@example.com" };
  await holdTrip(stage, { format: "convoy", guest: other });
  const own = await holdTrip(stage, { format: "convoy", time: "10:30" });
  const [, session] = stage.state().stripe.checkoutSessions;
  const replaces = { reservation: own.reservation, checkoutSession: session?.id };
  const refused = await askTrip(stage, { format: "convoy", time: "09:45", replaces });
  expect(await refused.json()).toMatchObject({
    code: "slot-taken",
    alternatives: expect.arrayContaining([{ dates: ["2026-12-07"], start: "10:30", end: "12:00" }]),
  });
});

it("gives the vehicle back when nobody pays, and the page with it", async () => {
  const stage = tripStage();
  const held = await holdTrip(stage, { format: "convoy" });
  await stage.pass(31 * 60_000);
  expect(tripOf(stage, held)).toMatchObject({ status: "expired" });
  await expect(payTrip(stage, held)).rejects.toThrow("410");
  expect((await askTrip(stage, { guest: { ...ride.guest, email: "b@example.com" } })).status).toBe(
    201,
  );
});

it("rescues or refunds what is paid at the last moment, and never books what is gone", async () => {
  const stage = tripStage();
  const held = await holdTrip(stage, { format: "convoy" });
  await payTrip(stage, held, "4000000000000341").catch(() => {});
  await stage.pass(2 * HOUR_MS);
  expect(["expired", "confirmed"]).toContain(tripOf(stage, held)?.status);
});

it("answers the guest's page by the checkout's own id only", async () => {
  const stage = tripStage();
  const held = await bookedTrip(stage);
  const session = stage.state().stripe.checkoutSessions.at(-1)?.id;
  const ask = (id: string | undefined) =>
    stage.call(
      `/api/bookings/by-checkout-session?session_id=${id}&reservation=${held.reservation}`,
    );
  expect(await (await ask(session)).json()).toMatchObject({
    status: "confirmed",
    booking: { code: held.bookingCode, passengers: 2 },
  });
  expect(await (await ask("cs_test_another")).json()).toEqual({ status: "unknown", booking: null });
});

it("tells client and owner of a cancellation, and refunds by the policy", async () => {
  const stage = tripStage();
  const held = await bookedTrip(stage);
  const cancelled = stage.services
    .service(SERVICE)
    .object.holds.cancel(held.reservation, { reason: "The guest asked" });
  expect(cancelled).toEqual({ ok: true });
  await stage.pass();
  expect(tripOf(stage, held)).toMatchObject({ status: "cancelled" });
  expect(stage.refunds()).toMatchObject([{ amount: held.amount }]);
  expect(told(stage)).toHaveLength(6);
});

it.each([
  ["route", { route: "moon" }, "route"],
  ["format", { format: "shared-boat" }, "format"],
  ["no passengers", { passengers: 0 }, "passengers"],
  ["half a passenger", { passengers: 1.5 }, "passengers"],
  ["a past date", { date: "2026-11-01" }, "date"],
  ["a number that is none", { guest: { ...ride.guest, phone: "12345" } }, "guest.phone"],
  ["an amount of the client's", { amount: 1 }, "amount"],
])("refuses %s, names the field and changes nothing", async (_what, changes, field) => {
  const stage = tripStage();
  const answer = await askTrip(stage, changes);
  expect(answer.status).toBe(422);
  const { violations } = (await answer.json()) as { violations: { field: string }[] };
  expect(violations.map((violation) => violation.field)).toContain(field);
  expect(stage.state().stripe.checkoutSessions).toEqual([]);
});
