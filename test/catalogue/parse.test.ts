import { describe, expect, test } from "vitest";
import { parseCatalogue } from "../../src/catalogue/catalogue.ts";
import { holidayCalendars } from "../../src/catalogue/holidays.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../domain/venue.ts";
import { soundConfig } from "./config.ts";
import { problemsAfter, problemsOf } from "./problems.ts";

test("a sound config has no problems", () => {
  expect(problemsOf(soundConfig())).toEqual([]);
});

describe("a wrong value is named by its path and the rule", () => {
  test.each<[(string | number)[], unknown, string]>([
    [["rooms", 0, "slug"], "sonic_studio", "rooms[0].slug: must be 1 to 40 lowercase letters"],
    [["rooms", 0, "slug"], "Studio", "rooms[0].slug: must be 1 to 40 lowercase letters"],
    [["rooms", 0, "slug"], "", "rooms[0].slug: must be 1 to 40 lowercase letters"],
    [["rooms", 0, "slug"], "x".repeat(41), "rooms[0].slug: must be 1 to 40 lowercase letters"],
    [["rooms", 0, "name"], "  ", "rooms[0].name: must not be empty"],
    [["rooms", 0, "name"], "Two\nlines", "rooms[0].name: must be a single line"],
    [["rooms", 0, "name"], undefined, "rooms[0].name: is missing"],
    [["rooms", 0, "capacity"], 0, "rooms[0].capacity: must be at least 1"],
    [["rooms", 0, "capacity"], 2.5, "rooms[0].capacity: must be a whole number"],
    [["rooms", 0, "pricePerHour"], -9500, "rooms[0].pricePerHour: must be at least 1 cent"],
    [["rooms", 0, "pricePerHour"], 0, "rooms[0].pricePerHour: must be at least 1 cent"],
    [["rooms", 0, "pricePerHour"], 95.5, "rooms[0].pricePerHour: must be a whole number of cents"],
    [
      ["rooms", 0, "pricePerHour"],
      "9500",
      "rooms[0].pricePerHour: must be a whole number of cents",
    ],
    [["rooms", 0, "pricePerHour"], 100_000_000, "rooms[0].pricePerHour: must be below"],
    [["rooms", 1, "dayRate"], -1, "rooms[1].dayRate: must be at least 1 cent"],
    [["rooms", 0, "minimum"], "2 hours", "rooms[0].minimum: must be an ISO 8601 duration"],
    [["rooms", 0, "minimum"], "P1M", "rooms[0].minimum: must be an ISO 8601 duration"],
    [["rooms", 0, "minimum"], "PT0H", "rooms[0].minimum: must be an ISO 8601 duration"],
    [["rooms", 0, "minimum"], "-PT2H", "rooms[0].minimum: must be an ISO 8601 duration"],
    [["rooms", 0, "colour"], "red", "rooms[0].colour: is not a known setting"],
    [
      ["operators", 0, "timeZone"],
      "America/Vancuver",
      "operators[0].timeZone: must be a time zone",
    ],
    [["operators", 0, "email"], "hall.example", "operators[0].email: must be an email address"],
    [["operators", 0, "currency"], "CAD", "operators[0].currency: must be a lowercase currency"],
    [["operators", 0, "currency"], "abc", "operators[0].currency: must be a lowercase currency"],
    [["operators", 0, "locale"], "english", "operators[0].locale: must be a language tag"],
    [["operators"], [], "operators: must name at least one operator"],
    [
      ["venue", "closures", "dates", 0, "date"],
      "2026-02-30",
      "venue.closures.dates[0].date: must be",
    ],
    [
      ["venue", "closures", "dates", 0, "date"],
      "24.12.2026",
      "venue.closures.dates[0].date: must be",
    ],
    [["venue", "hours", "monday", "opens"], "8:00", "venue.hours.monday.opens: must be a time"],
    [["venue", "hours", "monday", "closes"], "24:00", "venue.hours.monday.closes: must be a time"],
    [["venue", "hours", "funday"], {}, "venue.hours.funday: is not a known setting"],
    [["venue", "buffer"], "-PT15M", "venue.buffer: must be an ISO 8601 duration"],
    [["venue", "daysMax"], 0, "venue.daysMax: must be at least 1"],
    [["venue", "holdCaps", "perEmail"], 0, "venue.holdCaps.perEmail: must be at least 1"],
    [["venue", "refundPolicy", 0, "percent"], 101, "venue.refundPolicy[0].percent: must be from 1"],
    [["discounts", 0, "percent"], 0, "discounts[0].percent: must be from 1 to 100"],
    [["discounts", 0, "percent"], 101, "discounts[0].percent: must be from 1 to 100"],
    [["discounts", 0, "percent"], 12.5, "discounts[0].percent: must be a whole number"],
    [["rooms", 0, "extras", 0, "type"], "essay", 'rooms[0].extras[0].type: must be "text"'],
    [["rooms", 0, "extras", 0, "id"], "show name", "rooms[0].extras[0].id: must be letters"],
    [["rooms", 0, "extras", 0, "required"], undefined, "rooms[0].extras[0].required: is missing"],
    [
      ["rooms", 0, "extras", 2, "options"],
      [],
      "rooms[0].extras[2].options: must offer at least one",
    ],
    [
      ["rooms", 0, "extras", 2, "options", 1, "price", "per"],
      "hour",
      "options[1].price.per: must be",
    ],
    [
      ["rooms", 0, "extras", 2, "options", 1, "price", "amount"],
      0.5,
      "options[1].price.amount: must",
    ],
  ])("%j = %j", (path, value, problem) => {
    const problems = problemsAfter(path, value);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });
});

