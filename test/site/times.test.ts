import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/catalogue/catalogue.ts";
import { publicCatalogue } from "../../src/catalogue/public-view.ts";
import { gridTimes } from "../../src/domain/local-time.ts";
import { isWithinRequestHours } from "../../src/domain/session/session-rules.ts";
import {
  daysInTheWay,
  endChoices,
  requestTimes,
  startChoices,
} from "../../src/site/client/times.ts";

const rules = { gridMinutes: 15, minimumHours: 1 };
const day = (date: string, ...free: [string, string][]) => ({
  date,
  open: true,
  free: free.map(([start, end]) => ({ start, end })),
});

describe("start times", () => {
  it("leave room for the shortest booking at the end of a window", () => {
    const starts = startChoices([day("2026-12-07", ["08:00", "09:30"])], rules);
    expect(starts).toEqual(["08:00", "08:15", "08:30"]);
  });

  it("are offered only when every picked day allows them", () => {
    const days = [
      day("2026-12-07", ["08:00", "17:00"]),
      day("2026-12-08", ["08:00", "09:00"], ["15:45", "17:00"]),
    ];
    expect(startChoices(days, rules)).toEqual(["08:00", "15:45", "16:00"]);
  });

  it("are not offered after the latest start of the last day of the booking window", () => {
    const last = { ...day("2026-12-07", ["08:00", "17:00"]), latestStart: "08:15" };
    expect(startChoices([last], rules)).toEqual(["08:00", "08:15"]);
  });

  it("are none when no day is picked", () => {
    expect(startChoices([], rules)).toEqual([]);
  });
});

describe("end times", () => {
  it("begin with the shortest booking and stop where the first day's window closes", () => {
    const days = [
      day("2026-12-07", ["08:00", "17:00"]),
      day("2026-12-08", ["08:00", "10:30"], ["12:00", "17:00"]),
    ];
    expect(endChoices(days, "09:00", rules)).toEqual(["10:00", "10:15", "10:30"]);
  });

  it("are none when the start is taken on one of the days", () => {
    const days = [day("2026-12-07", ["08:00", "17:00"]), day("2026-12-08", ["12:00", "17:00"])];
    expect(endChoices(days, "09:00", rules)).toEqual([]);
  });
});

describe("days in the way", () => {
  it("names the days that rule out what another picked day allows", () => {
    const narrow = day("2026-12-08", ["12:00", "17:00"]);
    expect(daysInTheWay([day("2026-12-07", ["08:00", "17:00"]), narrow], rules)).toEqual([
      { date: narrow.date, free: narrow.free },
    ]);
  });

  it("names none when the days are alike", () => {
    const alike = ["2026-12-07", "2026-12-08"].map((date) => day(date, ["09:00", "12:00"]));
    expect(daysInTheWay(alike, rules)).toEqual([]);
  });
});

describe("times that can be asked for", () => {
  const asking = publicCatalogue(catalogue).experiences.filter(({ request }) => request);

  it.each(asking)("are those that the rules allow: $slug", ({ slug, request, durationMinutes }) => {
    const rules = catalogue.experience(slug)?.rules;
    if (request === undefined || rules?.request === undefined) throw new Error("takes requests");
    const { gridMs, durationMs, request: hours } = rules;
    const offered = requestTimes(request, durationMinutes);
    expect(offered.length).toBeGreaterThan(0);
    expect(offered).toEqual(
      gridTimes(gridMs).filter((time) => isWithinRequestHours(hours, time, durationMs)),
    );
  });

  it("begin on the grid even when the house opens between two lines of it", () => {
    const hours = { opens: "09:10", closes: "12:00", gridMinutes: 30 };
    expect(requestTimes(hours, 120)).toEqual(["09:30", "10:00"]);
  });

  it("are none when it takes longer than the house is open", () => {
    expect(requestTimes({ opens: "09:00", closes: "10:00", gridMinutes: 15 }, 90)).toEqual([]);
  });
});
