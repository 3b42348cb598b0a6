import twilio from "twilio";
import { getExpectedTwilioSignature, validateRequest } from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, it } from "vitest";
import {
  numberedTemplate,
  SUGGESTED_TEMPLATES,
} from "../../src/messages/service/suggested-templates.ts";
import type { TakenCallback } from "../../src/sandbox/callbacks.ts";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { signForm } from "../../src/sandbox/twilio/signature.ts";
import { SANDBOX_TEMPLATES } from "../../src/sandbox/twilio/templates.ts";
import { BASE, makeBench } from "./bench.ts";

const TOKEN = SANDBOX_KEYS.twilioAuthToken;
const TEMPLATE = `HX${"a".repeat(32)}`;
const RECEIPTS = `${BASE}/api/webhooks/twilio?tag=client-follow-up&tag=res_service_transfer_1`;

interface SdkRequest {
  method: string;
  uri: string;
  username?: string;
  password?: string;
  headers?: Record<string, string>;
  params?: object;
  data?: object;
}

/** The real package, its requests led to the sandbox. */
async function makeTwilio(token: string = TOKEN, settings: Parameters<typeof makeBench>[0] = {}) {
  const bench = makeBench(settings);
  const textOf = (fields: object = {}) =>
    new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  const httpClient = {
    async request({ method, uri, username, password, headers, params, data }: SdkRequest) {
      const url = new URL(uri);
      for (const [name, value] of textOf(params)) url.searchParams.append(name, value);
      const answer = await bench.fetch(`/sandbox/twilio${url.pathname}${url.search}`, {
        method: method.toUpperCase(),
        headers: { ...headers, authorization: `Basic ${btoa(`${username}:${password}`)}` },
        ...(data && { body: textOf(data).toString() }),
      });
      return { statusCode: answer.status, body: await answer.text(), headers: {} };
    },
  };
  const client = twilio(SANDBOX_KEYS.twilioAccountSid, token, {
    httpClient: httpClient as unknown as NonNullable<
      ConstructorParameters<typeof twilio.Twilio>[2]
    >["httpClient"] &
      object,
  });
  const body = "Hi {{1}}, your booking {{2}} is paid.";
  await bench.control("POST", "/twilio/templates", { contentSid: TEMPLATE, body });
  return { bench, client };
}

const template = {
  to: "whatsapp:+16045550199",
  from: "whatsapp:+16045550100",
  contentSid: TEMPLATE,
  contentVariables: JSON.stringify({ "1": "Ada", "2": "DC-7F3K" }),
  statusCallback: RECEIPTS,
};

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error("expected a refusal");
    },
    ({ status, code }: { status: number; code: number }) => [status, code],
  );

