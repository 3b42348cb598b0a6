import { auth, type calendar_v3, calendar as calendarClient } from "@googleapis/calendar";
import { importPKCS8, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import {
  SANDBOX_PRIVATE_KEY,
  SANDBOX_SERVICE_ACCOUNT_EMAIL,
} from "../../src/sandbox/google/service-account.ts";
import type { SandboxSettings } from "../../src/sandbox/world.ts";
import { BASE, type Bench, makeBench } from "./bench.ts";

/** A zone that still changes its clocks: British Columbia stopped in 2026. */
const ZONE = "America/Toronto";
const ROOM = "sonic-studio@labourtemple.example";
const SCOPE = "https://www.googleapis.com/auth/calendar.events";
const TOKEN_URL = `${BASE}/sandbox/google/token`;

interface GoogleError {
  status: number;
  reason: string;
}

/** Google's own client, its requests led to the sandbox. The client signs with the real clock. */
function makeCalendar(settings: Partial<SandboxSettings> = {}, scope = SCOPE) {
  const bench = makeBench({ calendarTimeZone: ZONE, ...settings }, Date.now());
  const fetchImplementation: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const request = input instanceof Request ? input : init;
    return bench.fetch(`/sandbox/google${url.pathname}${url.search}`, request as RequestInit);
  };
  const client = new auth.JWT({
    email: SANDBOX_SERVICE_ACCOUNT_EMAIL,
    key: SANDBOX_PRIVATE_KEY,
    scopes: [scope],
    transporterOptions: { fetchImplementation },
  });
  const api = calendarClient({ version: "v3", auth: client, retry: false, fetchImplementation });
  return { bench, events: api.events, channels: api.channels };
}

async function refusalOf(call: Promise<unknown>): Promise<GoogleError> {
  try {
    await call;
  } catch (error) {
    const { status, response } = error as {
      status: number;
      response?: { data?: { error?: { errors?: { reason: string }[] } } };
    };
    return { status, reason: response?.data?.error?.errors?.[0]?.reason ?? "" };
  }
  throw new Error("expected a refusal");
}

function day(id: string, from = "09:00", to = "12:00"): calendar_v3.Schema$Event {
  return {
    id,
    summary: "Booking",
    start: { dateTime: `2026-12-07T${from}:00`, timeZone: ZONE },
    end: { dateTime: `2026-12-07T${to}:00`, timeZone: ZONE },
    extendedProperties: { private: { reservation: "res_1" } },
  };
}

async function listAll(
  events: calendar_v3.Resource$Events,
  parameters: calendar_v3.Params$Resource$Events$List,
) {
  const items: calendar_v3.Schema$Event[] = [];
  let pageToken: string | undefined;
  for (;;) {
    const { data } = await events.list({
      calendarId: ROOM,
      ...parameters,
      ...(pageToken === undefined ? {} : { pageToken }),
    });
    items.push(...(data.items ?? []));
    if (data.nextPageToken) {
      expect(data.nextSyncToken).toBeUndefined();
      pageToken = data.nextPageToken;
      continue;
    }
    return { items, ids: items.map(({ id }) => id), syncToken: data.nextSyncToken ?? "" };
  }
}

