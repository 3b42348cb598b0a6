import { describe, expect, it } from "vitest";
import { conflictingDays } from "../../../src/domain/room/conflicts.ts";
import { at, MINUTE_MS } from "../venue.ts";

const BUFFER_MS = 15 * MINUTE_MS;
const day = (date: string, start = "09:00", end = "12:00") => ({
  date,
  startsAt: at(date, start),
  endsAt: at(date, end),
});

describe("the days in conflict", () => {
  const days = [day("2026-12-07"), day("2026-12-08"), day("2026-12-09")];

  it("are exactly those on which somebody else's time stands in the way", () => {
    const busy = { "2026-12-08": [day("2026-12-08", "10:00", "10:15")] };
    const busyOn = (date: string) => (busy as Record<string, (typeof days)[0][]>)[date] ?? [];
    expect(conflictingDays(days, busyOn, BUFFER_MS)).toEqual(["2026-12-08"]);
    expect(conflictingDays(days, () => [], BUFFER_MS)).toEqual([]);
  });

  it.each([
    ["07:45", "08:45", false],
    ["07:45", "08:46", true],
    ["12:15", "13:00", false],
    ["12:14", "13:00", true],
    ["08:00", "17:00", true],
    ["10:00", "10:01", true],
  ])("keep the buffer on both sides: %s–%s", (start, end, inTheWay) => {
    const busy = [day("2026-12-07", start, end)];
    const found = conflictingDays([day("2026-12-07")], () => busy, BUFFER_MS);
    expect(found).toEqual(inTheWay ? ["2026-12-07"] : []);
  });
});
