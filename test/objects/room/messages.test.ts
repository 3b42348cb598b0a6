import { describe, expect, it } from "vitest";
import { expectSettled, soundStage } from "./sound.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe("the guest's confirmation", () => {
  it("has the room, every day, the code and one event a day to take home", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    await stage.pass();
    const [email] = stage.messages();
    expect(email?.subject).toContain(stage.reservation(held.reservation)?.code ?? "no code");
    const file = atob(email?.attachments[0]?.content ?? "");
    expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(3);
  });

  it.each([
    { mode: "fail", status: 500 },
    { mode: "fail", status: 429 },
    { mode: "fail", status: 401 },
    { mode: "fail", status: 422, reason: "MS42207" },
    { mode: "fail", status: 422, reason: "MS42225" },
    { mode: "timeout" },
  ])(
    "is sent once, when MailerSend is back after an hour ($mode $status $reason); the booking did not wait",
    async (fault) => {
      const stage = soundStage();
      await stage.fault({
        provider: "mailersend",
        operation: "email.send",
        times: 100_000,
        ...fault,
      });
      const held = await stage.hold();
      await stage.pay(held.paymentIntent);
      await stage.pass();
      expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
      await stage.pass(HOUR_MS - 2 * MINUTE_MS);
      await stage.control("/sandbox/faults", {}, "DELETE");
      await stage.pass(HOUR_MS);
      expect(stage.messages().map(({ to }) => to)).toEqual(["ada@example.com"]);
      await stage.pass(24 * HOUR_MS);
      expect(stage.messages()).toHaveLength(1);
      expectSettled(stage);
    },
  );

  it("that MailerSend refuses for good (422) is an open item that staff hear of once", async () => {
    const stage = soundStage();
    await stage.fault({
      provider: "mailersend",
      operation: "email.send",
      mode: "fail",
      status: 422,
    });
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    await stage.pass(24 * HOUR_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expect(Object.values(stage.reservation(held.reservation)?.items ?? {})).toEqual([
      "effect-stuck",
    ]);
    expect(stage.messages().map(({ to }) => to)).toEqual(["admin@labourtemple.example"]);
    stage.object().outbox.hurry(`${held.reservation}/tell/guest-confirmation`, stage.now());
    stage.object().arm();
    await stage.pass();
    expect(stage.messages().map(({ to }) => to)).toEqual([
      "admin@labourtemple.example",
      "ada@example.com",
    ]);
  });
});