describe("the token endpoint", () => {
  async function assertion(
    bench: Bench,
    claims: Record<string, unknown> = {},
    key = SANDBOX_PRIVATE_KEY,
  ) {
    const now = Math.floor(bench.now() / 1000);
    const payload = {
      iss: SANDBOX_SERVICE_ACCOUNT_EMAIL,
      scope: SCOPE,
      aud: TOKEN_URL,
      iat: now,
      exp: now + 3600,
      ...claims,
    };
    return new SignJWT(payload)
      .setProtectedHeader({ alg: "RS256", typ: "JWT" })
      .sign(await importPKCS8(key, "RS256"));
  }

  async function grant(bench: Bench, form: Record<string, string>) {
    const answer = await bench.fetch("/sandbox/google/token", {
      method: "POST",
      body: new URLSearchParams(form),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  const BEARER = { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer" };

  it("grants a token for 3599 seconds, and no longer", async () => {
    const bench = makeBench();
    const { status, body } = await grant(bench, { ...BEARER, assertion: await assertion(bench) });
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 3599, token_type: "Bearer" });
    const list = () =>
      bench.fetch(`/sandbox/google/calendar/v3/calendars/${ROOM}/events`, {
        headers: { authorization: `Bearer ${String(body.access_token)}` },
      });
    expect((await list()).status).toBe(200);
    await bench.advance(3_599_000);
    expect((await list()).status).toBe(401);
  });

  it.each([
    ["another issuer", { iss: "somebody@else.example" }, "invalid_grant"],
    ["another audience", { aud: "https://example.com" }, "invalid_grant"],
    ["more than an hour", { exp: Date.parse("2026-12-01T14:00:00Z") / 1000 }, "invalid_grant"],
    ["a time that has passed", { iat: 1_000, exp: 2_000 }, "invalid_grant"],
    ["no scope", { scope: "" }, "invalid_scope"],
  ])("refuses %s", async (_what, claims, error) => {
    const bench = makeBench();
    const answer = await grant(bench, { ...BEARER, assertion: await assertion(bench, claims) });
    expect(answer).toMatchObject({ status: 400, body: { error } });
  });

  it("refuses a signature by another key, other grants and a missing assertion", async () => {
    const bench = makeBench();
    const good = await assertion(bench);
    const forged = `${good.slice(0, -12)}AAAAAAAAAAAA`;
    expect((await grant(bench, { ...BEARER, assertion: forged })).body).toEqual({
      error: "invalid_grant",
      error_description: "Invalid JWT Signature.",
    });
    expect((await grant(bench, { grant_type: "password" })).body.error).toBe(
      "unsupported_grant_type",
    );
    expect((await grant(bench, BEARER)).body.error).toBe("invalid_request");
  });
});

describe("events", () => {
  it("are inserted with the caller's id and shown in the calendar's zone", async () => {
    const { events } = makeCalendar();
    const { data } = await events.insert({ calendarId: ROOM, requestBody: day("tg00001") });
    expect(data).toMatchObject({
      id: "tg00001",
      status: "confirmed",
      start: { dateTime: "2026-12-07T09:00:00-05:00" },
      extendedProperties: { private: { reservation: "res_1" } },
    });
    const found = await events.get({ calendarId: ROOM, eventId: "tg00001" });
    expect(found.data.summary).toBe("Booking");
  });

  it("keep their id for ever: 409 for a second insert, also after a delete", async () => {
    const { events } = makeCalendar();
    const insert = () => events.insert({ calendarId: ROOM, requestBody: day("tg00001") });
    const remove = () => events.delete({ calendarId: ROOM, eventId: "tg00001" });
    await insert();
    expect(await refusalOf(insert())).toEqual({ status: 409, reason: "duplicate" });
    expect((await remove()).status).toBe(204);
    expect(await refusalOf(insert())).toEqual({ status: 409, reason: "duplicate" });
    expect(await refusalOf(remove())).toEqual({ status: 410, reason: "deleted" });
    const { data } = await events.get({ calendarId: ROOM, eventId: "tg00001" });
    expect(data.status).toBe("cancelled");
    expect(data.summary).toBeUndefined();
  });

  it("that are unknown answer 404, as do unknown calendars", async () => {
    const { events } = makeCalendar({ calendars: [ROOM] });
    expect((await refusalOf(events.get({ calendarId: ROOM, eventId: "nothing" }))).status).toBe(
      404,
    );
    expect((await refusalOf(events.delete({ calendarId: ROOM, eventId: "nothing" }))).status).toBe(
      404,
    );
    expect(await refusalOf(events.list({ calendarId: "other@example.com" }))).toEqual({
      status: 404,
      reason: "notFound",
    });
  });

  it("are gone with their calendar when a control call takes it away", async () => {
    const { bench, events } = makeCalendar();
    await events.insert({ calendarId: ROOM, requestBody: day("tg00001") });
    await bench.control("POST", "/google/calendars", { id: ROOM, exists: false });
    const insert = events.insert({ calendarId: ROOM, requestBody: day("tg00002") });
    expect(await refusalOf(insert)).toEqual({ status: 404, reason: "notFound" });
    await bench.control("POST", "/google/calendars", { id: ROOM });
    expect((await listAll(events, {})).ids).toEqual(["tg00001"]);
  });

  it.each([
    ["an id outside a–v and 0–9", { id: "tgxyz123" }, 400],
    ["an id that is too short", { id: "tg1" }, 400],
    ["upper case in an id", { id: "TG00001" }, 400],
    ["no end", { end: null }, 400],
    ["a local time without a zone", { start: { dateTime: "2026-12-07T09:00:00" } }, 400],
    ["an end before the start", { end: { dateTime: "2026-12-07T08:00:00-05:00" } }, 400],
    ["a date and a time mixed", { end: { date: "2026-12-08" } }, 400],
    [
      "a property value over 1024",
      { extendedProperties: { private: { a: "x".repeat(1025) } } },
      400,
    ],
    ["a property key over 44", { extendedProperties: { private: { ["k".repeat(45)]: "x" } } }, 400],
    ["attendees", { attendees: [{ email: "guest@example.com" }] }, 403],
  ])("are refused with %s", async (_what, change, status) => {
    const { events } = makeCalendar();
    const requestBody = { ...day("tg00001"), ...change } as calendar_v3.Schema$Event;
    const refused = await refusalOf(events.insert({ calendarId: ROOM, requestBody }));
    expect(refused.status).toBe(status);
    if (status === 403) expect(refused.reason).toBe("forbiddenForServiceAccounts");
    expect((await listAll(events, {})).items).toEqual([]);
  });

  it("are patched field by field", async () => {
    const { events } = makeCalendar();
    await events.insert({ calendarId: ROOM, requestBody: day("tg00001") });
    const patch = (requestBody: calendar_v3.Schema$Event) =>
      events.patch({ calendarId: ROOM, eventId: "tg00001", requestBody });
    const { data } = await patch({
      description: "Show: Night Shift",
      extendedProperties: { private: { moved: "yes" } },
    });
    expect(data).toMatchObject({
      summary: "Booking",
      description: "Show: Night Shift",
      extendedProperties: { private: { reservation: "res_1", moved: "yes" } },
    });
    const moved = await patch({
      start: { dateTime: "2026-12-07T13:00:00-05:00" },
      end: { dateTime: "2026-12-07T14:00:00-05:00" },
    });
    expect(moved.data.start?.dateTime).toBe("2026-12-07T13:00:00-05:00");
    expect(moved.data.etag).not.toBe(data.etag);
  });

  it("need a scope that may write", async () => {
    const { events } = makeCalendar({}, "https://www.googleapis.com/auth/calendar.readonly");
    expect((await events.list({ calendarId: ROOM })).status).toBe(200);
    const insert = events.insert({ calendarId: ROOM, requestBody: day("tg00001") });
    expect(await refusalOf(insert)).toEqual({ status: 403, reason: "insufficientPermissions" });
  });
});

describe("a list", () => {
  it("holds what overlaps the window, half-open on both sides", async () => {
    const { events } = makeCalendar();
    await events.insert({ calendarId: ROOM, requestBody: day("tg00001", "09:00", "12:00") });
    const ids = async (timeMin: string, timeMax: string) =>
      (await listAll(events, { singleEvents: true, timeMin, timeMax })).ids;
    expect(await ids("2026-12-07T12:00:00-05:00", "2026-12-07T13:00:00-05:00")).toEqual([]);
    expect(await ids("2026-12-07T11:59:59-05:00", "2026-12-07T13:00:00-05:00")).toHaveLength(1);
    expect(await ids("2026-12-07T08:00:00-05:00", "2026-12-07T09:00:00-05:00")).toEqual([]);
    expect(await ids("2026-12-07T08:00:00-05:00", "2026-12-07T09:00:01-05:00")).toHaveLength(1);
  });

  it("refuses a time without an offset, an empty window and an order that needs singleEvents", async () => {
    const { events } = makeCalendar();
    const refused = (parameters: calendar_v3.Params$Resource$Events$List) =>
      refusalOf(events.list({ calendarId: ROOM, ...parameters }));
    expect((await refused({ timeMin: "2026-12-07T09:00:00" })).status).toBe(400);
    expect(
      await refused({ timeMin: "2026-12-07T09:00:00Z", timeMax: "2026-12-07T09:00:00Z" }),
    ).toEqual({ status: 400, reason: "timeRangeEmpty" });
    expect((await refused({ orderBy: "startTime" })).status).toBe(400);
  });

  it("expands a weekly event, at the same wall time across a change of the clocks", async () => {
    const { bench, events } = makeCalendar();
    await bench.control("POST", "/google/by-hand", {
      calendar: ROOM,
      summary: "Choir",
      start: "2026-10-26T09:00",
      end: "2026-10-26T10:00",
      recurrence: ["RRULE:FREQ=WEEKLY;COUNT=3"],
    });
    const { items } = await listAll(events, { singleEvents: true });
    expect(items.map(({ start }) => start?.dateTime)).toEqual([
      "2026-10-26T09:00:00-04:00",
      "2026-11-02T09:00:00-05:00",
      "2026-11-09T09:00:00-05:00",
    ]);
    const [, second] = items;
    expect(second?.id).toMatch(/_20261102T140000Z$/);
    await events.delete({ calendarId: ROOM, eventId: second?.id ?? "" });
    expect((await listAll(events, { singleEvents: true })).items).toHaveLength(2);
    const series = await listAll(events, {});
    expect(series.items.map(({ recurrence }) => recurrence)).toContainEqual([
      "RRULE:FREQ=WEEKLY;COUNT=3",
    ]);
  });

  it.each([
    ["RRULE:FREQ=DAILY;UNTIL=20261210T235959Z", 4],
    ["RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=5", 5],
    ["RRULE:FREQ=DAILY;INTERVAL=2;COUNT=3", 3],
  ])("expands %s", async (rule, count) => {
    const { bench, events } = makeCalendar();
    await bench.control("POST", "/google/by-hand", {
      calendar: ROOM,
      summary: "Course",
      start: "2026-12-07T09:00",
      end: "2026-12-07T10:00",
      recurrence: [rule],
    });
    expect((await listAll(events, { singleEvents: true })).items).toHaveLength(count);
  });

  it("shows all-day and transparent events as they are", async () => {
    const { bench, events } = makeCalendar();
    await bench.control("POST", "/google/by-hand", {
      calendar: ROOM,
      summary: "Floor works",
      date: "2026-12-08",
    });
    await bench.control("POST", "/google/by-hand", {
      calendar: ROOM,
      summary: "Note",
      start: "2026-12-09T09:00",
      end: "2026-12-09T10:00",
      transparency: "transparent",
    });
    const { items } = await listAll(events, { singleEvents: true, orderBy: "startTime" });
    expect(items).toMatchObject([
      { summary: "Floor works", start: { date: "2026-12-08" }, end: { date: "2026-12-09" } },
      { summary: "Note", transparency: "transparent" },
    ]);
    const early = { timeMin: "2026-12-08T04:59:00Z", timeMax: "2026-12-08T05:00:00Z" };
    expect((await listAll(events, { singleEvents: true, ...early })).items).toEqual([]);
    const inside = { timeMin: "2026-12-08T05:00:00Z", timeMax: "2026-12-08T05:00:01Z" };
    expect((await listAll(events, { singleEvents: true, ...inside })).items).toHaveLength(1);
  });

  it("can give an empty page with more to come", async () => {
    const { events } = makeCalendar();
    for (const id of ["aaaaa", "bbbbb", "ccccc"]) {
      await events.insert({ calendarId: ROOM, requestBody: day(id) });
    }
    for (const eventId of ["aaaaa", "bbbbb"]) await events.delete({ calendarId: ROOM, eventId });
    const { data } = await events.list({ calendarId: ROOM, maxResults: 2 });
    expect(data.items).toEqual([]);
    expect(data.nextPageToken).toBeTypeOf("string");
    expect((await listAll(events, { maxResults: 2 })).ids).toEqual(["ccccc"]);
  });
});

describe("an incremental sync", () => {
  it("tells what was added, changed and deleted since the token, and nothing else", async () => {
    const { events } = makeCalendar();
    for (const id of ["aaaaa", "bbbbb", "ccccc"]) {
      await events.insert({ calendarId: ROOM, requestBody: day(id) });
    }
    const { syncToken } = await listAll(events, { singleEvents: true, maxResults: 2 });
    await events.delete({ calendarId: ROOM, eventId: "aaaaa" });
    await events.patch({
      calendarId: ROOM,
      eventId: "bbbbb",
      requestBody: { summary: "Changed" },
    });
    await events.insert({ calendarId: ROOM, requestBody: day("ddddd") });
    const changed = await listAll(events, { singleEvents: true, syncToken, maxResults: 1 });
    expect(changed.ids).toEqual(["aaaaa", "bbbbb", "ddddd"]);
    expect(Object.keys(changed.items[0] ?? {}).sort()).toEqual(["etag", "id", "kind", "status"]);
    const after = await listAll(events, { singleEvents: true, syncToken: changed.syncToken });
    expect(after.items).toEqual([]);
  });

  it("loses nothing that changes between two pages of the first list", async () => {
    const { events } = makeCalendar();
    for (const id of ["aaaaa", "bbbbb", "ccccc", "ddddd"]) {
      await events.insert({ calendarId: ROOM, requestBody: day(id) });
    }
    const first = await events.list({ calendarId: ROOM, maxResults: 2 });
    await events.delete({ calendarId: ROOM, eventId: "aaaaa" });
    const second = await events.list({
      calendarId: ROOM,
      maxResults: 2,
      pageToken: first.data.nextPageToken ?? "",
    });
    expect(second.data.items?.map(({ id }) => id)).toEqual(["ccccc", "ddddd"]);
    const later = await listAll(events, { syncToken: second.data.nextSyncToken ?? "" });
    expect(later.ids).toContain("aaaaa");
  });

  it("tells of a deleted series as of its instances", async () => {
    const { bench, events } = makeCalendar();
    const made = await bench.control("POST", "/google/by-hand", {
      calendar: ROOM,
      summary: "Choir",
      start: "2026-12-07T09:00",
      end: "2026-12-07T10:00",
      recurrence: ["RRULE:FREQ=WEEKLY;COUNT=2"],
    });
    const { id }: { id: string } = JSON.parse(await made.text());
    const { syncToken } = await listAll(events, { singleEvents: true });
    await bench.control("DELETE", "/google/by-hand", { calendar: ROOM, id });
    const { items } = await listAll(events, { singleEvents: true, syncToken });
    expect(items).toMatchObject([
      { id: `${id}_20261207T140000Z`, status: "cancelled", recurringEventId: id },
      { id: `${id}_20261214T140000Z`, status: "cancelled", recurringEventId: id },
    ]);
  });

  it.each(["timeMin", "timeMax", "q", "orderBy", "updatedMin", "privateExtendedProperty"])(
    "cannot be combined with %s",
    async (name) => {
      const { events } = makeCalendar();
      const { syncToken } = await listAll(events, { singleEvents: true });
      const value = name === "orderBy" ? "startTime" : "2026-12-07T09:00:00Z";
      const parameters = { singleEvents: true, syncToken, [name]: value };
      expect((await refusalOf(events.list({ calendarId: ROOM, ...parameters }))).status).toBe(400);
    },
  );

  it("answers 410 for a token that is too old, expired by hand, foreign or nonsense", async () => {
    const { bench, events } = makeCalendar();
    const { syncToken } = await listAll(events, { singleEvents: true });
    const gone = { status: 410, reason: "fullSyncRequired" };
    const sync = (calendarId: string, token: string) =>
      refusalOf(events.list({ calendarId, singleEvents: true, syncToken: token }));
    expect(await sync("other@example.com", syncToken)).toEqual(gone);
    expect(await sync(ROOM, "nonsense")).toEqual(gone);
    await bench.control("POST", "/google/expire-sync-tokens", { calendar: ROOM });
    expect(await sync(ROOM, syncToken)).toEqual(gone);
    const fresh = await listAll(events, { singleEvents: true });
    expect((await listAll(events, { singleEvents: true, syncToken: fresh.syncToken })).ids).toEqual(
      [],
    );
  });
});

describe("a push channel", () => {
  const watch = (events: calendar_v3.Resource$Events, change: calendar_v3.Schema$Channel = {}) =>
    events.watch({
      calendarId: ROOM,
      requestBody: {
        id: "channel-1",
        type: "web_hook",
        address: `${BASE}/api/webhooks/google-calendar`,
        token: "secret",
        ...change,
      },
    });

  it("says sync first and exists after a change, without a body, until it is stopped", async () => {
    const { bench, events, channels } = makeCalendar();
    const { data } = await watch(events);
    await bench.advance(1_000);
    await events.insert({ calendarId: ROOM, requestBody: day("tg00001") });
    await bench.advance(1_000);
    const states = bench.received.map(({ headers }) => [
      headers.get("x-goog-resource-state"),
      headers.get("x-goog-message-number"),
      headers.get("x-goog-channel-token"),
      headers.get("x-goog-resource-id"),
    ]);
    expect(states).toEqual([
      ["sync", "1", "secret", data.resourceId],
      ["exists", "2", "secret", data.resourceId],
    ]);
    expect(bench.received.map(({ body }) => body)).toEqual(["", ""]);
    const stop = { id: "channel-1", resourceId: data.resourceId ?? "" };
    expect((await channels.stop({ requestBody: stop })).status).toBe(204);
    await events.delete({ calendarId: ROOM, eventId: "tg00001" });
    await bench.advance(1_000);
    expect(bench.received).toHaveLength(2);
    expect((await refusalOf(channels.stop({ requestBody: stop }))).status).toBe(404);
  });

  it("lives seven days", async () => {
    const { bench, events } = makeCalendar();
    const { data } = await watch(events);
    expect(Number(data.expiration) - bench.now()).toBe(7 * 24 * 60 * 60 * 1000);
    await bench.advance(7 * 24 * 60 * 60 * 1000);
    const before = bench.received.length;
    await bench.control("POST", "/google/by-hand", { calendar: ROOM, date: "2027-01-05" });
    await bench.advance(1_000);
    expect(bench.received).toHaveLength(before);
  });

  it("needs HTTPS, a fresh id and a short token", async () => {
    const { events } = makeCalendar();
    await watch(events);
    expect((await refusalOf(watch(events))).reason).toBe("channelIdNotUnique");
    expect((await refusalOf(watch(events, { id: "b", address: "http://a.example/" }))).status).toBe(
      400,
    );
    expect((await refusalOf(watch(events, { id: "b", token: "t".repeat(257) }))).status).toBe(400);
    expect((await refusalOf(watch(events, { id: "b".repeat(65) }))).status).toBe(400);
  });
});

describe("Google under faults", () => {
  it("answers its own shapes: a quota as 403 or 429, an outage as 503", async () => {
    const { bench, events } = makeCalendar();
    const fault = (more: object) =>
      bench.control("POST", "/faults", {
        provider: "google",
        operation: "events.insert",
        mode: "fail",
        ...more,
      });
    const insert = () => events.insert({ calendarId: ROOM, requestBody: day("tg00001") });
    await fault({ status: 403, reason: "rateLimitExceeded" });
    expect(await refusalOf(insert())).toEqual({ status: 403, reason: "rateLimitExceeded" });
    await fault({ status: 429 });
    expect(await refusalOf(insert())).toEqual({ status: 429, reason: "rateLimitExceeded" });
    await fault({});
    expect(await refusalOf(insert())).toEqual({ status: 503, reason: "backendError" });
    await fault({ status: 403 });
    expect(await refusalOf(insert())).toEqual({ status: 403, reason: "forbidden" });
    expect((await insert()).status).toBe(200);
  });

  it("writes the event although the answer is lost", async () => {
    const { bench, events } = makeCalendar();
    await bench.control("POST", "/faults", {
      provider: "google",
      operation: "events.insert",
      mode: "timeout-after-success",
      skip: 1,
    });
    await events.insert({ calendarId: ROOM, requestBody: day("tg00001") });
    const lost = events.insert({ calendarId: ROOM, requestBody: day("tg00002") });
    expect((await refusalOf(lost)).status).toBe(504);
    expect((await listAll(events, {})).ids).toEqual(["tg00001", "tg00002"]);
  });
});
