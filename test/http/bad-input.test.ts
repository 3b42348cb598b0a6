import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ProblemViolation } from "../../src/http/problem.ts";
import { makeStage, type Stage, threeDays } from "../stage.ts";

interface ProblemBody {
  status: number;
  code: string;
  title: string;
  detail?: string;
  violations?: ProblemViolation[];
}

const PATH = "/api/create-payment-intent";
const sonic = {
  ...threeDays,
  room: "sonic-studio",
  extras: { showName: "Hall Talk", groupSize: 2, setChoice: "sofa" },
};

let stage: Stage;
beforeEach(() => {
  stage = makeStage({ room: "sonic-studio" });
});

/** Whatever was refused: nothing is held, and nobody was asked for money. */
afterEach(() => {
  const { sql } = stage.storage;
  expect(sql.exec("SELECT * FROM claims").toArray()).toEqual([]);
  expect(stage.intents()).toEqual([]);
});

async function refusal(answer: Response): Promise<ProblemBody> {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const body = (await answer.json()) as ProblemBody;
  expect(body.status).toBe(answer.status);
  return body;
}

const ask = async (changes: object) => refusal(await stage.post(PATH, { ...sonic, ...changes }));

describe("a request for a room is refused, with the field and the rule, for", () => {
  it.each<[string, object, string, string]>([
    ["a weekend", { dates: ["2026-12-12"] }, "dates[0]", "closed-day"],
    ["a holiday", { dates: ["2026-12-25"] }, "dates[0]", "holiday"],
    ["a day that is too soon", { dates: ["2026-11-20"] }, "dates[0]", "too-soon"],
    ["a day that is too late", { dates: ["2027-02-01"] }, "dates[0]", "too-late"],
    ["a day that does not exist", { dates: ["2026-02-30"] }, "dates[0]", "not-a-date"],
    ["no day", { dates: [] }, "dates", "no-dates"],
    ["a day twice", { dates: ["2026-12-07", "2026-12-07"] }, "dates[1]", "duplicate-day"],
    ["24:00", { end: "24:00" }, "end", "not-a-time"],
    ["9:00 without its zero", { start: "9:00" }, "start", "not-a-time"],
    ["a time off the grid", { start: "09:10" }, "start", "off-grid"],
    ["an end before the start", { start: "12:00", end: "09:00" }, "end", "end-before-start"],
    ["a time before opening", { start: "07:00" }, "start", "outside-hours"],
    ["a time after closing", { end: "17:15" }, "end", "outside-hours"],
    ["less than the minimum", { end: "09:15" }, "end", "below-minimum"],
    ["more people than the room holds", { attendees: 500 }, "attendees", "over-capacity"],
    ["half a person", { attendees: 1.5 }, "attendees", "attendees"],
    ["nobody", { attendees: 0 }, "attendees", "attendees"],
    ["missing extras", { extras: {} }, "extras.showName", "missing-extra"],
    [
      "an extra that the room does not have",
      { extras: { ...sonic.extras, piano: true } },
      "extras.piano",
      "unknown-extra",
    ],
    [
      "an extra that JSON parsers treat with care",
      { extras: JSON.parse('{"__proto__":true}') },
      "extras.__proto__",
      "unknown-field",
    ],
    ["an unknown discount", { discount: "friends" }, "discount", "unknown-discount"],
    ["a bad email", { customer: { name: "A", email: "a@" } }, "customer.email", "invalid"],
    ["no name", { customer: { name: " ", email: "a@b.co" } }, "customer.name", "invalid"],
    [
      "a name of two lines",
      { customer: { name: "A\nBcc: x@y.z", email: "a@b.co" } },
      "customer.name",
      "invalid",
    ],
    ["a price from the client", { price: 1 }, "price", "unknown-field"],
    ["an amount from the client", { amount: 1 }, "amount", "unknown-field"],
    [
      "an unknown field of the customer",
      { customer: { ...threeDays.customer, admin: true } },
      "customer.admin",
      "unknown-field",
    ],
    [
      "a broken character in a name",
      { customer: { name: "A\ud800B", email: "a@b.co" } },
      "customer.name",
      "invalid",
    ],
    ["a broken character in the notes", { notes: "\udc00" }, "notes", "invalid"],
    ["a control character in the notes", { notes: "a\u0000b" }, "notes", "invalid"],
    ["text for a number", { attendees: "2" }, "attendees", "invalid"],
    ["days that are none", { dates: null }, "dates", "invalid"],
    ["no customer", { customer: undefined }, "customer", "invalid"],
    [
      "a phone number of words",
      { customer: { ...threeDays.customer, phone: "ask me" } },
      "customer.phone",
      "invalid",
    ],
  ])("%s", async (_what, changes, field, code) => {
    const { status, code: problem, violations } = await ask(changes);
    expect([status, problem]).toEqual([422, "invalid-request"]);
    expect(violations).toContainEqual(expect.objectContaining({ field, code }));
    const { message } = violations?.find((one) => one.field === field) ?? { message: "" };
    expect(message).toMatch(/\w{3}.*\.$/s);
    expect(message).not.toMatch(/Invalid|expected|undefined|null/);
  });

  it("eleven days", async () => {
    const dates = Array.from(
      { length: 11 },
      (_, day) => `2026-12-${String(day + 7).padStart(2, "0")}`,
    );
    const { violations } = await ask({ dates });
    expect(violations).toContainEqual(
      expect.objectContaining({ field: "dates", code: "too-many-days" }),
    );
  });

  it("all broken rules at once, so that a form can show each beside its field", async () => {
    const { violations } = await ask({ dates: ["2026-12-12"], start: "09:10", attendees: 0 });
    expect(violations?.map(({ field }) => field).sort()).toEqual([
      "attendees",
      "dates[0]",
      "start",
    ]);
  });

  it("an unknown room", async () => {
    expect(await ask({ room: "attic" })).toMatchObject({ status: 404, code: "unknown-room" });
    expect(await ask({ room: "__proto__" })).toMatchObject({ status: 404, code: "unknown-room" });
  });

  it("a room that cannot be booked online", async () => {
    stage = makeStage({ room: "sonic-studio", change: (room) => ({ ...room, bookable: false }) });
    expect(await ask({})).toMatchObject({ status: 409, code: "room-not-bookable" });
  });
});

