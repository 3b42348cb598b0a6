import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { makeStage } from "../stage.ts";

const SECRET = "whsec_sandbox";
const stripe = new Stripe("sk_test_unused");

const event = (type = "invoice.paid") =>
  JSON.stringify({ id: "evt_1", object: "event", type, data: { object: {} } });

const signature = (payload: string, at: number, secret = SECRET) =>
  stripe.webhooks.generateTestHeaderString({
    payload,
    secret,
    timestamp: Math.floor(at / 1000),
  });

describe.each(["/webhook", "/api/webhooks/stripe"])("the webhook at %s", (path) => {
  const deliver = (stage: ReturnType<typeof makeStage>, body: string, header: string) =>
    stage.call(path, { method: "POST", body, headers: { "stripe-signature": header } });

  it("takes what Stripe signed, and logs events that change nothing", async () => {
    const stage = makeStage();
    const body = event();
    expect((await deliver(stage, body, signature(body, stage.now()))).status).toBe(200);
    expect(stage.lines("Webhook ignored")).toMatchObject([
      { event: "evt_1", type: "invoice.paid" },
    ]);
  });

  it("refuses what somebody else signed, and what nobody did", async () => {
    const stage = makeStage();
    const body = event();
    const forged = signature(body, stage.now(), "whsec_guess");
    for (const header of [forged, "", "t=1,v1=00", "v1=00", "nonsense"]) {
      expect((await deliver(stage, body, header)).status).toBe(401);
    }
  });

  it("refuses a body that is not the one signed", async () => {
    const stage = makeStage();
    const body = event();
    const header = signature(body, stage.now());
    expect((await deliver(stage, `${body} `, header)).status).toBe(401);
  });

  it("refuses a signature that is older than five minutes: a replay", async () => {
    const stage = makeStage();
    const body = event();
    const header = signature(body, stage.now());
    await stage.pass(300_000);
    expect((await deliver(stage, body, header)).status).toBe(200);
    await stage.pass(1_000);
    expect((await deliver(stage, body, header)).status).toBe(401);
  });

  it("accepts any of several signatures, as while a secret is rolled", async () => {
    const stage = makeStage();
    const body = event();
    const good = signature(body, stage.now());
    const [, old = ""] = signature(body, stage.now(), "whsec_old").split(",");
    expect((await deliver(stage, body, `${good},${old}`)).status).toBe(200);
  });

  it.each(["null", "[]", "{}", '{"type":"payment_intent.succeeded"}'])(
    "answers 200 to a signed body of no event's shape: %s",
    async (body) => {
      const stage = makeStage();
      expect((await deliver(stage, body, signature(body, stage.now()))).status).toBe(200);
    },
  );

  it("answers 500-free to a signed body that is not an event", async () => {
    const stage = makeStage();
    const body = "not json";
    const status = (await deliver(stage, body, signature(body, stage.now()))).status;
    expect(status).toBe(401);
  });
});

describe("Google's push messages", () => {
  const push = (stage: ReturnType<typeof makeStage>, channel: string, token: string) =>
    stage.call("/api/webhooks/google-calendar", {
      method: "POST",
      headers: { "x-goog-channel-id": channel, "x-goog-channel-token": token },
    });

  it("are refused without a channel and token of ours", async () => {
    const stage = makeStage();
    expect((await push(stage, "", "")).status).toBe(401);
    expect((await push(stage, "room_attic_0000000000000000", "x")).status).toBe(401);
    expect((await push(stage, "room_quiet-room_0000000000000000", "x")).status).toBe(401);
    expect(stage.lines("Calendar push refused")).toHaveLength(3);
  });
});
