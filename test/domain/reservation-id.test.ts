import { describe, expect, it } from "vitest";
import { bookingCode, randomPart, reservationId, roomOf } from "../../src/domain/reservation-id.ts";

const bytes = (length: number, value = (n: number) => n * 37) =>
  Uint8Array.from({ length }, (_, n) => value(n) % 256);

describe("a reservation id", () => {
  it("names its room", () => {
    expect(roomOf(reservationId("quiet-room", randomPart(bytes(16))))).toBe("quiet-room");
  });

  it.each([
    "",
    "quiet-room",
    "res_room_quiet-room",
    "res_room__0123456789abcdef",
    "res_room_Quiet_0123456789abcdef",
    "res_room_quiet-room_0123456789abcdez",
    "res_room_quiet-room_0123456789abcdef0",
    "res_session_quiet-room_0123456789abcdef",
    "../res_room_quiet-room_0123456789abcdef",
  ])("is not %j", (id) => {
    expect(roomOf(id)).toBeUndefined();
  });

  it("has eighty random bits: every byte counts by its last five", () => {
    expect(randomPart(bytes(16))).toMatch(/^[0-9a-v]{16}$/);
    expect(new Set(bytes(256, (n) => n)).size).toBe(256);
    const seen = new Set(Array.from({ length: 256 }, (_, n) => randomPart(bytes(16, () => n))));
    expect(seen.size).toBe(32);
  });
});

describe("a booking code", () => {
  it("has no letters or digits that sound or look alike", () => {
    for (let n = 0; n < 256; n += 1) {
      expect(bookingCode(bytes(8, (m) => n + m))).toMatch(
        /^TG-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/,
      );
    }
  });
});