describe("values that do not fit together are named by path and rule", () => {
  test.each<[(string | number)[], unknown, string]>([
    [["rooms", 1, "slug"], "studio", 'rooms[1].slug: "studio" is already taken by rooms[0]'],
    [
      ["rooms", 1, "calendarId"],
      "studio@hall.example",
      'rooms[1].calendarId: "studio@hall.example" is already taken by rooms[0]',
    ],
    [["BOOKABLE", 2], "attic", 'BOOKABLE[2]: no room has the slug "attic"'],
    [["BOOKABLE", 2], "hall", 'BOOKABLE[2]: "hall" is listed twice'],
    [["venue", "operator"], "nobody", 'venue.operator: no operator has the id "nobody"'],
    [["rooms", 1, "discounts"], ["staff"], 'rooms[1].discounts[0]: no discount has the id "staff"'],
    [
      ["rooms", 0, "extras", 1, "id"],
      "showName",
      'rooms[0].extras[1].id: "showName" is already taken by rooms[0].extras[0]',
    ],
    [
      ["rooms", 0, "extras", 2, "options", 1, "id"],
      "sofa",
      'rooms[0].extras[2].options[1].id: "sofa" is already taken by rooms[0].extras[2].options[0]',
    ],
    [
      ["rooms", 0, "extras", 1, "maximum"],
      0,
      "rooms[0].extras[1].maximum: must not be below the minimum",
    ],
    [
      ["rooms", 0, "minimum"],
      "PT9H15M",
      "rooms[0].minimum: must not be longer than the longest opening hours",
    ],
    [
      ["rooms", 0, "minimum"],
      "PT50M",
      "rooms[0].minimum: must be a multiple of the grid (venue.grid)",
    ],
    [["venue", "hours"], {}, "venue.hours: must be open on at least one weekday"],
    [
      ["venue", "hours", "saturday"],
      { opens: "14:00", closes: "10:00" },
      "venue.hours.saturday.closes: must be later than it opens",
    ],
    [
      ["venue", "hours", "saturday"],
      { opens: "10:10", closes: "14:00" },
      "venue.hours.saturday: must open and close on the grid (venue.grid)",
    ],
    [["venue", "notice"], "P60D", "venue.horizon: must be longer than venue.notice"],
    [
      ["venue", "closures", "holidays"],
      "CA-ZZ",
      'venue.closures.holidays: no holidays are kept for "CA-ZZ" (there are: CA-BC)',
    ],
    [
      ["venue", "closures", "dates", 1],
      { date: "2026-12-24", reason: "Again" },
      'venue.closures.dates[1].date: "2026-12-24" is already taken by venue.closures.dates[0]',
    ],
    [
      ["venue", "refundPolicy", 1],
      { notice: "PT48H", percent: 50 },
      "venue.refundPolicy[1].notice: must be shorter than the one before: longest notice first",
    ],
    [
      ["venue", "refundPolicy", 1],
      { notice: "PT24H", percent: 100 },
      "venue.refundPolicy[1].percent: must be lower than the one before: less notice, less refund",
    ],
  ])("%j = %j", (path, value, problem) => {
    expect(problemsAfter(path, value)).toContain(problem);
  });

  test("a grid must divide the day", () => {
    expect(problemsAfter(["venue", "grid"], "PT7M")).toContain(
      "venue.grid: must be whole minutes that divide a day evenly, like PT15M",
    );
  });
});

