import { describe, expect, test } from "vitest";
import { parseCatalogue } from "../../src/catalogue/catalogue.ts";
import { holidayCalendars } from "../../src/catalogue/holidays.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../domain/venue.ts";
import { soundConfig } from "./config.ts";
import { problemsAfter, problemsOf } from "./problems.ts";

type Path = (string | number)[];

describe("a wrong value is named by its path and the rule", () => {
  const lino: Path = ["experiences", 0];
  test.each<[Path, unknown, string]>([
    [["suppliers", 0, "slug"], "rosa_press", "suppliers[0].slug: must be 1 to 40 lowercase"],
    [["suppliers", 0, "email"], "rosa", "suppliers[0].email: must be an email address"],
    [["suppliers", 0, "language"], "fr", 'suppliers[0].language: must be "en" or "it"'],
    [["suppliers", 0, "country"], "Canada", "suppliers[0].country: must be two capitals"],
    [["suppliers", 0, "country"], "ca", "suppliers[0].country: must be two capitals"],
    [["suppliers", 0, "iban"], "CA1", "suppliers[0].iban: is not a known setting"],
    [["hotels", 0, "email"], undefined, "hotels[0].email: is missing"],
    [["hotels", 0, "origin"], "harbour.example", "hotels[0].origin: must be an origin"],
    [["hotels", 0, "origin"], "https://harbour.example/", "hotels[0].origin: must be an origin"],
    [["hotels", 0, "origin"], "https://harbour.example/a", "hotels[0].origin: must be an origin"],
    [["hotels", 0, "origin"], "https://a@harbour.example", "hotels[0].origin: must be an origin"],
    [["hotels", 0, "origin"], "https://Harbour.example", "hotels[0].origin: must be an origin"],
    [["hotels", 0, "origin"], "http://harbour.example", "hotels[0].origin: must be an origin"],
    [["hotels", 0, "origin"], "http://localhost.example", "hotels[0].origin: must be an origin"],
    [["hotels", 0, "origin"], "ftp://localhost", "hotels[0].origin: must be an origin"],
    [["hotels", 0, "origin"], "*", "hotels[0].origin: must be an origin"],
    [["selling"], undefined, "selling: is missing"],
    [["selling", "responseWindow"], "48h", "selling.responseWindow: must be an ISO 8601 duration"],
    [["selling", "paymentWindow"], "PT0S", "selling.paymentWindow: must be an ISO 8601 duration"],
    [["selling", "classHold"], "P1M", "selling.classHold: must be an ISO 8601 duration"],
    [["selling", "cancellation"], "-P7D", "selling.cancellation: must be an ISO 8601 duration"],
    [["selling", "completionCheck"], "10am", "selling.completionCheck: must be a time"],
    [["selling", "split", "hotel"], -1, "selling.split.hotel: must be from 0 to 100"],
    [["selling", "split", "hotel"], 12.5, "selling.split.hotel: must be a whole number"],
    [["selling", "holdCaps", "perEmail"], 0, "selling.holdCaps.perEmail: must be at least 1"],
    [["selling", "unpaidCaps", "perEmail"], 0, "selling.unpaidCaps.perEmail: must be at least 1"],
    [
      ["selling", "unpaidCaps", "perAddress"],
      1.5,
      "selling.unpaidCaps.perAddress: must be a whole number",
    ],
    [
      ["selling", "closures", "dates", 0, "date"],
      "2026-02-30",
      "selling.closures.dates[0].date: must be a real date",
    ],
    [[...lino, "slug"], "Lino", "experiences[0].slug: must be 1 to 40 lowercase letters"],
    [[...lino, "description"], " ", "experiences[0].description: must not be empty"],
    [[...lino, "pricePerPerson"], 0, "experiences[0].pricePerPerson: must be at least 1 cent"],
    [[...lino, "pricePerPerson"], 4.5, "experiences[0].pricePerPerson: must be a whole number"],
    [
      [...lino, "participants", "minimum"],
      0,
      "experiences[0].participants.minimum: must be at least 1",
    ],
    [[...lino, "duration"], "2h", "experiences[0].duration: must be an ISO 8601 duration"],
    [[...lino, "meetingPoint"], "", "experiences[0].meetingPoint: must not be empty"],
    [[...lino, "whatToBring", 0], "a\nb", "experiences[0].whatToBring[0]: must be a single line"],
    [
      [...lino, "whatToBring"],
      Array(21).fill("hat"),
      "experiences[0].whatToBring: must be at most",
    ],
    [
      [...lino, "schedule", "saturday", 0],
      "24:00",
      "experiences[0].schedule.saturday[0]: must be a time",
    ],
    [[...lino, "schedule", "funday"], [], "experiences[0].schedule.funday: is not a known setting"],
    [[...lino, "instant"], undefined, "experiences[0].instant: is missing"],
    [[...lino, "request", "opens"], "9:00", "experiences[0].request.opens: must be a time"],
    [[...lino, "checkout"], "cash", 'experiences[0].checkout: must be "payment-link" or'],
    [[...lino, "timeZone"], "Canada/Rosa", "experiences[0].timeZone: must be a time zone"],
  ])("%j = %j", (path, value, problem) => {
    const problems = problemsAfter(path, value);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });
});

