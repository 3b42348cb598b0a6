import { describe, expect, test } from "vitest";
import { parseCatalogue } from "../../src/catalogue/catalogue.ts";
import { holidayCalendars } from "../../src/catalogue/holidays.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../domain/venue.ts";
import { soundConfig } from "./config.ts";
import { problemsAfter, problemsOf } from "./problems.ts";

type Path = (string | number)[];

const owner: Path = ["operators", 1, "owner"];
const whatsapp: Path = ["operators", 1, "whatsapp"];
const service: Path = ["services", 0];

describe("a wrong value is named by its path and the rule", () => {
  const number = 'must be a number in international form, like "+18685550117"';
  const followUp: Path = [...whatsapp, "templates", "clientFollowUp"];
  test.each<[Path, unknown, string]>([
    [[...owner, "email"], "collins", "operators[1].owner.email: must be an email address"],
    [[...owner, "name"], " ", "operators[1].owner.name: must not be empty"],
    [[...owner, "whatsapp"], "18685550117", `operators[1].owner.whatsapp: ${number}`],
    [[...owner, "whatsapp"], "+1 868 555 0117", `operators[1].owner.whatsapp: ${number}`],
    [[...owner, "whatsapp"], "+0868555011", `operators[1].owner.whatsapp: ${number}`],
    [[...owner, "whatsapp"], "+123456", `operators[1].owner.whatsapp: ${number}`],
    [[...owner, "whatsapp"], "+1234567890123456", `operators[1].owner.whatsapp: ${number}`],
    [[...whatsapp, "from"], "whatsapp:+18685550100", `operators[1].whatsapp.from: ${number}`],
    [
      [...followUp, "contentSid"],
      "HX1",
      "operators[1].whatsapp.templates.clientFollowUp.contentSid: must be a content id of Twilio",
    ],
    [
      [...whatsapp, "templates", "ownerDispatch"],
      undefined,
      "operators[1].whatsapp.templates.ownerDispatch: is missing",
    ],
    [["services"], undefined, "services: is missing"],
    [[...service, "slug"], "Transfers", "services[0].slug: must be 1 to 40 lowercase letters"],
    [[...service, "name"], "", "services[0].name: must not be empty"],
    [[...service, "hours", "funday"], {}, "services[0].hours.funday: is not a known setting"],
    [[...service, "hold"], "30m", "services[0].hold: must be an ISO 8601 duration"],
    [[...service, "vehicles"], 0, "services[0].vehicles: must be at least 1"],
    [
      [...service, "passengers", "minimum"],
      0,
      "services[0].passengers.minimum: must be at least 1",
    ],
    [
      [...service, "refundPolicy", 0, "percent"],
      101,
      "services[0].refundPolicy[0].percent: must be",
    ],
    [[...service, "routes"], [], "services[0].routes: must offer at least one route"],
    [[...service, "formats"], [], "services[0].formats: must offer at least one format"],
    [[...service, "packages"], [], "services[0].packages: must offer at least one package"],
    [[...service, "pickupPlaces"], [], "services[0].pickupPlaces: must offer at least one pickup"],
    [[...service, "routes", 0, "duration"], "1h", "services[0].routes[0].duration: must be an ISO"],
    [
      [...service, "routes", 0, "prices", "shared", "amount"],
      0,
      "services[0].routes[0].prices.shared.amount: must be at least 1 cent",
    ],
    [
      [...service, "routes", 0, "prices", "shared", "per"],
      "attendee",
      'services[0].routes[0].prices.shared.per: must be "booking" or "passenger"',
    ],
    [
      [...service, "formats", 0, "vehicles"],
      -1,
      "services[0].formats[0].vehicles: must be at least 0",
    ],
    [
      [...service, "formats", 0, "passengersMax"],
      0,
      "services[0].formats[0].passengersMax: must be at least 1",
    ],
    [[...service, "packages", 1, "price"], 1200, "services[0].packages[1].price: "],
    [[...service, "extras", 0, "id"], "child-seats", "services[0].extras[0].id: must be letters"],
    [
      [...service, "pickupPlaces", 0, "detailsLabel"],
      "",
      "services[0].pickupPlaces[0].detailsLabel: must",
    ],
    [
      [...service, "routes", 0, "pickupPlaces"],
      [],
      "services[0].routes[0].pickupPlaces: must name at least one",
    ],
    [[...service, "routes", 0, "dropOffLabel"], " ", "services[0].routes[0].dropOffLabel: must"],
    [[...service, "timeZone"], "Europe/Rome", "services[0].timeZone: is not a known setting"],
  ])("%j = %j", (path, value, problem) => {
    const problems = problemsAfter(path, value);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });
});

