import { afterEach, describe, expect, it, vi } from "vitest";
import type { Email } from "../../src/messages/email.ts";
import { mailerSendMail } from "../../src/providers/mailersend/mailersend-mail.ts";

const email: Email = {
  to: { email: "ada@example.com", name: "Ada Lovelace" },
  from: { email: "bookings@example.com", name: "Labour Temple" },
  replyTo: { email: "admin@example.com", name: "Labour Temple" },
  subject: "Booked",
  html: "<p>Schön</p>",
  text: "Schön",
  attachments: [
    {
      filename: "booking.ics",
      content: "BEGIN:VCALENDAR\nSUMMARY:Schön ☎",
      type: "text/calendar",
    },
  ],
  tags: ["guest-confirmation"],
};

function mailThat(answer: Response | Error) {
  const bodies: Record<string, unknown>[] = [];
  vi.stubGlobal("fetch", async (_input: RequestInfo, init?: RequestInit) => {
    bodies.push(JSON.parse(String(init?.body)) as Record<string, unknown>);
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { mail: mailerSendMail({ apiKey: "mlsn.1", apiBase: "https://mail.test/v1" }), bodies };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const answer = (status: number, headers: Record<string, string> = {}) =>
  Response.json({ message: "No." }, { status, headers });
const invalid = (errors: Record<string, string[]>) =>
  Response.json({ message: Object.values(errors).flat()[0], errors }, { status: 422 });

const UNVERIFIED =
  "The from.email domain must be verified in your account to send emails. #MS42207";
const TRIAL = "You have reached trial account unique recipients limit. #MS42225";
const NO_ADDRESS = "The to.0.email must be a valid email address.";

describe("an email", () => {
  it("is sent with its parts, the attachment's text as UTF-8 in base64", async () => {
    const accepted = new Response(null, { status: 202, headers: { "x-message-id": "m-1" } });
    const { mail, bodies } = mailThat(accepted);
    expect(await mail.send(email)).toEqual({ kind: "ok", value: { id: "m-1" } });
    const [body] = bodies;
    expect(body).toMatchObject({ subject: "Booked", text: "Schön", tags: ["guest-confirmation"] });
    // Signed links in it lead to us directly, and nowhere else.
    expect(body?.settings).toEqual({ track_clicks: false, track_content: false });
    const [file] = (body?.attachments ?? []) as { content: string; filename: string }[];
    expect(Buffer.from(file?.content ?? "", "base64").toString("utf8")).toBe(
      email.attachments[0]?.content,
    );
  });
});

describe("an answer of MailerSend", () => {
  it.each<[string, Response | Error, object]>([
    ["429", answer(429, { "retry-after": "30" }), { kind: "retryable", retryAfterMs: 30_000 }],
    ["500", answer(500), { kind: "unknown" }],
    ["503 of a proxy", new Response("<html>", { status: 503 }), { kind: "unknown" }],
    ["422", answer(422), { kind: "permanent" }],
    ["a bad recipient", invalid({ "to.0.email": [NO_ADDRESS] }), { kind: "permanent" }],
    ["a sender not verified", invalid({ "from.email": [UNVERIFIED] }), { kind: "retryable" }],
    [
      "a sender not verified, and a bad recipient",
      invalid({ "from.email": [UNVERIFIED], "to.0.email": [NO_ADDRESS] }),
      { kind: "permanent" },
    ],
    ["a trial's limit", invalid({ to: [TRIAL] }), { kind: "retryable" }],
    ["a revoked key", answer(401), { kind: "retryable" }],
    ["a domain that is not verified", answer(403), { kind: "retryable" }],
    ["no connection", new TypeError("fetch failed"), { kind: "unknown" }],
  ])("is sorted: %s", async (_what, given, expected) => {
    const outcome = await mailThat(given).mail.send(email);
    expect(outcome).toMatchObject(expected);
    expect(JSON.stringify(outcome)).not.toContain("mlsn.1");
  });

  it("that does not come within ten seconds is unknown", async () => {
    vi.useFakeTimers();
    vi.stubGlobal("fetch", () => new Promise(() => {}));
    const sent = mailerSendMail({ apiKey: "mlsn.1", apiBase: "https://mail.test/v1" }).send(email);
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await sent).kind).toBe("unknown");
  });
});