describe("a WhatsApp template", () => {
  it("is taken, read by the real package, and lies in the inbox with its places filled", async () => {
    const { bench, client } = await makeTwilio();
    const message = await client.messages.create(template);
    expect(message.sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(message).toMatchObject({
      status: "queued",
      to: template.to,
      body: "Hi Ada, your booking DC-7F3K is paid.",
      dateSent: null,
      errorCode: null,
    });
    expect(message.dateCreated).toEqual(new Date(bench.now()));
    const answer = await bench.control("GET", "/messages");
    expect(await answer.json()).toEqual({
      messages: [
        {
          id: message.sid,
          channel: "whatsapp",
          from: "+16045550100",
          to: "+16045550199",
          text: "Hi Ada, your booking DC-7F3K is paid.",
          at: bench.now(),
          reservation: "res_service_transfer_1",
          status: "queued",
          attachments: [],
        },
      ],
    });
  });

  it.each<[string, number, object]>([
    ["a number that is none", 21211, { to: "whatsapp:+1604" }],
    ["a phone's number instead of WhatsApp's", 21211, { to: "+16045550199" }],
    ["no sender", 21603, { from: undefined }],
    ["a sender that is no WhatsApp number", 63007, { from: "+16045550100" }],
    ["a template that nobody approved", 21655, { contentSid: `HX${"b".repeat(32)}` }],
    ["an id that is none", 21655, { contentSid: "welcome" }],
    ["values without a template", 21654, { contentSid: undefined }],
    ["no values", 21656, { contentVariables: undefined }],
    ["a value too few", 21656, { contentVariables: '{"1":"Ada"}' }],
    ["a value too many", 21656, { contentVariables: '{"1":"A","2":"B","3":"C"}' }],
    ["values that are no texts", 21656, { contentVariables: '{"1":1,"2":2}' }],
    ["values that are no JSON", 21656, { contentVariables: "{" }],
    ["nothing to say", 21619, { contentSid: undefined, contentVariables: undefined }],
    ["a callback to nowhere", 21609, { statusCallback: "nowhere" }],
    ["a parameter that we do not use", 20001, { applicationSid: "AP1" }],
  ])("is refused for %s", async (_what, code, change) => {
    const { bench, client } = await makeTwilio();
    expect(await codeOf(client.messages.create({ ...template, ...change }))).toEqual([400, code]);
    expect(bench.sandbox.state().twilio.messages).toEqual([]);
  });

  it("needs the token", async () => {
    const { client } = await makeTwilio("wrong");
    expect(await codeOf(client.messages.create(template))).toEqual([401, 20003]);
  });

  it("is the product's own suggestion, numbered, in each of the sandbox's templates", async () => {
    const { bench, client } = await makeTwilio();
    const texts = [
      [SANDBOX_TEMPLATES.clientFollowUp, "client-follow-up"],
      [SANDBOX_TEMPLATES.ownerDispatch, "owner-dispatch"],
      [SANDBOX_TEMPLATES.ownerUndelivered, "owner-undelivered-text"],
    ] as const;
    for (const [contentSid, name] of texts) {
      const { body, variables } = numberedTemplate(SUGGESTED_TEMPLATES[name]);
      const values = Object.fromEntries(
        variables.map((_, index) => [index + 1, `{{${index + 1}}}`]),
      );
      const contentVariables = JSON.stringify(values);
      const message = await client.messages.create({ ...template, contentSid, contentVariables });
      expect(message.body).toBe(body);
    }
    expect(bench.sandbox.state().twilio.messages).toHaveLength(texts.length);
  });
});

describe("the list of messages", () => {
  it("is by recipient and sender, the newest first, page by page", async () => {
    const { bench, client } = await makeTwilio();
    const { from, to } = template;
    const sids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      sids.unshift((await client.messages.create(template)).sid);
      await bench.advance(1_000);
    }
    await client.messages.create({ ...template, to: "whatsapp:+16045550111" });
    await client.messages.create({ ...template, from: "whatsapp:+16045550122" });
    const listed = await client.messages.list({ to, from, pageSize: 2 });
    expect(listed.map(({ sid }) => sid)).toEqual(sids);
    expect(await client.messages.list({ to, limit: 3 })).toHaveLength(3);
  });

  it("by date leaves out what has not left yet", async () => {
    const { bench, client } = await makeTwilio();
    const dateSentAfter = new Date(bench.now() - 5_000);
    await client.messages.create(template);
    expect(await client.messages.list({ to: template.to, dateSentAfter })).toEqual([]);
    await bench.advance(1_000);
    expect(await client.messages.list({ to: template.to, dateSentAfter })).toHaveLength(1);
    const tomorrow = new Date(bench.now() + 86_400_000);
    expect(await client.messages.list({ to: template.to, dateSentAfter: tomorrow })).toEqual([]);
    const today = new Date(bench.now());
    expect(await client.messages.list({ dateSentBefore: today })).toHaveLength(1);
  });

  it("and a single message need to exist", async () => {
    const { client } = await makeTwilio();
    const message = await client.messages.create(template);
    expect(await client.messages(message.sid).fetch()).toMatchObject({ sid: message.sid });
    const none = client.messages(`SM${"0".repeat(32)}`).fetch();
    expect(await codeOf(none)).toEqual([404, 20404]);
  });
});

describe("a message's way", () => {
  const told = (bench: ReturnType<typeof makeBench>) =>
    bench.received.map(({ body }) => {
      const fields = new URLSearchParams(body);
      return [fields.get("MessageStatus"), fields.get("ErrorCode")];
    });

  it("is told to the address that the message names, signed as Twilio's package checks it", async () => {
    const { bench, client } = await makeTwilio();
    const { sid } = await client.messages.create({
      ...template,
      statusCallback: `${RECEIPTS}#rc=5&rp=all`,
    });
    await bench.advance(10_000);
    expect(told(bench)).toEqual([
      ["sent", null],
      ["delivered", null],
    ]);
    for (const { url, headers, body } of bench.received) {
      expect(url).toBe(RECEIPTS);
      const fields = Object.fromEntries(new URLSearchParams(body));
      expect(fields).toMatchObject({ MessageSid: sid, To: template.to, ChannelPrefix: "whatsapp" });
      const signature = headers.get("x-twilio-signature") ?? "";
      expect(validateRequest(TOKEN, signature, url, fields)).toBe(true);
      expect(validateRequest("another", signature, url, fields)).toBe(false);
    }
    expect(await client.messages(sid).fetch()).toMatchObject({ status: "delivered" });
  });

  it("ends at a number without WhatsApp", async () => {
    const { bench, client } = await makeTwilio();
    await client.messages.create({ ...template, to: "whatsapp:+16045553024" });
    await bench.control("POST", "/twilio/endings", { ending: "0142", outcome: "no-whatsapp" });
    await client.messages.create({ ...template, to: "whatsapp:+16045550142" });
    await bench.advance(10_000);
    expect(told(bench)).toEqual([
      ["undelivered", "63024"],
      ["undelivered", "63024"],
    ]);
  });

  it("ends early for free text outside a conversation, and not inside one", async () => {
    const { bench, client } = await makeTwilio();
    const { to, from, statusCallback } = template;
    const text = { to, from, statusCallback, body: "On my way!" };
    expect((await client.messages.create(text)).status).toBe("queued");
    await bench.advance(10_000);
    expect(told(bench)).toEqual([["failed", "63016"]]);
    await bench.control("POST", "/twilio/conversations", { number: "+16045550199" });
    await client.messages.create(text);
    await bench.advance(10_000);
    expect(told(bench).at(-1)).toEqual(["delivered", null]);
  });

  it("ends for a text that is longer than WhatsApp takes", async () => {
    const { bench, client } = await makeTwilio();
    const contentVariables = JSON.stringify({ "1": "A".repeat(1_000), "2": "DC-7F3K" });
    await client.messages.create({ ...template, contentVariables });
    await bench.advance(10_000);
    expect(told(bench)).toEqual([["undelivered", "63021"]]);
  });

  it("goes on when its reader opens it", async () => {
    const { bench, client } = await makeTwilio();
    const { sid } = await client.messages.create(template);
    await bench.advance(10_000);
    await bench.control("POST", `/twilio/messages/${sid}/status`, { status: "read" });
    await bench.advance(1_000);
    expect(told(bench).at(-1)).toEqual(["read", null]);
    const wrong = await bench.control("POST", `/twilio/messages/${sid}/status`, { status: "lost" });
    expect(wrong.status).toBe(400);
  });
});