describe("values that do not fit together are named by path and rule", () => {
  const noDays = 'a trip has no days: must be "booking" or "attendee" (a passenger)';
  const hold = "services[0].hold: must be from PT30M to PT23H: so long a checkout can be kept open";
  test.each<[Path, unknown, string]>([
    [
      ["services", 1],
      soundConfig().services[0],
      'services[1].slug: "transfers" is already taken by services[0]',
    ],
    [[...service, "operator"], "nobody", 'services[0].operator: no operator has the id "nobody"'],
    [owner, undefined, 'services[0].operator: the operator "cocoa" must have "owner"'],
    [whatsapp, undefined, 'services[0].operator: the operator "cocoa" must have "whatsapp"'],
    [
      [...whatsapp, "templates", "ownerUndelivered", "variables", 1],
      "why",
      "operators[1].whatsapp.templates.ownerUndelivered.variables[1]: must be one of code, message, to, reason, trip, todo",
    ],
    [
      [...whatsapp, "templates", "ownerDispatch", "variables", 0],
      "constructor",
      expect.stringContaining(
        "operators[1].whatsapp.templates.ownerDispatch.variables[0]: must be one",
      ),
    ],
    [[...service, "hours"], {}, "services[0].hours: must be open on at least one weekday"],
    [
      [...service, "hours", "monday", "closes"],
      "05:00",
      "services[0].hours.monday.closes: must be later than it opens",
    ],
    [
      [...service, "hours", "monday", "closes"],
      "22:10",
      "services[0].hours.monday: must open and close on the grid (services[0].grid)",
    ],
    [
      [...service, "notice"],
      "P180D",
      "services[0].horizon: must be longer than services[0].notice",
    ],
    [
      [...service, "closures", "holidays"],
      "TT",
      'services[0].closures.holidays: no holidays are kept for "TT" (there are: CA-BC)',
    ],
    [
      [...service, "refundPolicy", 1, "notice"],
      "PT48H",
      "services[0].refundPolicy[1].notice: must be shorter than the one before: longest notice first",
    ],
    [
      [...service, "passengers", "minimum"],
      7,
      "services[0].passengers.maximum: must not be below the minimum",
    ],
    [[...service, "hold"], "PT29M59S", hold],
    [[...service, "hold"], "PT23H1M", hold],
    [
      [...service, "routes", 1, "id"],
      "to-town",
      'services[0].routes[1].id: "to-town" is already taken by services[0].routes[0]',
    ],
    [
      [...service, "routes", 0, "duration"],
      "PT90S",
      "services[0].routes[0].duration: must be whole minutes",
    ],
    [
      [...service, "routes", 0, "duration"],
      "P1DT1M",
      "services[0].routes[0].duration: must be at most 24 hours: no trip is longer",
    ],
    [
      [...service, "routes", 1, "prices"],
      {},
      "services[0].routes[1].prices: must have a price for some format",
    ],
    [
      [...service, "routes", 1, "prices", "rocket"],
      { amount: 1, per: "booking" },
      'services[0].routes[1].prices.rocket: no format has the id "rocket"',
    ],
    [
      [...service, "routes", 0, "pickupPlaces"],
      ["arrivals", "moon"],
      'services[0].routes[0].pickupPlaces[1]: no pickup place has the id "moon"',
    ],
    [
      [...service, "routes"],
      soundConfig().services[0]?.routes.map((route) => ({ ...route, pickupPlaces: ["square"] })),
      'services[0].pickupPlaces[0]: no route begins at "arrivals"',
    ],
    [
      [...service, "formats", 2],
      { id: "convoy", label: "Convoy", vehicles: 2 },
      'services[0].formats[2]: no route has a price for "convoy"',
    ],
    [
      [...service, "formats", 1, "vehicles"],
      3,
      "services[0].formats[1].vehicles: must not be more than there are (services[0].vehicles)",
    ],
    [
      [...service, "formats", 1, "passengersMax"],
      7,
      "services[0].formats[1].passengersMax: must not be above services[0].passengers.maximum",
    ],
    [
      [...service, "passengers"],
      { minimum: 9, maximum: 12 },
      "services[0].formats[1].passengersMax: must not be below services[0].passengers.minimum",
    ],
    [
      [...service, "formats", 0, "passengersMax"],
      4,
      "services[0].passengers.maximum: no format takes so many (passengersMax)",
    ],
    [
      [...service, "packages", 1, "id"],
      "ride",
      'services[0].packages[1].id: "ride" is already taken by services[0].packages[0]',
    ],
    [
      [...service, "pickupPlaces", 1, "id"],
      "arrivals",
      'services[0].pickupPlaces[1].id: "arrivals" is already taken by services[0].pickupPlaces[0]',
    ],
    [
      [...service, "extras", 1, "id"],
      "seats",
      'services[0].extras[1].id: "seats" is already taken by services[0].extras[0]',
    ],
    [
      [...service, "extras", 1, "price", "per"],
      "day",
      `services[0].extras[1].price.per: ${noDays}`,
    ],
    [
      [...service, "extras", 0, "options", 0, "price", "per"],
      "day",
      `services[0].extras[0].options[0].price.per: ${noDays}`,
    ],
    // With 12.00 a passenger for the package, 8.00 for a seat and 20.00 a passenger for the card.
    [
      [...service, "routes", 1, "prices", "private", "amount"],
      99_999_999 - 7_200 - 800 - 12_000 + 1,
      "services[0].routes: the dearest trip must cost below 1,000,000.00 for all passengers",
    ],
  ])("%j = %j", (path, value, problem) => {
    expect(problemsAfter(path, value)).toEqual([problem]);
  });
});

