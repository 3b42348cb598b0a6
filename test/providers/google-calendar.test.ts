import { exportPKCS8, generateKeyPair } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { googleCalendar } from "../../src/providers/google-calendar/google-calendar.ts";

let privateKey = "";
beforeAll(async () => {
  const { privateKey: key } = await generateKeyPair("RS256", { extractable: true });
  privateKey = await exportPKCS8(key);
});

const TOKEN_URL = "https://google.test/token";
const CALENDAR = "room@example.com";

type Answer = Response | Error | ((request: Request) => Response);

/** A calendar whose vendor gives these answers; tokens are given apart, numbered. */
function googleThat(answers: Answer[], tokenAnswers: Answer[] = [], key = privateKey) {
  const calls: { method: string; url: URL; authorization: string | null; body: string }[] = [];
  const clock = { now: Date.parse("2026-11-21T12:00:00Z") };
  let tokens = 0;
  const fetcher = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(String(input), init as RequestInit);
    if (request.url === TOKEN_URL) {
      tokens += 1;
      const answer = tokenAnswers.shift();
      if (answer instanceof Error) throw answer;
      if (answer instanceof Response) return answer;
      return Response.json({ access_token: `token-${tokens}`, expires_in: 3599 });
    }
    calls.push({
      method: request.method,
      url: new URL(request.url),
      authorization: request.headers.get("authorization"),
      body: await request.clone().text(),
    });
    const answer = answers.shift();
    if (answer === undefined) throw new Error("one call too many");
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? answer(request) : answer;
  };
  const calendar = googleCalendar({
    account: { client_email: "robot@example.com", private_key: key },
    apiBase: "https://google.test",
    tokenUrl: TOKEN_URL,
    fetch: fetcher as typeof fetch,
    now: () => clock.now,
  });
  return { calendar, calls, clock, tokens: () => tokens };
}

const entry = {
  id: "tg0123456789abcdef20261207g1",
  startsAt: Date.parse("2026-12-07T17:00:00Z"),
  endsAt: Date.parse("2026-12-07T20:00:00Z"),
  timeZone: "America/Vancouver",
  summary: "Ada (2)",
  description: "Booking",
  marks: { reservation: "res_1", date: "2026-12-07", generation: "1" },
};
const error = (status: number, reason: string, headers: Record<string, string> = {}) =>
  Response.json(
    { error: { code: status, message: "No.", errors: [{ reason }] } },
    { status, headers },
  );
const stored = (more: object = {}) => Response.json({ id: entry.id, status: "confirmed", ...more });

describe("an answer of Google", () => {
  it.each<[string, () => Response | Error, object]>([
    [
      "429",
      () => error(429, "rateLimitExceeded", { "retry-after": "7" }),
      { kind: "retryable", retryAfterMs: 7_000 },
    ],
    ["403 rateLimitExceeded", () => error(403, "rateLimitExceeded"), { kind: "retryable" }],
    ["403 userRateLimitExceeded", () => error(403, "userRateLimitExceeded"), { kind: "retryable" }],
    ["403 quotaExceeded", () => error(403, "quotaExceeded"), { kind: "retryable" }],
    ["403 forbidden", () => error(403, "forbidden"), { kind: "permanent", code: "403" }],
    [
      "403 requiredAccessLevel",
      () => error(403, "requiredAccessLevel"),
      { kind: "permanent", code: "403" },
    ],
    ["400", () => error(400, "invalid"), { kind: "permanent", code: "400" }],
    ["404", () => error(404, "notFound"), { kind: "permanent", code: "404" }],
    ["500", () => error(500, "backendError"), { kind: "unknown" }],
    ["503 of a proxy", () => new Response("<html>", { status: 503 }), { kind: "unknown" }],
    ["no connection", () => new TypeError("fetch failed"), { kind: "unknown" }],
    ["a body that is not JSON", () => new Response("<html>"), { kind: "unknown" }],
  ])("is sorted: %s", async (_what, answer, expected) => {
    const { calendar, calls } = googleThat([answer()]);
    expect(await calendar.write(CALENDAR, entry)).toMatchObject(expected);
    expect(calls).toHaveLength(1);
  });
});

describe("a token", () => {
  it("is asked for once, also by calls that come together, and kept for an hour", async () => {
    const { calendar, calls, clock, tokens } = googleThat([stored(), stored(), stored(), stored()]);
    await Promise.all([calendar.write(CALENDAR, entry), calendar.write(CALENDAR, entry)]);
    await calendar.write(CALENDAR, entry);
    expect(tokens()).toBe(1);
    clock.now += 59 * 60_000;
    await calendar.write(CALENDAR, entry);
    expect(tokens()).toBe(2);
    expect(calls.map(({ authorization }) => authorization)).toEqual([
      "Bearer token-1",
      "Bearer token-1",
      "Bearer token-1",
      "Bearer token-2",
    ]);
  });

  it("is renewed once when Google no longer takes it", async () => {
    const { calendar, calls, tokens } = googleThat([error(401, "authError"), stored()]);
    expect(await calendar.write(CALENDAR, entry)).toEqual({ kind: "ok", value: "written" });
    expect(tokens()).toBe(2);
    expect(calls).toHaveLength(2);
  });

  it("that Google takes neither old nor new is mended by people: try again", async () => {
    const { calendar } = googleThat([error(401, "authError"), error(401, "authError")]);
    expect((await calendar.write(CALENDAR, entry)).kind).toBe("retryable");
  });

  it.each<[string, Answer]>([
    ["a key that was revoked", Response.json({ error: "invalid_grant" }, { status: 400 })],
    ["an outage", new Response("", { status: 503 })],
    ["no connection", new TypeError("fetch failed")],
  ])(
    "that is not given (%s) means that nothing was asked of the calendar",
    async (_what, answer) => {
      const { calendar, calls, tokens } = googleThat([stored()], [answer]);
      expect((await calendar.write(CALENDAR, entry)).kind).toBe("retryable");
      expect(calls).toEqual([]);
      expect((await calendar.write(CALENDAR, entry)).kind).toBe("ok");
      expect(tokens()).toBe(2);
    },
  );

  it("that a broken key cannot sign for is an answer, not an exception", async () => {
    const { calendar } = googleThat(
      [],
      [],
      "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
    );
    const outcome = await calendar.write(CALENDAR, entry);
    expect(outcome.kind).toBe("retryable");
    expect(JSON.stringify(outcome)).not.toContain("PRIVATE KEY");
  });
});

