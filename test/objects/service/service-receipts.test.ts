import { expect, it } from "vitest";
import { asService } from "../../../src/domain/service/service-reservation.ts";
import { makeStage, type Stage } from "../../stage.ts";
import { bookedTrip, type HeldTrip, OWNER, ride, told, tripJournal, tripOf } from "./trip.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** WhatsApp takes a message to it and does not deliver (63024). */
const unreachable = { guest: { ...ride.guest, phone: "+1 868 765 3024" } };

const lost = (stage: Stage) =>
  stage.fault({ provider: "twilio", operation: "callbacks.deliver", mode: "fail", times: 999 });
const silent = (stage: Stage) =>
  stage.fault({
    provider: "twilio",
    operation: "messages.fetch",
    mode: "fail",
    status: 500,
    times: 999,
  });

const receiptsOf = (stage: Stage, held: HeldTrip) => {
  const reservation = tripOf(stage, held);
  if (reservation === undefined) throw new Error("no such trip");
  const { receipts } = asService(reservation);
  return [receipts["client-follow-up"]?.status, receipts["owner-dispatch"]?.status];
};

/** The addresses of single messages that Twilio is asked about from now on; the first at least. */
function looksOf(stage: Stage): string[] {
  const looks: string[] = [];
  stage.onCall(/\/Messages\/SM\w+\.json/, async ({ url }) => void looks.push(url));
  return looks;
}

const isNotice = /^(Please call|No hurry)/;
const notices = (stage: Stage) =>
  stage.messages().filter(({ to, subject }) => to === OWNER && isNotice.test(subject ?? ""));

it("looks at WhatsApp messages whose callbacks were lost, and takes what it sees for a receipt", async () => {
  const stage = makeStage();
  await lost(stage);
  const held = await bookedTrip(stage);
  await stage.pass(10 * MINUTE_MS);
  expect(receiptsOf(stage, held)).toEqual(["queued", "queued"]);
  await stage.pass(10 * MINUTE_MS);
  expect(receiptsOf(stage, held)).toEqual(["delivered", "delivered"]);
  expect(told(stage)).toHaveLength(4);
});

it("alerts the owner once of an undelivered message, also when the lost callback comes later", async () => {
  const stage = makeStage();
  await lost(stage);
  const held = await bookedTrip(stage, unreachable);
  expect(notices(stage)).toEqual([]);
  await stage.pass(20 * MINUTE_MS);
  expect(notices(stage)).toHaveLength(1);
  const id = asService(tripOf(stage, held) ?? expect.fail("no trip")).receipts["client-follow-up"]
    ?.id;
  stage.services.service("airport-transfers").object.holds.record(held.reservation, "late", {
    type: "receipt",
    message: "client-follow-up",
    id: id ?? "",
    status: "undelivered",
    detail: "63024",
  });
  await stage.pass(3 * HOUR_MS);
  expect(notices(stage)).toHaveLength(1);
  expect(notices(stage)[0]?.text).toContain("63024");
});

it.each([
  ["no hurry when the guest's email was delivered", ride.guest.email, /^No hurry/],
  [
    "to call when the email did not arrive either",
    "bounce@example.com",
    /^Please call .* not reached/,
  ],
])("alerts the owner of a WhatsApp that failed: %s", async (_words, email, subject) => {
  const stage = makeStage();
  await lost(stage);
  await bookedTrip(stage, { guest: { ...unreachable.guest, email } });
  await stage.pass(20 * MINUTE_MS);
  expect(notices(stage).map((notice) => subject.test(notice.subject ?? ""))).toEqual([true]);
});

it("asks about no message of which the callback said how it ended", async () => {
  const stage = makeStage();
  const looks = looksOf(stage);
  await bookedTrip(stage);
  await stage.pass(3 * HOUR_MS);
  expect(looks).toEqual([]);
});

it("looks again after an hour, and then says that it does not know: no one is alarmed", async () => {
  const stage = makeStage();
  await lost(stage);
  await silent(stage);
  const held = await bookedTrip(stage);
  await stage.pass(70 * MINUTE_MS);
  expect(receiptsOf(stage, held)).toEqual(["queued", "queued"]);
  await stage.pass(3 * HOUR_MS);
  expect(receiptsOf(stage, held)).toEqual(["unknown", "unknown"]);
  expect(notices(stage)).toEqual([]);
  expect(tripJournal(stage, held)).not.toContain("ItemOpened");
  const looks = looksOf(stage);
  await stage.pass(12 * HOUR_MS);
  expect(looks).toEqual([]);
});

it("still believes a callback that comes after it gave up looking", async () => {
  const stage = makeStage();
  await lost(stage);
  await silent(stage);
  const held = await bookedTrip(stage);
  await stage.pass(5 * HOUR_MS);
  stage.services.service("airport-transfers").object.holds.record(held.reservation, "late", {
    type: "receipt",
    message: "client-follow-up",
    id: "SM1",
    status: "undelivered",
    detail: "63024",
  });
  await stage.pass(MINUTE_MS);
  expect(receiptsOf(stage, held)[0]).toBe("undelivered");
  expect(notices(stage)).toHaveLength(1);
});