describe("values that do not fit together are named by path and rule", () => {
  test.each<[Path, unknown, string]>([
    [
      ["suppliers", 2],
      { ...soundConfig().suppliers[0] },
      'suppliers[2].slug: "rosa" is already taken by suppliers[0]',
    ],
    [
      ["hotels", 1],
      { ...soundConfig().hotels[0] },
      'hotels[1].slug: "harbour" is already taken by hotels[0]',
    ],
    [
      ["experiences", 1, "slug"],
      "linocut",
      'experiences[1].slug: "linocut" is already taken by experiences[0]',
    ],
    [["selling", "operator"], "nobody", 'selling.operator: no operator has the id "nobody"'],
    [["selling", "split", "platform"], 9, "selling.split: must add up to 100, and adds up to 101"],
    [["selling", "notice"], "P90D", "selling.horizon: must be longer than selling.notice"],
    [
      ["selling", "reportWindow"],
      "P6D",
      "selling.reportWindow: must not be shorter than selling.autoComplete",
    ],
    [
      ["selling", "closures", "holidays"],
      "CA-ZZ",
      'selling.closures.holidays: no holidays are kept for "CA-ZZ" (there are: CA-BC)',
    ],
    [
      ["selling", "closures", "dates", 1],
      { date: "2026-12-24", reason: "Again" },
      'selling.closures.dates[1].date: "2026-12-24" is already taken by selling.closures.dates[0]',
    ],
    [
      ["experiences", 0, "supplier"],
      "nobody",
      'experiences[0].supplier: no supplier has the slug "nobody"',
    ],
    [
      ["experiences", 1, "participants", "maximum"],
      1,
      "experiences[1].participants.maximum: must not be below the minimum",
    ],
    [
      ["experiences", 0, "pricePerPerson"],
      12_500_000,
      "experiences[0].pricePerPerson: must be below 1,000,000.00 for all participants together",
    ],
    [["experiences", 0, "duration"], "PT90S", "experiences[0].duration: must be whole minutes"],
    [
      ["experiences", 0, "schedule", "saturday", 1],
      "10:10",
      "experiences[0].schedule.saturday[1]: must lie on the grid (selling.requestGrid)",
    ],
    [
      ["experiences", 0, "schedule", "saturday", 1],
      "14:00",
      'experiences[0].schedule.saturday[1]: "14:00" is listed twice',
    ],
    [
      ["experiences", 0, "request", "opens"],
      "09:05",
      "experiences[0].request.opens: must lie on the grid (selling.requestGrid)",
    ],
    [
      ["experiences", 0, "request", "closes"],
      "09:00",
      "experiences[0].request.closes: must be later than it opens",
    ],
    [
      ["experiences", 0, "request", "closes"],
      "10:45",
      "experiences[0].request.closes: must leave room for one session of the experience",
    ],
    [
      ["experiences", 1, "request"],
      { opens: "09:00", closes: "20:00" },
      "experiences[1].request: a class is paid at once (checkout): it cannot be requested",
    ],
    [
      ["experiences", 1, "instant"],
      false,
      "experiences[1].instant: nobody could book it: make it instant, or let guests request it",
    ],
  ])("%j = %j", (path, value, problem) => {
    expect(problemsAfter(path, value)).toEqual([problem]);
  });

  test("a grid must divide the day", () => {
    expect(problemsAfter(["selling", "requestGrid"], "PT7M")).toContain(
      "selling.requestGrid: must be whole minutes that divide a day evenly, like PT15M",
    );
  });
});

describe("a config is sound", () => {
  test.each<[string, Path, unknown]>([
    [
      "with a time of the week that the clocks skip once a year",
      ["experiences", 0, "schedule", "sunday"],
      ["02:30"],
    ],
    ["without experiences", ["experiences"], []],
    [
      "with an experience that only staff and requests give sessions",
      ["experiences", 0, "schedule"],
      {},
    ],
    ["with one that is on request only", ["experiences", 0, "instant"], false],
    [
      "with one session that just fits into the hours of requests",
      ["experiences", 0, "request", "closes"],
      "11:00",
    ],
    ["with the largest charge that can be made", ["experiences", 0, "pricePerPerson"], 12_499_999],
    ["with a hotel's page on localhost", ["hotels", 0, "origin"], "http://localhost:8788"],
    ["with a hotel's page on a port", ["hotels", 0, "origin"], "https://harbour.example:8443"],
    ["with deadlines of seconds", ["selling", "paymentWindow"], "PT5S"],
    ["with cancellation until the start", ["selling", "cancellation"], "PT0S"],
    ["with nothing for hotels", ["selling", "split"], { supplier: 90, hotel: 0, platform: 10 }],
  ])("%s", (_what, path, value) => {
    expect(problemsAfter(path, value)).toEqual([]);
  });
});

