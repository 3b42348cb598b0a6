import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Interval } from "../../../src/domain/intervals.ts";
import { alternatives } from "../../../src/domain/room/alternatives.ts";
import { freeTime, slotFits } from "../../../src/domain/room/free-time.ts";
import type { SlotRequest } from "../../../src/domain/room/slot.ts";
import { at, DAY_MS, MINUTE_MS, roomRules } from "../venue.ts";

const NOW = at("2026-12-01", "12:00");
const rules = roomRules();
const request: SlotRequest = {
  dates: ["2026-12-08"],
  start: "10:00",
  end: "12:00",
  attendees: 4,
};

function taken(date: string, start: string, end: string): Interval {
  return { startsAt: at(date, start), endsAt: at(date, end) };
}

function found(wanted: SlotRequest, busy: Interval[], limit?: number): string[] {
  const day = (date: string) => freeTime(rules, date, busy, NOW);
  return alternatives(rules, wanted, day, limit).map(
    ({ dates, start, end }) => `${dates.join(" ")} ${start}-${end}`,
  );
}

describe("nearby alternatives", () => {
  test("are the nearest free times on the same day, then the next day at the same time", () => {
    expect(found(request, [taken("2026-12-08", "10:00", "11:00")])).toEqual([
      "2026-12-08 11:15-13:15",
      "2026-12-08 13:15-15:15",
      "2026-12-09 10:00-12:00",
    ]);
  });

  test("are other days when the same day is full, skipping closed ones", () => {
    const full = [taken("2026-12-11", "08:00", "17:00"), taken("2026-12-10", "10:00", "11:00")];
    expect(found({ ...request, dates: ["2026-12-11"] }, full)).toEqual([
      "2026-12-09 10:00-12:00",
      "2026-12-14 10:00-12:00",
      "2026-12-08 10:00-12:00",
    ]);
  });

  test("move several days together, so that they keep their rhythm", () => {
    const dates = ["2026-12-10", "2026-12-11"];
    const busy = [taken("2026-12-11", "08:00", "17:00")];
    expect(found({ ...request, dates }, busy)).toEqual([
      "2026-12-09 2026-12-10 10:00-12:00",
      "2026-12-08 2026-12-09 10:00-12:00",
      "2026-12-07 2026-12-08 10:00-12:00",
    ]);
  });

  test("on the same days are free on all of them", () => {
    const dates = ["2026-12-08", "2026-12-09"];
    const busy = [taken("2026-12-08", "08:00", "13:00"), taken("2026-12-09", "15:30", "17:00")];
    expect(found({ ...request, dates }, busy)[0]).toBe("2026-12-08 2026-12-09 13:15-15:15");
  });

  test("are as many as asked for and no more", () => {
    const busy = [taken("2026-12-08", "10:00", "11:00")];
    expect(found(request, busy, 1)).toEqual(["2026-12-08 11:15-13:15"]);
    expect(found(request, busy, 5)).toHaveLength(5);
  });

  test("are none for what is no slot at all", () => {
    expect(found({ ...request, dates: [] }, [])).toEqual([]);
    expect(found({ ...request, dates: ["2026-02-30"] }, [])).toEqual([]);
    expect(found({ ...request, start: "24:00" }, [])).toEqual([]);
    expect(found({ ...request, end: "09:00" }, [])).toEqual([]);
  });
});

test("a date's availability is asked for at most once", () => {
  const asked: string[] = [];
  const busy = [{ startsAt: NOW, endsAt: NOW + 90 * DAY_MS }];
  alternatives(rules, request, (date) => {
    asked.push(date);
    return freeTime(rules, date, busy, NOW);
  });
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.length).toBeLessThanOrEqual(29);
});

test("every alternative is free, as long and as many days as asked for, and differs", () => {
  const events = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 14 * 96 }), fc.integer({ min: 1, max: 40 })),
    { maxLength: 20 },
  );
  const start = at("2026-12-01", "00:00");
  fc.assert(
    fc.property(events, (pairs) => {
      const busy = pairs.map(([quarter, quarters]) => {
        const startsAt = start + quarter * 15 * MINUTE_MS;
        return { startsAt, endsAt: startsAt + quarters * 15 * MINUTE_MS };
      });
      const day = (date: string) => freeTime(rules, date, busy, NOW);
      const offers = alternatives(rules, request, day);
      expect(new Set(offers.map((offer) => JSON.stringify(offer))).size).toBe(offers.length);
      for (const offer of offers) {
        expect(offer).not.toEqual({ dates: request.dates, start: "10:00", end: "12:00" });
        expect(
          offer.dates.every((date) => slotFits(rules, day(date), offer.start, offer.end)),
        ).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});
