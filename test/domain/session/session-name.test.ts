import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, wallTimeAt } from "../../../src/domain/local-time.ts";
import { randomPart, roomOf } from "../../../src/domain/reservation-id.ts";
import {
  parseSessionKey,
  parseSessionName,
  sessionKey,
  sessionName,
  sessionOf,
  sessionReservationId,
} from "../../../src/domain/session/session-name.ts";

const session = { experience: "linocut-workshop", date: "2026-12-12", time: "10:00" };
const RANDOM = "0123456789abcdef";

const sessions = fc.record({
  experience: fc.stringMatching(/^[a-z0-9-]{1,40}$/),
  date: fc.integer({ min: -300_000, max: 300_000 }).map((days) => addDays("2026-12-12", days)),
  time: fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => wallTimeAt(minutes) ?? ""),
});

describe("a session's name", () => {
  test("is its experience, date and time", () => {
    expect(sessionName(session)).toBe("linocut-workshop/2026-12-12/10:00");
  });

  test.each([
    "",
    "linocut-workshop",
    "linocut-workshop/2026-12-12",
    "linocut-workshop/2026-12-12/10:00/",
    "/2026-12-12/10:00",
    "linocut_workshop/2026-12-12/10:00",
    "Linocut/2026-12-12/10:00",
    "linocut-workshop/2026-02-30/10:00",
    "linocut-workshop/2026-12-12/24:00",
    "linocut-workshop/2026-12-12/9:00",
    "linocut-workshop/2026-12-12/10:00\n",
    `${"x".repeat(41)}/2026-12-12/10:00`,
  ])("is not %j", (name) => {
    expect(parseSessionName(name)).toBeUndefined();
  });
});

describe("a session's key", () => {
  test("is its date and time", () => {
    expect(sessionKey(session)).toBe("2026-12-12T10:00");
    expect(parseSessionKey("2026-12-12T10:00")).toEqual({ date: "2026-12-12", time: "10:00" });
  });

  test.each([
    "",
    "2026-12-12",
    "2026-12-12T",
    "2026-12-12T1000",
    "2026-12-12 10:00",
    "2026-12-12t10:00",
    "2026-12-12T10:00Z",
    "2026-12-12T10:00:00",
    "2026-12-12T24:00",
    "2026-02-30T10:00",
    "2026-12-12T10:00\n",
    "+02026-12-12T10:00",
  ])("is not %j", (key) => {
    expect(parseSessionKey(key)).toBeUndefined();
  });
});

describe("a session's reservation id", () => {
  test("names its session", () => {
    const id = sessionReservationId(session, RANDOM);
    expect(id).toBe("res_session_linocut-workshop_20261212t1000_0123456789abcdef");
    expect(sessionOf(id)).toEqual(session);
  });

  test("is no id of a room, and a room's is none of a session", () => {
    expect(roomOf(sessionReservationId(session, RANDOM))).toBeUndefined();
    expect(sessionOf(`res_room_linocut-workshop_${RANDOM}`)).toBeUndefined();
  });

  test.each([
    "",
    "res_session_linocut_20261212t1000",
    "res_session__20261212t1000_0123456789abcdef",
    "res_session_Linocut_20261212t1000_0123456789abcdef",
    "res_session_lino_cut_20261212t1000_0123456789abcdef",
    "res_session_linocut_20260230t1000_0123456789abcdef",
    "res_session_linocut_20261212t2400_0123456789abcdef",
    "res_session_linocut_20261212t1060_0123456789abcdef",
    "res_session_linocut_20261212T1000_0123456789abcdef",
    "res_session_linocut_2026-12-12t10:00_0123456789abcdef",
    "res_session_linocut_20261212t1000_0123456789abcdez",
    "res_session_linocut_20261212t1000_0123456789abcdef0",
    "res_session_linocut_20261212t1000_0123456789abcdef\n",
    " res_session_linocut_20261212t1000_0123456789abcdef",
    "../res_session_linocut_20261212t1000_0123456789abcdef",
    `res_session_${"x".repeat(41)}_20261212t1000_0123456789abcdef`,
  ])("is not %j", (id) => {
    expect(sessionOf(id)).toBeUndefined();
  });
});

describe("whatever the session", () => {
  test("its name, its key and its ids lead back to it", () => {
    fc.assert(
      fc.property(sessions, fc.uint8Array({ minLength: 16, maxLength: 16 }), (one, random) => {
        expect(parseSessionName(sessionName(one))).toEqual(one);
        expect(parseSessionKey(sessionKey(one))).toEqual({ date: one.date, time: one.time });
        expect(sessionOf(sessionReservationId(one, randomPart(random)))).toEqual(one);
      }),
    );
  });

  test("a text that is understood is the one that would be written", () => {
    const nearly = sessions.chain((one) => {
      const written = fc.constantFrom(
        sessionName(one),
        sessionKey(one),
        sessionReservationId(one, RANDOM),
      );
      const at = fc.nat({ max: 60 });
      return fc
        .tuple(written, at, fc.string({ maxLength: 2 }))
        .map(([text, index, change]) => text.slice(0, index) + change + text.slice(index + 1));
    });
    fc.assert(
      fc.property(nearly, (text) => {
        const named = parseSessionName(text);
        if (named) expect(sessionName(named)).toBe(text);
        const keyed = parseSessionKey(text);
        if (keyed) expect(sessionKey(keyed)).toBe(text);
        const booked = sessionOf(text);
        if (booked) expect(sessionReservationId(booked, text.slice(-16))).toBe(text);
      }),
    );
  });
});
