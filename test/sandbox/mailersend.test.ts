import { Attachment, EmailParams, Recipient, Sender } from "mailersend";
import { EmailModule } from "mailersend/lib/modules/Email.module.js";
import { afterEach, describe, expect, it, vi } from "vitest";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import type { SandboxMessage } from "../../src/sandbox/messages.ts";
import { BASE, makeBench } from "./bench.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The real package's email module, its requests led to the sandbox. */
function makeMail(apiKey: string = SANDBOX_KEYS.mailersend) {
  const bench = makeBench();
  vi.stubGlobal("fetch", (input: RequestInfo | URL, init?: RequestInit) =>
    bench.sandbox.handle(new Request(input, init)),
  );
  const email = new EmailModule(apiKey, `${BASE}/sandbox/mailersend/v1`);
  const messages = async () => {
    const answer = await bench.control("GET", "/messages");
    const body: { messages: SandboxMessage[] } = JSON.parse(await answer.text());
    return body.messages;
  };
  return { bench, email, messages };
}

function confirmation(): EmailParams {
  return new EmailParams()
    .setFrom(new Sender("bookings@labourtemple.example", "Labour Temple"))
    .setTo([new Recipient("guest@example.com", "Ada Guest")])
    .setReplyTo(new Sender("admin@labourtemple.example", "Labour Temple"))
    .setSubject("Your booking")
    .setText("See you then.")
    .setHtml("<p>See you then.</p>");
}

interface Refusal {
  statusCode: number;
  headers: Record<string, string>;
  body: { message: string; errors?: Record<string, string[]> };
}

async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  return call.then(
    () => {
      throw new Error("expected a refusal");
    },
    (refusal: Refusal) => refusal,
  );
}

describe("an email", () => {
  it("is accepted with a message id and lies in the inbox with its attachments", async () => {
    const { bench, email, messages } = makeMail();
    const calendar = Buffer.from("BEGIN:VCALENDAR").toString("base64");
    const parameters = confirmation()
      .setTags(["res_room_sonic-studio_1"])
      .setSettings({ track_clicks: false, track_content: false })
      .setAttachments([new Attachment(calendar, "booking.ics", "attachment")]);
    const answer = await email.send(parameters);
    expect(answer.statusCode).toBe(202);
    expect(answer.headers["x-message-id"]).toMatch(/^[0-9a-f]{24}$/);
    expect(await messages()).toEqual([
      {
        id: answer.headers["x-message-id"],
        channel: "email",
        from: "Labour Temple <bookings@labourtemple.example>",
        to: "guest@example.com",
        replyTo: "admin@labourtemple.example",
        subject: "Your booking",
        text: "See you then.",
        html: "<p>See you then.</p>",
        at: bench.now(),
        reservation: "res_room_sonic-studio_1",
        settings: { track_clicks: false, track_content: false },
        attachments: [{ filename: "booking.ics", content: calendar }],
      },
    ]);
  });

  it.each([
    ["to", confirmation().setTo([])],
    ["to.0.email", confirmation().setTo([new Recipient("not an address")])],
    ["from.email", new EmailParams({ ...confirmation(), from: { email: "" } })],
    ["subject", confirmation().setSubject("")],
    ["subject", confirmation().setSubject("x".repeat(999))],
    ["text", confirmation().setText("").setHtml("")],
    ["tags", confirmation().setTags(["1", "2", "3", "4", "5", "6"])],
    [
      "settings.track_clicks",
      confirmation().setSettings({ track_clicks: "no" as unknown as boolean }),
    ],
    [
      "attachments.0.content",
      confirmation().setAttachments([new Attachment("not base64!", "a.ics", "attachment")]),
    ],
    [
      "attachments.0.id",
      confirmation().setAttachments([new Attachment("QUJD", "a.png", "inline")]),
    ],
  ])("is refused with its field named: %s", async (field, parameters) => {
    const { email, messages } = makeMail();
    const refused = await refusalOf(email.send(parameters));
    expect(refused.statusCode).toBe(422);
    expect(Object.keys(refused.body.errors ?? {})).toContain(field);
    expect(await messages()).toEqual([]);
  });

  it("needs the key", async () => {
    const { email } = makeMail("mlsn.wrong");
    const refused = await refusalOf(email.send(confirmation()));
    expect(refused).toMatchObject({ statusCode: 401, body: { message: "Unauthenticated." } });
  });

  it("is throttled with retry-after, and can be sent although its answer is lost", async () => {
    const { bench, email, messages } = makeMail();
    const fault = { provider: "mailersend", operation: "email.send" };
    await bench.control("POST", "/faults", { ...fault, mode: "fail", status: 429 });
    const refused = await refusalOf(email.send(confirmation()));
    expect(refused.statusCode).toBe(429);
    expect(refused.headers["retry-after"]).toBe("60");
    expect(await messages()).toEqual([]);
    await bench.control("POST", "/faults", { ...fault, mode: "timeout-after-success" });
    await refusalOf(email.send(confirmation()));
    expect(await messages()).toHaveLength(1);
  });
});