describe("writing an entry", () => {
  it("is done when it stands there already and is ours", async () => {
    const ours = stored({ extendedProperties: { private: { reservation: "res_1" } } });
    const { calendar } = googleThat([error(409, "duplicate"), ours]);
    expect(await calendar.write(CALENDAR, entry)).toEqual({ kind: "ok", value: "written" });
  });

  it("needs another id when this one was used and deleted", async () => {
    const { calendar } = googleThat([error(409, "duplicate"), stored({ status: "cancelled" })]);
    expect(await calendar.write(CALENDAR, entry)).toEqual({ kind: "ok", value: "burnt" });
  });

  it("cannot be done when the id is somebody else's", async () => {
    const { calendar } = googleThat([error(409, "duplicate"), stored()]);
    expect((await calendar.write(CALENDAR, entry)).kind).toBe("permanent");
  });

  it("sends instants with the room's zone, and our marks", async () => {
    const { calendar, calls } = googleThat([stored()]);
    await calendar.write(CALENDAR, entry);
    expect(calls[0]?.url.pathname).toBe("/calendar/v3/calendars/room%40example.com/events");
    expect(JSON.parse(calls[0]?.body ?? "")).toMatchObject({
      id: entry.id,
      start: { dateTime: "2026-12-07T17:00:00.000Z", timeZone: "America/Vancouver" },
      extendedProperties: { private: entry.marks },
    });
  });
});

describe("erasing an entry", () => {
  it.each<[string, Response, object]>([
    ["deleted", new Response(null, { status: 204 }), { kind: "ok", value: "erased" }],
    ["deleted before", error(410, "deleted"), { kind: "ok", value: "erased" }],
    ["never there", error(404, "notFound"), { kind: "ok", value: "absent" }],
    ["not ours to delete", error(403, "forbidden"), { kind: "permanent" }],
    ["an outage", error(503, "backendError"), { kind: "unknown" }],
  ])("tells what it found: %s", async (_what, answer, expected) => {
    const { calendar } = googleThat([answer]);
    expect(await calendar.erase(CALENDAR, entry.id)).toMatchObject(expected);
  });
});

describe("reading changes", () => {
  const since = {
    from: Date.parse("2026-11-21T08:00:00Z"),
    until: Date.parse("2027-02-01T08:00:00Z"),
  };

  it("asks for single instances, and never sends a window with a sync token", async () => {
    const page = () => Response.json({ items: [], nextSyncToken: "sync-2" });
    const { calendar, calls } = googleThat([page(), page()]);
    await calendar.changes({ calendar: CALENDAR, since });
    await calendar.changes({ calendar: CALENDAR, since: { cursor: "sync-1" }, page: "page-2" });
    const [full, incremental] = calls.map(({ url }) => Object.fromEntries(url.searchParams));
    expect(full).toMatchObject({ singleEvents: "true", timeMin: "2026-11-21T08:00:00.000Z" });
    expect(incremental).toMatchObject({
      singleEvents: "true",
      syncToken: "sync-1",
      pageToken: "page-2",
    });
    expect(incremental).not.toHaveProperty("timeMin");
    expect(incremental).not.toHaveProperty("timeMax");
  });

  it("says that all must be read again when the sync token is too old", async () => {
    const { calendar } = googleThat([error(410, "fullSyncRequired")]);
    const outcome = await calendar.changes({ calendar: CALENDAR, since: { cursor: "old" } });
    expect(outcome).toEqual({ kind: "ok", value: "expired" });
  });

  it("reads timed, all-day, transparent and cancelled events as what they are", async () => {
    const items = [
      {
        id: "a",
        start: { dateTime: "2026-12-07T09:00:00-08:00" },
        end: { dateTime: "2026-12-07T10:00:00-08:00" },
      },
      { id: "b", start: { date: "2026-12-07" }, end: { date: "2026-12-09" } },
      {
        id: "c",
        transparency: "transparent",
        start: { date: "2026-12-07" },
        end: { date: "2026-12-08" },
      },
      { id: "d", status: "cancelled" },
      { id: "e", status: "tentative", start: { date: "2026-12-07" }, end: { date: "2026-12-08" } },
    ];
    const { calendar } = googleThat([Response.json({ items, nextPageToken: "page-2" })]);
    const outcome = await calendar.changes({ calendar: CALENDAR, since });
    const startsAt = Date.parse("2026-12-07T17:00:00Z");
    expect(outcome).toEqual({
      kind: "ok",
      value: {
        items: [
          { id: "a", state: "busy", span: { startsAt, endsAt: startsAt + 3_600_000 } },
          { id: "b", state: "busy", span: { from: "2026-12-07", until: "2026-12-09" } },
          { id: "c", state: "free", span: { from: "2026-12-07", until: "2026-12-08" } },
          { id: "d", state: "gone" },
          { id: "e", state: "busy", span: { from: "2026-12-07", until: "2026-12-08" } },
        ],
        nextPage: "page-2",
        cursor: undefined,
      },
    });
  });
});
