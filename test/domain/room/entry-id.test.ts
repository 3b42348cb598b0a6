import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entryId, parseEntryId } from "../../../src/domain/room/entry-id.ts";

const RESERVATION = "res_room_quiet-room_0123456789abcdev";

describe("the id of a day's calendar event", () => {
  it("follows from reservation, date and generation, in the characters that Google takes", () => {
    const id = entryId(RESERVATION, "2026-12-07", 2);
    expect(id).toBe("tg0123456789abcdev20261207g2");
    expect(id).toMatch(/^[a-v0-9]{5,1024}$/);
  });

  it("reads back to what it was made of", () => {
    const letters = fc.constantFrom(..."0123456789abcdefghijklmnopqrstuv");
    const random = fc.array(letters, { minLength: 16, maxLength: 16 }).map((all) => all.join(""));
    fc.assert(
      fc.property(random, fc.integer({ min: 1, max: 9999 }), (part, generation) => {
        const id = entryId(`res_room_a-b_${part}`, "2027-02-28", generation);
        expect(parseEntryId(id)).toEqual({ random: part, date: "2027-02-28", generation });
      }),
    );
  });

  it("is nobody else's", () => {
    const id = entryId(RESERVATION, "2026-12-07", 1);
    for (const other of [
      "",
      "abc",
      "tg",
      id.slice(1),
      `${id}x`,
      id.toUpperCase(),
      `${id}_20261207T170000Z`,
    ]) {
      expect(parseEntryId(other)).toBeUndefined();
    }
  });
});
