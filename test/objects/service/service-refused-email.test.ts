import { describe, expect, it } from "vitest";
import { asService } from "../../../src/domain/service/service-reservation.ts";
import { makeStage, type Stage } from "../../stage.ts";
import { emailing, holdTrip, OWNER, payTrip, SERVICE, texting, tripOf } from "./trip.ts";

const DAY_MS = 24 * 60 * 60_000;

const refuse = (stage: Stage, skip: number, times = 1) =>
  stage.fault({ ...emailing, mode: "fail", status: 422, skip, times });

async function bookedUnderFaults(stage: Stage) {
  const held = await holdTrip(stage);
  await payTrip(stage, held);
  await stage.pass(DAY_MS);
  const reservation = asService(tripOf(stage, held) ?? expect.fail("no trip"));
  return { held, reservation, receipts: reservation.receipts };
}

const sent = (stage: Stage, channel: "email" | "whatsapp") =>
  stage.messages().filter((message) => message.channel === channel);

describe("an email about a trip that is refused for good", () => {
  it("did not arrive: the owner is told of it once, by WhatsApp", async () => {
    const stage = makeStage();
    await refuse(stage, 0);
    const { receipts, reservation } = await bookedUnderFaults(stage);
    expect(reservation.status).toBe("confirmed");
    const missed = Object.entries(receipts).filter(([, { status }]) => status === "failed");
    expect(missed).toMatchObject([[expect.stringMatching(/-recap$/), { status: "failed" }]]);
    const [[name = ""] = []] = missed;
    expect(Object.keys(receipts)).toContain(`owner-undelivered-text/${name}`);
    expect(sent(stage, "email")).toHaveLength(1);
    expect(sent(stage, "whatsapp")).toHaveLength(3);
  });

  it("is told in the same words when the answer to that was lost, whatever has arrived since", async () => {
    const stage = makeStage();
    await refuse(stage, 0);
    // The third is the notice. Its callbacks are lost, so only a look can tell that it is out.
    await stage.fault({ ...texting, mode: "timeout-after-success", skip: 2, times: 1 });
    const lost = { provider: "twilio", operation: "callbacks.deliver", mode: "fail" };
    await stage.fault({ ...lost, times: 1000 });
    const held = await holdTrip(stage);
    await payTrip(stage, held);
    await stage.pass(500);
    const { holds } = stage.services.service(SERVICE).object;
    const seen = {
      message: "client-follow-up",
      id: "SM1",
      status: "delivered",
      detail: "",
    } as const;
    holds.record(held.reservation, "evt_delivered", { type: "receipt", ...seen });
    await stage.pass(DAY_MS);
    expect(sent(stage, "whatsapp")).toHaveLength(3);
  });

  it("and was the notice that a WhatsApp message had not arrived, is staff's", async () => {
    const stage = makeStage();
    await refuse(stage, 2, 1);
    await stage.fault({ ...texting, mode: "fail", status: 400, times: 1 });
    const { reservation } = await bookedUnderFaults(stage);
    expect(reservation.status).toBe("confirmed");
    const told = sent(stage, "email").map(({ to }) => to);
    expect(told).toEqual(expect.arrayContaining(["ada@example.com", OWNER]));
    expect(told).toHaveLength(3);
    expect(sent(stage, "email").at(-1)?.subject).toMatch(/^Needs attention/);
  });
});
