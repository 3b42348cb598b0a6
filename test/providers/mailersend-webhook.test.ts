import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { mailerSendNews } from "../../src/providers/mailersend/mailersend-webhook.ts";

const SECRET = "secret-1";
/** MailerSend publishes it, and signs its ping with it. */
const PING_SECRET = "test_Am3L1GuOIc4blLUuHqAPxxwkZaJyEk8G";

const sign = (body: string, secret = SECRET) =>
  createHmac("sha256", secret).update(body).digest("hex");

/** An event of MailerSend's Webhooks v2, with its slashes escaped as MailerSend does. */
function event(type: string, data: object = {}): string {
  const body = {
    type: `activity.${type}`,
    created_at: "2026-12-01T12:00:00.000000Z",
    data: {
      id: "6aa59d304ab3f14ef03ccf50",
      domain_id: "d1",
      message_id: "6aa59d2fbf35297925087058",
      email_id: "6aa59d3037403a10c4d4d18e",
      type,
      subject: "Booked: 10/12",
      recipient: "ada@example.com",
      tags: ["client-recap", "service-transfer", "res_1"],
      meta: [],
      ...data,
    },
    webhook_id: "w1",
  };
  return JSON.stringify(body).replaceAll("/", "\\/");
}

const read = (body: string, signature = sign(body), secret = SECRET) =>
  mailerSendNews(body, signature, secret);

describe("a webhook of MailerSend", () => {
  it("says what became of which email, and with which tags it was sent", async () => {
    expect(await read(event("delivered"))).toEqual({
      kind: "receipt",
      receipt: {
        channel: "email",
        message: "6aa59d2fbf35297925087058",
        event: "6aa59d304ab3f14ef03ccf50",
        status: "delivered",
        tags: ["client-recap", "service-transfer", "res_1"],
      },
    });
  });

  it.each([
    ["sent", "sent"],
    ["deferred", "delayed"],
    ["soft_bounced", "undelivered"],
    ["hard_bounced", "failed"],
    ["suppressed", "failed"],
    ["spam_complaint", "complained"],
  ])("%s is %s", async (type, status) => {
    expect(await read(event(type))).toMatchObject({ receipt: { status } });
  });

  it("names the reason of a bounce, without the address", async () => {
    const bounce_reason = "550 5.1.1 <ada@example.com>: no such user";
    const body = event("hard_bounced", { meta: { bounce_reason, bounce_code: 550 } });
    const news = await read(body);
    expect(news).toMatchObject({ receipt: { code: "550", reason: "550 5.1.1 <…>: no such user" } });
  });

  it("reads an email without tags", async () => {
    expect(await read(event("sent", { tags: null }))).toMatchObject({ receipt: { tags: [] } });
  });

  it.each([
    ["opened", event("opened")],
    ["of no message", event("sent", { message_id: undefined })],
    ["of no activity", event("sent", { id: 7 })],
    ["of another kind", JSON.stringify({ type: "maintenance.start" })],
    ["without data", JSON.stringify({ type: "activity.sent", data: null })],
    ["of a nasty name", JSON.stringify({ type: "constructor", data: {} })],
    ["null", "null"],
    ["a list", "[]"],
    ["no JSON", "{"],
  ])("is no receipt when it is %s", async (_what, body) => {
    expect((await read(body)).kind).toBe("other");
  });

  it.each([
    ["nobody", ""],
    ["another secret", sign(event("sent"), "secret-2")],
    ["another body", sign(event("delivered"))],
    ["capitals", sign(event("sent")).toUpperCase()],
    ["half of it", sign(event("sent")).slice(0, 32)],
  ])("is forged when it is signed by %s", async (_whom, signature) => {
    expect(await read(event("sent"), signature)).toEqual({ kind: "forged" });
  });

  it("is forged while there is no secret to check it with", async () => {
    const body = event("sent");
    expect(await read(body, sign(body, ""), "")).toEqual({ kind: "forged" });
  });

  it("that only pings is answered, whoever sends it", async () => {
    const ping = JSON.stringify({ type: "webhook.test", message: "This is a ping test message" });
    expect(await read(ping, sign(ping, PING_SECRET))).toEqual({ kind: "ping" });
    expect(await read(ping, sign(ping, PING_SECRET), "")).toEqual({ kind: "ping" });
  });

  it("is forged when the ping's published secret signs anything else", async () => {
    const body = event("delivered");
    expect(await read(body, sign(body, PING_SECRET))).toEqual({ kind: "forged" });
  });
});
