import { createHmac } from "node:crypto";
import { EmailParams, Recipient, Sender } from "mailersend";
import { EmailModule } from "mailersend/lib/modules/Email.module.js";
import { afterEach, describe, expect, it, vi } from "vitest";
import { mailerSendNews } from "../../src/providers/mailersend/mailersend-webhook.ts";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { BASE, makeBench } from "./bench.ts";

const SECRET = SANDBOX_KEYS.mailersendWebhookSecret;
const WEBHOOK = `${BASE}/api/webhooks/mailersend`;

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A sandbox whose MailerSend has been asked to tell, and emails sent through the real package. */
function makeMail(settings: Parameters<typeof makeBench>[0] = { mailersendWebhookUrl: WEBHOOK }) {
  const bench = makeBench(settings);
  vi.stubGlobal("fetch", (input: RequestInfo | URL, init?: RequestInit) =>
    bench.sandbox.handle(new Request(input, init)),
  );
  const module = new EmailModule(SANDBOX_KEYS.mailersend, `${BASE}/sandbox/mailersend/v1`);
  const send = async (address: string) => {
    const email = new EmailParams()
      .setFrom(new Sender("bookings@example.com", "Cocoa"))
      .setTo([new Recipient(address, "Ada")])
      .setSubject("Booked 10/12")
      .setText("See you.")
      .setTags(["client-recap", "res_service_transfer_1"]);
    return String((await module.send(email)).headers["x-message-id"]);
  };
  const types = () =>
    bench.received.map(({ body }) => (JSON.parse(body) as { type: string }).type.slice(9));
  return { bench, send, types };
}

describe("an email's way", () => {
  it.each([
    ["ada@example.com", ["sent", "delivered"]],
    ["bounce@example.com", ["sent", "hard_bounced"]],
    ["bounce+7@example.com", ["sent", "hard_bounced"]],
    ["softbounce@example.com", ["sent", "soft_bounced"]],
    ["latebounce@example.com", ["sent", "delivered", "hard_bounced"]],
    ["deferred@example.com", ["sent", "deferred", "delivered"]],
    ["complaint@example.com", ["sent", "delivered", "spam_complaint"]],
    ["suppressed@example.com", ["suppressed"]],
    ["constructor@example.com", ["sent", "delivered"]],
  ])("is told step by step: %s", async (address, way) => {
    const { bench, send, types } = makeMail();
    await send(address);
    expect(types()).toEqual([]);
    await bench.advance(10_000);
    expect(types()).toEqual(way);
    expect(bench.sandbox.state().messages).toMatchObject([{ status: way.at(-1) }]);
  });

  it("is signed over the bytes that are sent, and read by the product", async () => {
    const { bench, send } = makeMail();
    const id = await send("bounce@example.com");
    await bench.advance(10_000);
    const receipts = [];
    for (const { url, headers, body } of bench.received) {
      expect(url).toBe(WEBHOOK);
      const signature = headers.get("signature") ?? "";
      expect(signature).toBe(createHmac("sha256", SECRET).update(body).digest("hex"));
      expect(body).toContain("10\\/12");
      receipts.push(await mailerSendNews(body, signature, SECRET));
    }
    const receipt = {
      channel: "email",
      message: id,
      tags: ["client-recap", "res_service_transfer_1"],
    };
    expect(receipts).toMatchObject([
      { kind: "receipt", receipt: { ...receipt, status: "sent" } },
      { kind: "receipt", receipt: { ...receipt, status: "failed", code: "550" } },
    ]);
    expect(JSON.stringify(receipts)).not.toContain("@");
  });

  it("goes on by hand, long after", async () => {
    const { bench, send, types } = makeMail();
    const id = await send("ada@example.com");
    await bench.advance(10_000);
    const activity = (type: string) =>
      bench.control("POST", `/mailersend/emails/${id}/activity`, { type });
    expect((await activity("hard_bounced")).status).toBe(200);
    expect((await activity("lost")).status).toBe(400);
    await bench.advance(1_000);
    expect(types()).toEqual(["sent", "delivered", "hard_bounced"]);
  });

  it("is told nobody who has not asked", async () => {
    const { bench, send } = makeMail({});
    await send("bounce@example.com");
    await bench.advance(10_000);
    expect(bench.received).toEqual([]);
  });
});

describe("a webhook of MailerSend", () => {
  it("that is not taken is repeated twice, with the same id", async () => {
    const { bench, send } = makeMail();
    bench.answers.push(500, 200, 503);
    await send("ada@example.com");
    await bench.advance(300_000);
    const ids = bench.received.map(
      ({ body }) => (JSON.parse(body) as { data: { id: string } }).data.id,
    );
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(2);
  });

  it("can arrive twice, out of order, or never", async () => {
    const { bench, send, types } = makeMail();
    const fault = (mode: string, times = 1) =>
      bench.control("POST", "/faults", {
        provider: "mailersend",
        operation: "webhooks.deliver",
        mode,
        times,
      });
    await fault("slow");
    await fault("duplicate");
    await send("ada@example.com");
    await bench.advance(60_000);
    expect(types()).toEqual(["delivered", "delivered", "sent"]);
    bench.received.splice(0);
    await fault("fail", 6);
    await send("ada@example.com");
    await bench.advance(300_000);
    expect(types()).toEqual([]);
  });
});
