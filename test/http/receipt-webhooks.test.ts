import { createHmac } from "node:crypto";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, it } from "vitest";
import { mailerSendWebhook } from "../../src/http/webhooks/mailersend.ts";
import { twilioWebhook } from "../../src/http/webhooks/twilio.ts";
import type { LogLine } from "../../src/objects/event-log.ts";
import type { Receipt } from "../../src/providers/receipts.ts";

const PUBLIC = "https://bookings.example";
const TOKEN = "token-1";
const SECRET = "secret-1";

function desk() {
  const log: LogLine[] = [];
  const receipts: Receipt[] = [];
  const receive = async (receipt: Receipt) => void receipts.push(receipt);
  return { log, receipts, receive, context: { log: (line: LogLine) => void log.push(line) } };
}

const FORM = { MessageSid: "SM1", MessageStatus: "read" };

/** A callback to the public address, arriving under another host as behind a proxy. */
function twilioRequest(form: Record<string, string> = FORM, token = TOKEN) {
  const path = "/api/webhooks/twilio?tag=client-follow-up&tag=res_1%20%27x%27";
  return new Request(`http://127.0.0.1:8787${path}`, {
    method: "POST",
    body: new URLSearchParams(form),
    headers: { "x-twilio-signature": getExpectedTwilioSignature(token, PUBLIC + path, form) },
  });
}

function mailerSendRequest(body: string, secret = SECRET) {
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const place = `${PUBLIC}/api/webhooks/mailersend`;
  return new Request(place, { method: "POST", body, headers: { signature } });
}

describe("the webhook of Twilio", () => {
  const settings = { authToken: TOKEN, publicUrl: PUBLIC };

  it("hands a signed receipt on, whatever host it came to", async () => {
    const { receipts, receive, context } = desk();
    const answer = await twilioWebhook(twilioRequest(), settings, context, receive);
    expect(answer.status).toBe(204);
    expect(receipts).toMatchObject([
      { message: "SM1", status: "read", tags: ["client-follow-up", "res_1 'x'"] },
    ]);
  });

  it("refuses what another token signed, and says so without a secret or a number", async () => {
    const { log, receipts, receive, context } = desk();
    const answer = await twilioWebhook(twilioRequest(FORM, "x"), settings, context, receive);
    expect(answer.status).toBe(401);
    expect(receipts).toEqual([]);
    expect(log).toEqual([
      { message: "Webhook signature refused", level: "warn", endpoint: "twilio" },
    ]);
  });

  it("answers what is no receipt, and refuses what is too large", async () => {
    const { receipts, receive, context } = desk();
    const incoming = twilioRequest({ MessageSid: "SM2", SmsStatus: "received", Body: "Hello" });
    expect((await twilioWebhook(incoming, settings, context, receive)).status).toBe(204);
    const large = twilioRequest({ ...FORM, Body: "x".repeat(70_000) });
    expect((await twilioWebhook(large, settings, context, receive)).status).toBe(413);
    expect(receipts).toEqual([]);
  });

  it("does not swallow that a receipt could not be stored", async () => {
    const down = async () => Promise.reject(new Error("overloaded"));
    const call = twilioWebhook(twilioRequest(), settings, desk().context, down);
    await expect(call).rejects.toThrow("overloaded");
  });
});

describe("the webhook of MailerSend", () => {
  const delivered = JSON.stringify({
    type: "activity.delivered",
    data: { id: "e1", message_id: "m1", tags: ["client-recap", "res_1"], meta: [] },
  });
  const settings = { secret: SECRET };

  it("hands a signed receipt on", async () => {
    const { receipts, receive, context } = desk();
    const request = mailerSendRequest(delivered);
    expect((await mailerSendWebhook(request, settings, context, receive)).status).toBe(204);
    expect(receipts).toMatchObject([{ message: "m1", event: "e1", status: "delivered" }]);
  });

  it("refuses what another secret signed", async () => {
    const { log, receipts, receive, context } = desk();
    const request = mailerSendRequest(delivered, "secret-2");
    expect((await mailerSendWebhook(request, settings, context, receive)).status).toBe(401);
    expect(receipts).toEqual([]);
    expect(log).toMatchObject([{ message: "Webhook signature refused", endpoint: "mailersend" }]);
  });

  it("answers its ping, and what is no receipt", async () => {
    const { receipts, receive, context } = desk();
    const ping = mailerSendRequest(
      JSON.stringify({ type: "webhook.test" }),
      "test_Am3L1GuOIc4blLUuHqAPxxwkZaJyEk8G",
    );
    expect((await mailerSendWebhook(ping, settings, context, receive)).status).toBe(204);
    const opened = mailerSendRequest(JSON.stringify({ type: "activity.opened", data: {} }));
    expect((await mailerSendWebhook(opened, settings, context, receive)).status).toBe(204);
    expect(receipts).toEqual([]);
  });
});