describe("a config is sound", () => {
  test.each<[string, Path, unknown]>([
    ["without services", ["services"], []],
    [
      "with a route that begins at one place",
      [...service, "routes", 0, "pickupPlaces"],
      ["square"],
    ],
    [
      "with a route that asks where it ends",
      [...service, "routes", 0, "dropOffLabel"],
      "Where to?",
    ],
    ["with as many vehicles as are wanted", [...service, "vehicles"], undefined],
    ["without closures", [...service, "closures"], undefined],
    ["with the holidays of a region", [...service, "closures", "holidays"], "CA-BC"],
    ["without refunds", [...service, "refundPolicy"], []],
    ["with the longest hold", [...service, "hold"], "PT23H"],
    [
      "with a template without variables",
      [...whatsapp, "templates", "ownerDispatch", "variables"],
      [],
    ],
    [
      "with the largest charge that can be made",
      [...service, "routes", 1, "prices", "private", "amount"],
      99_999_999 - 7_200 - 800 - 12_000,
    ],
  ])("%s", (_what, path, value) => {
    expect(problemsAfter(path, value)).toEqual([]);
  });

  test("with operators that have no owner and no WhatsApp, where they have no services", () => {
    const config = soundConfig();
    config.services = [];
    for (const operator of config.operators) {
      delete operator.owner;
      delete operator.whatsapp;
    }
    expect(problemsOf(config)).toEqual([]);
  });
});

describe("a sound config is read into what the rules need", () => {
  const catalogue = parseCatalogue(soundConfig(), holidayCalendars);
  const transfers = catalogue.service("transfers");

  test("a service carries its operator, the owner, and from where WhatsApp messages come", () => {
    expect(transfers).toMatchObject({
      name: "Transfers",
      operator: { id: "cocoa", senderName: "Cocoa Bookings", brand: { accent: "#6b3a1e" } },
      owner: { name: "Collins", email: "collins@cocoa.example", whatsapp: "+18685550117" },
      whatsapp: { from: "+18685550100", templates: { ownerDispatch: { variables: ["code"] } } },
      holdCaps: { perEmail: 2, perAddress: 20 },
      refundPolicy: { tiers: [{ noticeMs: 48 * HOUR_MS, percent: 100 }, { percent: 50 }] },
    });
    expect(catalogue.operators[0]).not.toHaveProperty("owner");
    expect(catalogue.operators[0]).not.toHaveProperty("whatsapp");
  });

  test("its rules are in milliseconds and by ISO weekday, in the operator's zone", () => {
    expect(transfers?.rules).toEqual({
      timeZone: "America/Port_of_Spain",
      weeklyHours: {
        1: { opens: "05:00", closes: "22:00" },
        7: { opens: "08:00", closes: "12:00" },
      },
      closures: { "2026-12-25": "Christmas Day" },
      gridMs: 15 * MINUTE_MS,
      noticeMs: 6 * HOUR_MS,
      horizonMs: 180 * DAY_MS,
      passengers: { minimum: 1, maximum: 6 },
      vehicles: 2,
    });
    expect(transfers?.holdMs).toBe(30 * MINUTE_MS);
  });

  test("its offer is in the operator's currency", () => {
    const offer = transfers?.offer;
    expect(offer?.currency).toBe("usd");
    expect(offer?.routes[0]).toEqual({
      id: "to-town",
      label: "Airport to town",
      durationMs: 90 * MINUTE_MS,
      prices: {
        shared: { amount: 1_800, per: "passenger" },
        private: { amount: 4_500, per: "booking" },
      },
    });
    expect(offer?.formats.map(({ vehicles }) => vehicles)).toEqual([0, 1]);
    expect(offer?.extras.map(({ id }) => id)).toEqual(["seats", "sim"]);
    expect(offer?.pickupPlaces[1]).toEqual({ id: "square", label: "The square" });
  });

  test("the rooms and experiences stay with the venue's operator", () => {
    for (const { operator } of [...catalogue.rooms, ...catalogue.experiences]) {
      expect(operator.id).toBe("hall");
    }
  });

  test("services are found by their slug, and nothing else is", () => {
    expect(catalogue.services).toEqual([transfers]);
    for (const slug of ["nobody", "", "constructor", "__proto__"]) {
      expect(catalogue.service(slug)).toBeUndefined();
    }
  });
});