describe("a body is refused that", () => {
  const send = async (body: BodyInit, headers: Record<string, string> = {}) =>
    refusal(
      await stage.call(PATH, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", ...headers },
      }),
    );

  it("is larger than 64 KB, whatever its header says", async () => {
    const body = JSON.stringify({ ...sonic, notes: "x".repeat(64 * 1024) });
    expect(await send(body)).toMatchObject({ status: 413, code: "body-too-large" });
    expect(await send(body, { "content-length": "10" })).toMatchObject({ code: "body-too-large" });
  });

  it("is not declared as JSON", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
      const answer = await send(JSON.stringify(sonic), { "content-type": type });
      expect(answer).toMatchObject({ status: 415, code: "unsupported-media-type" });
    }
  });

  it("is not JSON, or not an object", async () => {
    expect(await send("{")).toMatchObject({ status: 400, code: "invalid-json" });
    expect(await send("")).toMatchObject({ status: 400, code: "invalid-json" });
    for (const body of ["[]", "null", "1"]) {
      expect(await send(body)).toMatchObject({
        ...{ status: 422, code: "invalid-request" },
        violations: [{ field: "body", message: "The body must be a JSON object." }],
      });
    }
  });

  it("comes with a useless Idempotency-Key", async () => {
    const answer = await send(JSON.stringify(sonic), { "idempotency-key": "1" });
    expect(answer.violations).toMatchObject([{ field: "Idempotency-Key" }]);
  });
});

