import { expect, it } from "vitest";
import type { Undelivered } from "../../../src/domain/effect.ts";
import { textAccepted } from "../../../src/domain/service/decide-text.ts";
import { asService } from "../../../src/domain/service/service-reservation.ts";
import type { Stage } from "../../stage.ts";
import {
  bookedTrip,
  emailing,
  type HeldTrip,
  listingTexts,
  SERVICE,
  texting,
  told,
  tripOf,
  tripStage,
} from "./trip.ts";

const MINUTE_MS = 60_000;
const holdsOf = (stage: Stage) => stage.services.service(SERVICE).object.holds;

it("does not send an email again whose receipt has come, though its answer was lost", async () => {
  const stage = tripStage();
  await stage.fault({ ...emailing, mode: "timeout-after-success", times: 2 });
  await bookedTrip(stage);
  await stage.pass(10 * MINUTE_MS);
  expect(told(stage)).toHaveLength(4);
});

it("does not even look for a WhatsApp message whose receipt has come", async () => {
  const stage = tripStage();
  await stage.fault({ ...texting, mode: "timeout-after-success", times: 2 });
  await stage.fault({ ...listingTexts, mode: "fail", status: 503, times: 500 });
  const { reservation } = await bookedTrip(stage);
  await stage.pass(10 * MINUTE_MS);
  const rows = stage.services.service(SERVICE).object.outbox.rowsOf(reservation);
  const texts = rows.filter(({ name }) => name.startsWith("text/"));
  expect(texts.map(({ state }) => state)).toEqual(["done", "done"]);
  expect(told(stage)).toHaveLength(4);
});

it("writes down that a copy may be a second one, though a receipt of the first was faster", async () => {
  const stage = tripStage();
  const held = await bookedTrip(stage);
  const trip = asService(tripOf(stage, held) ?? expect.fail("no trip"));
  const known = trip.receipts["client-follow-up"] ?? expect.fail("no receipt");
  expect(known.status).toBe("delivered");
  const second = {
    message: "client-follow-up",
    id: "SM2",
    detail: "perhaps a second copy",
  } as const;
  const { events, effects } = textAccepted(trip, second, trip.heldAt);
  expect(events).toEqual([
    { type: "ReceiptRecorded", message: "client-follow-up", ...known, detail: second.detail },
  ]);
  expect(effects).toEqual([]);
});

it("writes down that there may be two, where a receipt answers for several attempts", async () => {
  const stage = tripStage();
  for (const operation of ["messages.create", "messages.list"]) {
    await stage.fault({ provider: "twilio", operation, mode: "fail", status: 503, times: 500 });
  }
  const held = await bookedTrip(stage);
  await stage.pass(MINUTE_MS);
  const { object } = stage.services.service(SERVICE);
  expect(object.outbox.attempt(held.reservation, "text/owner-dispatch")?.attempts).toBeGreaterThan(
    2,
  );
  const fact = { type: "receipt", id: "SM1", status: "sent", detail: "" } as const;
  object.holds.record(held.reservation, "sent", { ...fact, message: "owner-dispatch" });
  await stage.pass(10 * MINUTE_MS);
  const details = object.store
    .journal(held.reservation)
    .flatMap(({ event }) => (event.type === "ReceiptRecorded" ? event.detail : []));
  expect(details).toContainEqual(expect.stringContaining("perhaps a second copy"));
});

it.each([
  { answer: "fails for hours", status: 503, times: 5000, afterMs: 15 * MINUTE_MS },
  { answer: "is refused for good", status: 404, times: 5000, afterMs: MINUTE_MS },
])(
  "sends a WhatsApp although what was sent cannot be asked for: the list $answer",
  async ({ status, times, afterMs }) => {
    const stage = tripStage();
    const fault = { provider: "twilio", mode: "fail" };
    await stage.fault({ ...fault, operation: "messages.create", status: 503, times: 2 });
    await stage.fault({ ...fault, operation: "messages.list", status, times });
    const { reservation } = await bookedTrip(stage);
    await stage.pass(afterMs);
    const texts = stage.messages().filter(({ channel }) => channel === "whatsapp");
    expect(texts).toHaveLength(2);
    const details = stage.services
      .service(SERVICE)
      .object.store.journal(reservation)
      .flatMap(({ event }) => (event.type === "ReceiptRecorded" ? event.detail : []));
    const said = details.filter((detail) => /second copy: .* could not be asked/.test(detail));
    expect(said).toHaveLength(2);
  },
);

it("waits some minutes for the list: it may say that the message is there", async () => {
  const stage = tripStage();
  const fault = { provider: "twilio", mode: "fail", status: 503 };
  await stage.fault({ ...fault, operation: "messages.create", times: 2 });
  await stage.fault({ ...fault, operation: "messages.list", times: 5000 });
  await bookedTrip(stage);
  await stage.pass(8 * MINUTE_MS);
  expect(stage.messages().filter(({ channel }) => channel === "whatsapp")).toEqual([]);
});

it("keeps two notices of one trip apart: that one arrived says nothing of the other", async () => {
  const stage = tripStage();
  const held = await bookedTrip(stage);
  say(stage, held, "owner-undelivered", "delivered", "client-follow-up");
  say(stage, held, "owner-undelivered", "undelivered", "owner-dispatch");
  const { items, receipts } = asService(tripOf(stage, held) ?? expect.fail("no trip"));
  expect(receipts).toMatchObject({
    "owner-undelivered/client-follow-up": { status: "delivered" },
    "owner-undelivered/owner-dispatch": { status: "undelivered" },
  });
  expect(items).toEqual({});
  await stage.pass();
  const alerts = stage.messages().filter(({ subject }) => subject?.startsWith("Needs attention"));
  expect(alerts).toHaveLength(1);
});

function say(
  stage: Stage,
  { reservation }: HeldTrip,
  message: "owner-undelivered",
  status: "delivered" | "undelivered",
  about: Undelivered["message"],
): void {
  const fact = { type: "receipt", message, about, id: about, status, detail: "" } as const;
  holdsOf(stage).record(reservation, `${about} ${status}`, fact);
}