describe("a status callback", () => {
  const statuses = ({ received }: ReturnType<typeof makeBench>) =>
    received.map(({ body }) => new URLSearchParams(body).get("MessageStatus"));
  const fault = { provider: "twilio", operation: "callbacks.deliver" };

  it("that is not taken is repeated only where its address asks for it", async () => {
    const { bench, client } = await makeTwilio();
    bench.answers.push(500, 200);
    await client.messages.create(template);
    await bench.advance(60_000);
    expect(statuses(bench)).toEqual(["sent", "delivered"]);
    bench.received.splice(0);
    bench.answers.push(500, 500);
    await client.messages.create({ ...template, statusCallback: `${RECEIPTS}#rc=5&rp=all` });
    await bench.advance(60_000);
    expect(statuses(bench).toSorted()).toEqual(["delivered", "delivered", "sent", "sent"]);
    const { callbacks } = bench.sandbox.state();
    expect(callbacks.filter(({ state }) => state === "failed")).toHaveLength(1);
  });

  it("can arrive twice, out of order, or never", async () => {
    const { bench, client } = await makeTwilio();
    await bench.control("POST", "/faults", { ...fault, mode: "slow" });
    await bench.control("POST", "/faults", { ...fault, mode: "duplicate" });
    await client.messages.create(template);
    await bench.advance(60_000);
    expect(statuses(bench)).toEqual(["delivered", "delivered", "sent"]);
    bench.received.splice(0);
    await bench.control("POST", "/faults", { ...fault, mode: "fail", times: 2 });
    await client.messages.create(template);
    await bench.advance(60_000);
    expect(statuses(bench)).toEqual([]);
  });

  it("waits to be taken by hand, signed", async () => {
    const { bench, client } = await makeTwilio(TOKEN, { webhookDelivery: "manual" });
    await client.messages.create(template);
    await bench.advance(10_000);
    expect(bench.received).toEqual([]);
    const take = async (): Promise<TakenCallback[]> => {
      const answer = await bench.control("POST", "/callbacks/take");
      return (JSON.parse(await answer.text()) as { callbacks: TakenCallback[] }).callbacks;
    };
    const taken = await take();
    expect(taken.map(({ event }) => event.type)).toEqual(["sent", "delivered"]);
    for (const { url, headers, body } of taken) {
      const fields = Object.fromEntries(new URLSearchParams(body));
      expect(validateRequest(TOKEN, headers["x-twilio-signature"] ?? "", url, fields)).toBe(true);
    }
    expect(await take()).toEqual([]);
  });

  it("is signed as Twilio's own package signs, letters of any kind included", async () => {
    const fields = { b: "2 + 2", a: "Zürich ☎", B: "", aa: "&=" };
    const form = new URLSearchParams(fields).toString();
    const expected = getExpectedTwilioSignature(TOKEN, RECEIPTS, fields);
    expect(await signForm(RECEIPTS, form, TOKEN)).toBe(expected);
  });
});

describe("a fault of Twilio", () => {
  const fault = { provider: "twilio", mode: "fail" };

  it("has Twilio's own shape and code", async () => {
    const { bench, client } = await makeTwilio();
    const next = (more: object) => bench.control("POST", "/faults", { ...fault, ...more });
    await next({ operation: "messages.create", status: 429 });
    expect(await codeOf(client.messages.create(template))).toEqual([429, 20429]);
    await next({ operation: "messages.list" });
    expect(await codeOf(client.messages.list({ limit: 1 }))).toEqual([503, 20503]);
    await next({ operation: "messages.create", status: 400, reason: "63007" });
    expect(await codeOf(client.messages.create(template))).toEqual([400, 63007]);
    expect((await client.messages.create(template)).status).toBe("queued");
  });
});
