import { describe, expect, it } from "vitest";
import type { Context } from "../../src/http/context.ts";
import { takeReceipt } from "../../src/http/webhooks/take-receipt.ts";
import type { LogLine } from "../../src/objects/event-log.ts";
import type { Receipt } from "../../src/providers/receipts.ts";
import { bookedTrip, told, tripJournal, tripOf, tripStage } from "../objects/service/trip.ts";

const bounced: Receipt = {
  channel: "email",
  message: "m1",
  event: "e1",
  status: "failed",
  tags: [],
  reason: "mailbox full",
};

async function trip() {
  const stage = tripStage();
  const held = await bookedTrip(stage);
  const before = { told: told(stage), journal: tripJournal(stage, held) };
  const log: LogLine[] = [];
  const env = { SERVICE: { getByName: stage.services.stub } };
  const context = { env, log: (line: LogLine) => void log.push(line) } as unknown as Context;
  const take = async (receipt: Partial<Receipt>) => {
    await takeReceipt({ ...bounced, ...receipt }, context);
    await stage.pass();
  };
  return { stage, held, before, log, take };
}

describe("a receipt", () => {
  it("of a message to the client has the owner told", async () => {
    const { stage, held, before, take } = await trip();
    await take({ tags: ["client-recap", held.reservation] });
    expect(told(stage)).toHaveLength(before.told.length + 1);
    expect(tripOf(stage, held)).toMatchObject({
      receipts: { "client-recap": { status: "failed" } },
    });
  });

  it("of an alert to staff that bounced tells nobody, and stands in the log as an error", async () => {
    const { stage, held, before, log, take } = await trip();
    await take({ tags: ["staff-alert", "dispute", held.reservation] });
    expect(told(stage)).toEqual(before.told);
    expect(tripJournal(stage, held)).toEqual(before.journal);
    expect(log).toMatchObject([
      {
        message: "Staff alert not delivered",
        level: "error",
        reservation: held.reservation,
        detail: "mailbox full",
      },
    ]);
  });

  it("of an alert of the desk that bounced is an error, too", async () => {
    const { log, take } = await trip();
    await take({ tags: ["staff-alert", "payment-without-booking"] });
    expect(log).toMatchObject([{ message: "Staff alert not delivered", level: "error" }]);
  });

  it.each(["delivered", "sent"] as const)(
    "of an alert to staff that was %s is nothing to worry about",
    async (status) => {
      const { held, log, take } = await trip();
      await take({ status, tags: ["staff-alert", "dispute", held.reservation] });
      expect(log).toMatchObject([{ message: "Receipt of no reservation", level: "info" }]);
    },
  );

  it.each(["constructor", "guest-confirmation", "a name of another product"])(
    'of "%s", which is no message of a trip, is not taken for one',
    async (name) => {
      const { stage, held, before, log, take } = await trip();
      await take({ tags: [name, held.reservation] });
      expect(told(stage)).toEqual(before.told);
      expect(tripJournal(stage, held)).toEqual(before.journal);
      expect(log).toMatchObject([{ message: "Receipt of no reservation" }]);
    },
  );
});