test("everything that is wrong is listed at once", () => {
  const config = soundConfig();
  const [studio, hall] = config.rooms;
  if (studio) studio.capacity = 0;
  if (hall) hall.minimum = "soon";
  expect(problemsOf(config)).toHaveLength(2);
  expect(problemsOf(undefined)).toEqual(["rooms.config.ts: is missing"]);
  expect(problemsOf("rooms")).toHaveLength(1);
});

describe("a sound config is read into what the rules need", () => {
  const catalogue = parseCatalogue(soundConfig(), holidayCalendars);
  const studio = catalogue.room("studio");

  test("durations become milliseconds", () => {
    expect(studio?.rules).toMatchObject({
      gridMs: 15 * MINUTE_MS,
      bufferMs: 15 * MINUTE_MS,
      minimumMs: 2 * HOUR_MS,
      noticeMs: 24 * HOUR_MS,
      horizonMs: 60 * DAY_MS,
    });
    expect(studio?.holdMs).toBe(15 * MINUTE_MS);
    expect(studio?.calendar).toEqual({ writeBudgetMs: 10 * MINUTE_MS, stalenessMs: MINUTE_MS });
    expect(studio?.refundPolicy.tiers[0]).toEqual({ noticeMs: 48 * HOUR_MS, percent: 100 });
  });

  test("weekdays become ISO numbers, and closed ones are absent", () => {
    expect(studio?.rules.weeklyHours).toEqual({
      1: { opens: "08:00", closes: "17:00" },
      6: { opens: "10:00", closes: "14:00" },
    });
  });

  test("closures are the region's holidays and the venue's own dates", () => {
    expect(studio?.rules.closures).toMatchObject({
      "2026-12-24": "Winter break",
      "2026-12-25": "Christmas Day",
    });
  });

  test("the venue's own reason for a date wins over the holiday's name", () => {
    const config = soundConfig();
    config.venue.closures.dates.push({ date: "2026-12-25", reason: "Members' party" });
    const room = parseCatalogue(config, holidayCalendars).rooms[0];
    expect(room?.rules.closures["2026-12-25"]).toBe("Members' party");
  });

  test("a venue without a holiday region is closed on its own dates alone", () => {
    const config = soundConfig();
    config.venue.closures = { dates: [{ date: "2026-12-24", reason: "Winter break" }] };
    const room = parseCatalogue(config, holidayCalendars).rooms[0];
    expect(room?.rules.closures).toEqual({ "2026-12-24": "Winter break" });
  });

  test("a room carries the discounts that it gives, and the catalogue all of them", () => {
    expect(catalogue.room("hall")?.pricing.discounts.map(({ id }) => id)).toEqual(["community"]);
    expect(studio?.pricing.discounts).toEqual([]);
    expect(catalogue.discounts).toHaveLength(1);
  });

  test("only rooms in BOOKABLE are bookable, and the others are still known", () => {
    const some = parseCatalogue({ ...soundConfig(), BOOKABLE: ["hall"] }, holidayCalendars);
    expect(some.bookableRooms().map(({ slug }) => slug)).toEqual(["hall"]);
    expect(some.room("studio")?.bookable).toBe(false);
    expect(some.room("attic")).toBeUndefined();
    expect(some.room("constructor")).toBeUndefined();
  });

  test("the sender's name is the operator's unless it has one of its own", () => {
    expect(studio?.operator.senderName).toBe("The Hall");
  });
});