test("everything that is wrong is listed at once, rooms and experiences alike", () => {
  const config = soundConfig();
  config.venue.operator = "nobody";
  config.selling.operator = "nobody";
  const [linocut] = config.experiences;
  if (linocut) linocut.supplier = "nobody";
  expect(problemsOf(config).map((problem) => problem.split(":")[0])).toEqual([
    "venue.operator",
    "selling.operator",
    "experiences[0].supplier",
  ]);
});

describe("a sound config is read into what the rules need", () => {
  const catalogue = parseCatalogue(soundConfig(), holidayCalendars);
  const linocut = catalogue.experience("linocut");
  const bargaining = catalogue.experience("bargaining");

  test("an experience carries its supplier, its operator and its price", () => {
    expect(linocut).toMatchObject({
      name: "Linocut",
      operator: { id: "hall" },
      supplier: { slug: "rosa", language: "it", country: "CA" },
      pricing: { currency: "cad", pricePerPerson: 4_500 },
      meetingPoint: "The press",
      whatToBring: ["An apron"],
      checkout: "payment-link",
      holdCaps: { perEmail: 2, perAddress: 20 },
      unpaidCaps: { perEmail: 6, perAddress: 40 },
    });
    expect(bargaining).toMatchObject({ supplier: { slug: "walks" }, checkout: "payment-intent" });
  });

  test("durations become milliseconds", () => {
    expect(linocut).toMatchObject({
      responseMs: 48 * HOUR_MS,
      paymentMs: 24 * HOUR_MS,
      holdMs: 15 * MINUTE_MS,
      cancellationMs: 7 * DAY_MS,
      autoCompleteMs: 7 * DAY_MS,
      reportMs: 14 * DAY_MS,
      completionCheck: "10:00",
      split: { supplier: 80, hotel: 12, platform: 8 },
    });
    expect(linocut?.rules).toMatchObject({
      durationMs: 2 * HOUR_MS,
      noticeMs: 2 * HOUR_MS,
      horizonMs: 90 * DAY_MS,
    });
  });

  test("the schedule is by ISO weekday, and each day's times come in order", () => {
    expect(linocut?.rules.weeklyTimes).toEqual({ 3: ["18:00"], 6: ["10:00", "14:00"] });
    expect(bargaining?.rules.weeklyTimes).toEqual({ 1: ["18:00"] });
  });

  test("Monday is the first day, Sunday the seventh", () => {
    const config = soundConfig();
    const [first] = config.experiences;
    if (first) {
      first.schedule = {
        sunday: ["17:00"],
        saturday: ["16:00"],
        friday: ["15:00"],
        thursday: ["14:00"],
        wednesday: ["13:00"],
        tuesday: ["12:00"],
        monday: ["11:00"],
      };
    }
    const week = parseCatalogue(config, holidayCalendars).experiences[0]?.rules.weeklyTimes;
    expect(week).toEqual({
      1: ["11:00"],
      2: ["12:00"],
      3: ["13:00"],
      4: ["14:00"],
      5: ["15:00"],
      6: ["16:00"],
      7: ["17:00"],
    });
  });

  test("requests lie on the one grid, within the experience's hours, or are not taken", () => {
    expect(linocut?.rules).toMatchObject({
      instant: true,
      gridMs: 15 * MINUTE_MS,
      request: { opens: "09:00", closes: "20:00" },
    });
    expect(bargaining?.rules.request).toBeUndefined();
  });

  test("the zone is the operator's unless the experience has one of its own", () => {
    expect(linocut?.rules.timeZone).toBe("America/Vancouver");
    expect(bargaining?.rules.timeZone).toBe("America/Toronto");
  });

  test("closures are the region's holidays and the dates of selling", () => {
    expect(linocut?.rules.closures).toMatchObject({
      "2026-12-24": "Winter break",
      "2026-12-25": "Christmas Day",
    });
  });

  test("suppliers, hotels and experiences are found by their slug, and nothing else is", () => {
    expect(catalogue.supplier("rosa")?.email).toBe("rosa@press.example");
    expect(catalogue.hotel("harbour")?.origin).toBe("https://harbour.example");
    for (const slug of ["nobody", "", "constructor", "__proto__"]) {
      expect(catalogue.supplier(slug)).toBeUndefined();
      expect(catalogue.hotel(slug)).toBeUndefined();
      expect(catalogue.experience(slug)).toBeUndefined();
    }
  });
});
