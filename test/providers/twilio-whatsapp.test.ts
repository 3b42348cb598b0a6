import { afterEach, describe, expect, it, vi } from "vitest";
import { twilioWhatsApp } from "../../src/providers/twilio/twilio-whatsapp.ts";
import { isSentAs, type WhatsAppMessage } from "../../src/providers/whatsapp.ts";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { SANDBOX_TEMPLATES } from "../../src/sandbox/twilio/templates.ts";
import { BASE, makeBench } from "../sandbox/bench.ts";

const ACCOUNT = SANDBOX_KEYS.twilioAccountSid;
const TOKEN = SANDBOX_KEYS.twilioAuthToken;
const RECEIPTS = "https://bookings.example/api/webhooks/twilio";

const message: WhatsAppMessage = {
  to: "+16045550199",
  from: "+16045550100",
  template: {
    id: SANDBOX_TEMPLATES.ownerUndelivered,
    variables: {
      "1": "DC-7F3K",
      "2": "WhatsApp confirmation",
      "3": "+16045550142",
      "4": "the number has no WhatsApp",
      "5": "Airport, 12 December",
      "6": "Call O'Brien & Sons {now}",
    },
  },
  tags: ["owner-undelivered-text", "res_service_transfer_1"],
};

interface Call {
  url: string;
  method: string;
  authorization: string | null;
  form: Record<string, string>;
}

/** WhatsApp on a Twilio that gives this answer. */
function twilioThat(answer: Response | Error | Promise<Response>) {
  const calls: Call[] = [];
  const fetcher = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, { ...init, signal: null });
    const { url, method, headers } = request;
    const form = Object.fromEntries(new URLSearchParams(await request.text()));
    calls.push({ url, method, authorization: headers.get("authorization"), form });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { calls, whatsApp: whatsAppOn("https://twilio.test/base/", fetcher as typeof fetch) };
}

function whatsAppOn(apiBase: string, fetch: typeof globalThis.fetch) {
  const account = { accountSid: ACCOUNT, authToken: TOKEN };
  return twilioWhatsApp({ ...account, apiBase, fetch, receiptsUrl: RECEIPTS });
}

/** WhatsApp on the sandbox's Twilio. */
function onSandbox() {
  const bench = makeBench();
  const fetcher: typeof fetch = (input, init) =>
    bench.sandbox.handle(new Request(input, { ...init, signal: null }));
  const fault = (operation: string, mode: string, more: object = {}) =>
    bench.control("POST", "/faults", { provider: "twilio", operation, mode, ...more });
  return { bench, fault, whatsApp: whatsAppOn(`${BASE}/sandbox/twilio`, fetcher) };
}

const refusal = (status: number, code: number, text = "No.") =>
  Response.json({ code, message: text, more_info: "https://twilio.test", status }, { status });

afterEach(() => {
  vi.useRealTimers();
});

describe("a WhatsApp message", () => {
  it("is a template with its values, from the operator, and says where its receipts go", async () => {
    const { whatsApp, calls } = twilioThat(Response.json({ sid: "SM1" }, { status: 201 }));
    expect(await whatsApp.send(message)).toEqual({ kind: "ok", value: { id: "SM1" } });
    const [call] = calls;
    expect(call?.method).toBe("POST");
    expect(call?.url).toBe(`https://twilio.test/base/2010-04-01/Accounts/${ACCOUNT}/Messages.json`);
    expect(call?.authorization).toBe(`Basic ${btoa(`${ACCOUNT}:${TOKEN}`)}`);
    expect(call?.form).toEqual({
      To: "whatsapp:+16045550199",
      From: "whatsapp:+16045550100",
      ContentSid: message.template.id,
      ContentVariables: JSON.stringify(message.template.variables),
      StatusCallback: `${RECEIPTS}?tag=owner-undelivered-text&tag=res_service_transfer_1#rc=5&rp=all`,
    });
  });

  it("reaches the sandbox as the recipient reads it", async () => {
    const { bench, whatsApp } = onSandbox();
    const sent = await whatsApp.send(message);
    const [read] = bench.sandbox.state().messages;
    expect(sent).toEqual({ kind: "ok", value: { id: read?.id } });
    expect(read?.text).toContain("What to do now: Call O'Brien & Sons {now}");
    expect(read).toMatchObject({ channel: "whatsapp", reservation: "res_service_transfer_1" });
  });
});