describe("another site", () => {
  const from = (origin: string) => ({ "content-type": "application/json", origin });
  const body = JSON.stringify({ ...sonic, customer: { name: "", email: "" } });

  it("is refused, and the log names the line to add", async () => {
    const headers = from("https://staging.example");
    const answer = await refusal(await stage.call(PATH, { method: "POST", body, headers }));
    expect(answer).toMatchObject({ status: 403, code: "origin-refused" });
    const [line] = stage.lines("Origin refused");
    expect(line).toMatchObject({ origin: "https://staging.example", path: PATH });
    expect(line?.fix).toContain("https://staging.example");
    expect(line?.fix).toContain("ALLOWED_ORIGINS");
  });

  it.each(["null", "http://localhost:8787.evil.example", "https://localhost:8787"])(
    "%s is not taken for our own",
    async (origin) => {
      const answer = await stage.call(PATH, { method: "POST", body, headers: from(origin) });
      expect(answer.status).toBe(403);
      expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
    },
  );

  it("is answered readably when it is allowed, preflight included", async () => {
    const origin = "http://127.0.0.1:8787";
    const preflight = await stage.call(PATH, { method: "OPTIONS", headers: { origin } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe(origin);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("idempotency-key");
    const answer = await stage.call(PATH, { method: "POST", body, headers: from(origin) });
    expect(answer.status).toBe(422);
    expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
  });

  it("is not told that it may call when it may not", async () => {
    const headers = { origin: "https://evil.example" };
    const preflight = await stage.call(PATH, { method: "OPTIONS", headers });
    expect(preflight.status).toBe(403);
  });
});

describe("a range of availability is refused that", () => {
  it.each<[string, string, string, string]>([
    ["begins on no date", "2026-13-01", "2026-12-09", "from"],
    ["ends before it begins", "2026-12-09", "2026-12-07", "to"],
    ["is longer than two months", "2026-12-01", "2027-03-01", "to"],
    ["is missing", "", "", "from"],
  ])("%s", async (_what, from, to, field) => {
    const path = `/api/rooms/sonic-studio/availability?from=${from}&to=${to}`;
    const { status, violations } = await refusal(await stage.call(path));
    expect(status).toBe(422);
    expect(violations?.[0]).toMatchObject({ field });
  });

  it("asks for an unknown room", async () => {
    const path = "/api/rooms/attic/availability?from=2026-12-07&to=2026-12-07";
    expect(await refusal(await stage.call(path))).toMatchObject({ code: "unknown-room" });
  });
});

describe("an address that leads nowhere", () => {
  it("is a problem in the API and a page elsewhere", async () => {
    expect(await refusal(await stage.call("/api/nothing"))).toMatchObject({ code: "not-found" });
    const page = await stage.call("/nowhere");
    expect(page.status).toBe(404);
    expect(page.headers.get("content-type")).toContain("text/html");
  });

  it("is told from one that exists but takes another method", async () => {
    for (const [method, path] of [
      ["GET", PATH],
      ["DELETE", "/api/catalogue"],
      ["PUT", "/webhook"],
    ] as const) {
      const answer = await refusal(await stage.call(path, { method }));
      expect(answer).toMatchObject({ status: 405, code: "method-not-allowed" });
    }
  });

  it("survives what is no path at all", async () => {
    expect((await stage.call("/rooms/%E0%A4%A")).status).toBe(404);
    expect((await stage.call("/api/rooms/%E0%A4%A/availability")).status).toBe(404);
  });

  it("of the staff API is closed while Cloudflare Access is not configured", async () => {
    const headers = { "cf-access-jwt-assertion": "eyJhbGciOiJub25lIn0.e30." };
    const answer = await stage.call("/api/staff/payments/pi_1", { headers });
    expect(await refusal(answer)).toMatchObject({ status: 403, code: "not-allowed" });
  });
});
