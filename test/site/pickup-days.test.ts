import { describe, expect, it } from "vitest";
import {
  closuresOf,
  firstPickupDay,
  pickupTimes,
  pickupWindow,
  refusalOfDay,
} from "../../src/site/client/service/pickup-days.ts";
import { sampleTransport as service } from "./sample-service.ts";

/** A Tuesday. */
const today = "2026-12-01";

describe("the days of pickups", () => {
  it("begin when the notice allows and end with the horizon", () => {
    expect(pickupWindow(service, today)).toEqual({ first: "2026-12-02", last: "2027-03-31" });
  });

  it("begin today where the notice is shorter than a day: the API knows the hour", () => {
    expect(pickupWindow({ ...service, noticeHours: 3 }, today).first).toBe(today);
  });

  it.each([
    ["2026-12-01", "Too soon to book"],
    ["2027-04-01", "Not open for booking yet"],
    ["2026-12-24", "Closed: Winter break"],
    ["2026-12-06", "No pickups on this weekday"],
    ["2026-12-05", undefined],
  ])("say of %s: %s", (date, refusal) => {
    expect(refusalOfDay(service, today, date)).toBe(refusal);
  });

  it("are shown from the first one that has pickups", () => {
    expect(firstPickupDay(service, "2026-12-04")).toBe("2026-12-05");
    expect(firstPickupDay(service, "2026-12-05")).toBe("2026-12-07");
    expect(firstPickupDay(service, "2026-12-23")).toBe("2026-12-26");
  });

  it("without any at all do not search for ever", () => {
    expect(firstPickupDay({ ...service, weeklyHours: {} }, today)).toBe("2026-12-02");
  });

  it("name a month's closures", () => {
    expect(closuresOf(service, "2026-12")).toEqual([
      { reason: "Winter break", days: [24] },
      { reason: "Christmas Day", days: [25] },
    ]);
    expect(closuresOf(service, "2027-01")).toEqual([]);
  });
});

describe("the times of pickups", () => {
  it("lie on the grid, up to and with the end of the hours", () => {
    const times = pickupTimes(service, "2026-12-05");
    expect([times[0], times[1], times.at(-1)]).toEqual(["08:00", "08:15", "18:00"]);
  });

  it("are none while there is no day, or on a day without pickups", () => {
    expect(pickupTimes(service, "")).toEqual([]);
    expect(pickupTimes(service, "2026-12-06")).toEqual([]);
  });
});