describe("an answer of Twilio", () => {
  it.each<[string, Response | Error, object]>([
    ["a number that is none", refusal(400, 21211), { kind: "permanent", code: "21211" }],
    ["a template nobody approved", refusal(400, 21655), { kind: "permanent", code: "21655" }],
    ["an address that is gone", refusal(404, 20499), { kind: "permanent", code: "20499" }],
    ["too many at once", refusal(429, 20429), { kind: "retryable" }],
    ["a rolled token", refusal(401, 20003), { kind: "retryable" }],
    ["a suspended account", refusal(403, 20005), { kind: "retryable" }],
    ["a sender that is not set up yet", refusal(400, 63007), { kind: "retryable" }],
    ["500", refusal(500, 20500), { kind: "unknown" }],
    ["503 of a proxy", new Response("<html>", { status: 503 }), { kind: "unknown" }],
    ["400 of a proxy", new Response("<html>", { status: 400 }), { kind: "permanent" }],
    ["no connection", new TypeError("fetch failed"), { kind: "unknown" }],
    ["201 without sense", new Response("<html>", { status: 201 }), { kind: "unknown" }],
  ])("is sorted: %s", async (_what, answer, expected) => {
    const outcome = await twilioThat(answer).whatsApp.send(message);
    expect(outcome).toMatchObject(expected);
    expect(JSON.stringify(outcome)).not.toContain(TOKEN);
  });

  it("in the newer shape of errors is read, too", async () => {
    const error = { type: "about:blank", title: "Invalid number", status: 400, code: 21211 };
    const { whatsApp } = twilioThat(Response.json(error, { status: 400 }));
    expect(await whatsApp.send(message)).toMatchObject({ kind: "permanent", code: "21211" });
  });

  it("is kept without the number that it refuses", async () => {
    const words = "The 'To' number whatsapp:+1 (604) 555-0199 is not a valid phone number.";
    const outcome = await twilioThat(refusal(400, 21211, words)).whatsApp.send(message);
    expect(outcome).toMatchObject({ kind: "permanent", reason: expect.stringContaining("21211") });
    expect(JSON.stringify(outcome)).not.toContain("555");
  });

  it("that does not come within ten seconds is unknown, and nobody waits on", async () => {
    vi.useFakeTimers();
    let signal: AbortSignal | null | undefined;
    const fetcher = ((_input: RequestInfo, init?: RequestInit) => {
      signal = init?.signal;
      return new Promise((_, reject) => {
        signal?.addEventListener("abort", () => reject(signal?.reason));
      });
    }) as typeof fetch;
    const sent = whatsAppOn("https://twilio.test", fetcher).send(message);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect((await sent).kind).toBe("unknown");
    expect(signal?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a look before repeating", () => {
  const query = ({ bench }: ReturnType<typeof onSandbox>) => {
    const { to, from } = message;
    return { to, from, since: bench.now() };
  };

  it("finds a message whose answer was lost, although it still waits", async () => {
    const stage = onSandbox();
    await stage.fault("messages.create", "timeout-after-success");
    expect((await stage.whatsApp.send(message)).kind).toBe("unknown");
    const listed = await stage.whatsApp.sentTo(query(stage));
    expect(listed).toMatchObject({ kind: "ok", value: [{ status: "queued" }] });
    if (listed.kind !== "ok") throw new Error("not listed");
    expect(listed.value.map((sent) => isSentAs(sent, message))).toEqual(["yes"]);
  });

  it("finds nothing when the message never got there", async () => {
    const stage = onSandbox();
    await stage.fault("messages.create", "timeout");
    expect((await stage.whatsApp.send(message)).kind).toBe("unknown");
    expect(await stage.whatsApp.sentTo(query(stage))).toEqual({ kind: "ok", value: [] });
  });

  it("is not taken in by another booking's, another number's or another sender's message", async () => {
    const stage = onSandbox();
    const variables = { ...message.template.variables, "1": "DC-OTHER" };
    await stage.whatsApp.send({ ...message, template: { ...message.template, variables } });
    await stage.whatsApp.send({ ...message, to: "+16045550111" });
    await stage.whatsApp.send({ ...message, from: "+16045550122" });
    const listed = await stage.whatsApp.sentTo(query(stage));
    if (listed.kind !== "ok") throw new Error("not listed");
    expect(listed.value.map((sent) => isSentAs(sent, message))).toEqual(["no"]);
  });

  it("lists the newest first, and nothing that is older than asked", async () => {
    const stage = onSandbox();
    await stage.whatsApp.send(message);
    await stage.bench.advance(600_000);
    const since = stage.bench.now();
    await stage.whatsApp.send(message);
    await stage.bench.advance(2_000);
    await stage.whatsApp.send(message);
    const listed = await stage.whatsApp.sentTo({ ...query(stage), since });
    if (listed.kind !== "ok") throw new Error("not listed");
    expect(listed.value.map(({ createdAt }) => createdAt - since)).toEqual([2_000, 0]);
    expect(listed.value.map(({ status }) => status)).toEqual(["queued", "delivered"]);
  });

  it("cannot tell by a text that Twilio leaves out", () => {
    expect(isSentAs({ text: "" }, message)).toBe("cannot-tell");
  });

  it("says when Twilio cannot be asked", async () => {
    const stage = onSandbox();
    await stage.fault("messages.list", "fail", { status: 429 });
    expect((await stage.whatsApp.sentTo(query(stage))).kind).toBe("retryable");
  });
});

describe("a look at one message", () => {
  it("says what became of it, with Twilio's code", async () => {
    const { bench, whatsApp } = onSandbox();
    const sent = await whatsApp.send({ ...message, to: "+16045553024" });
    if (sent.kind !== "ok") throw new Error("not sent");
    await bench.advance(10_000);
    const seen = await whatsApp.look(sent.value.id);
    expect(seen).toMatchObject({ kind: "ok", value: { status: "undelivered", code: "63024" } });
  });

  it("of nobody's is permanent", async () => {
    const { whatsApp } = onSandbox();
    expect(await whatsApp.look(`SM${"0".repeat(32)}`)).toMatchObject({ kind: "permanent" });
  });
});
