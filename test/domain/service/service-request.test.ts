import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../../src/domain/local-time.ts";
import type { TripViolation, TripWishes } from "../../../src/domain/service/service-request.ts";
import { isSameTrip, prepareTrip, priceTrip } from "../../../src/domain/service/service-request.ts";
import { at, DAY_MS, HOUR_MS, MINUTE_MS } from "../venue.ts";
import { serviceOffer, serviceRules, TRINIDAD } from "./service-venue.ts";

const NOW = at("2026-12-01", "12:00", TRINIDAD);
const PICKUP = at("2026-12-12", "10:00", TRINIDAD);
const HALIFAX = "America/Halifax";
const SPRING = "2027-03-14";
const good: TripWishes = {
  route: "to-town",
  format: "private",
  package: "welcome",
  date: "2026-12-12",
  time: "10:00",
  passengers: 4,
  pickup: { place: "arrivals", details: " BW 415 " },
  extras: { bags: 3, seats: "one" },
  notes: " Two surfboards. ",
};

function violations(change: Partial<TripWishes>, rules = serviceRules(), now = NOW) {
  const prepared = prepareTrip({ rules, offer: serviceOffer() }, { ...good, ...change }, now);
  return prepared.ok ? [] : prepared.violations;
}

function codes(change: Partial<TripWishes>, rules = serviceRules(), now = NOW): string[] {
  return violations(change, rules, now).map(({ field, code }) => `${field} ${code}`);
}

function only(change: Partial<TripWishes>, rules = serviceRules(), now = NOW): TripViolation {
  const [violation, ...others] = violations(change, rules, now);
  if (violation === undefined || others.length > 0) throw new Error(codes(change, rules).join());
  return violation;
}

describe("an accepted trip", () => {
  test("is a stretch of time, the vehicles it takes, a price, and the choices in words", () => {
    const service = { rules: serviceRules(), offer: serviceOffer() };
    expect(prepareTrip(service, good, NOW)).toEqual({
      ok: true,
      trip: {
        date: "2026-12-12",
        time: "10:00",
        startsAt: PICKUP,
        endsAt: PICKUP + 90 * MINUTE_MS,
        vehicles: 1,
      },
      quote: expect.objectContaining({ currency: "usd", total: 4_500 + 4_800 + 800 }),
      request: {
        route: { id: "to-town", label: "Airport to town" },
        format: { id: "private", label: "Private car" },
        package: { id: "welcome", label: "Cocoa welcome" },
        pickup: { place: "Arrivals", details: "BW 415" },
        passengers: 4,
        extras: [
          { label: "Child seats", value: "One" },
          { label: "Bags", value: "3" },
        ],
        notes: "Two surfboards.",
      },
    });
  });

  test("takes no vehicle for itself when it shares one", () => {
    const service = { rules: serviceRules(), offer: serviceOffer() };
    const prepared = prepareTrip(service, { ...good, format: "shared" }, NOW);
    expect(prepared).toMatchObject({ ok: true, trip: { vehicles: 0 } });
  });

  test("keeps details where none are asked, and drops empty ones and empty notes", () => {
    const service = { rules: serviceRules(), offer: serviceOffer() };
    const at = (details: string) =>
      prepareTrip(service, { ...good, pickup: { place: "square", details }, notes: " " }, NOW);
    expect(at("by the statue")).toMatchObject({
      request: { pickup: { place: "The square", details: "by the statue" }, notes: undefined },
    });
    expect(at(" ")).toMatchObject({ request: { pickup: { place: "The square" } } });
  });

  test("may end after the hours and on the next day: they are for pickups", () => {
    expect(codes({ time: "22:00" })).toEqual([]);
    const late = { weeklyHours: { 6: { opens: "05:00", closes: "23:45" } } };
    expect(codes({ time: "23:45" }, serviceRules(late))).toEqual([]);
  });
});

describe("a choice is refused", () => {
  test.each<[Partial<TripWishes>, TripViolation]>([
    [
      { route: "to-moon" },
      {
        field: "route",
        code: "unknown-route",
        message: "There is no such route: choose one that is offered.",
      },
    ],
    [
      { format: "rocket" },
      {
        field: "format",
        code: "unknown-format",
        message: "There is no such format: choose one that is offered.",
      },
    ],
    [
      { route: "to-coast", format: "shared" },
      {
        field: "format",
        code: "format-not-offered",
        message: "Airport to the coast is not offered as Shared shuttle: choose another format.",
      },
    ],
    [
      { package: "gold" },
      {
        field: "package",
        code: "unknown-package",
        message: "There is no such package: choose one that is offered.",
      },
    ],
    [
      { pickup: { place: "moon" } },
      {
        field: "pickup.place",
        code: "unknown-place",
        message: "There is no such pickup place: choose one that is offered.",
      },
    ],
    [
      { pickup: { place: "arrivals", details: " " } },
      {
        field: "pickup.details",
        code: "missing-details",
        message: "Please fill in: Flight number.",
      },
    ],
    [
      { pickup: { place: "arrivals", details: "x".repeat(201) } },
      {
        field: "pickup.details",
        code: "bad-details",
        message: "Flight number: one line of at most 200 characters.",
      },
    ],
    [
      { pickup: { place: "square", details: "by\nthe statue" } },
      {
        field: "pickup.details",
        code: "bad-details",
        message: "Details of the pickup: one line of at most 200 characters.",
      },
    ],
    [
      { extras: {} },
      { field: "extras.bags", code: "missing-extra", message: "Please fill in: Bags." },
    ],
    [
      { extras: { bags: 1, wings: true } },
      {
        field: "extras.wings",
        code: "unknown-extra",
        message: "This is not asked for here.",
      },
    ],
    [
      { extras: { bags: 1.5 } },
      {
        field: "extras.bags",
        code: "bad-extra",
        message: "Bags: a whole number from 0 to 20.",
      },
    ],
  ])("%j", (change, violation) => {
    expect(violations(change)).toEqual([violation]);
  });

  test.each(["constructor", "__proto__", "toString", "hasOwnProperty"])(
    "when %j is named for anything, which is no price of any route",
    (name) => {
      for (const field of ["route", "format", "package"]) {
        expect(codes({ [field]: name })).toHaveLength(1);
      }
      expect(codes({ pickup: { place: name } })).toEqual(["pickup.place unknown-place"]);
    },
  );
});

describe("where a route begins and ends", () => {
  const [town, coast] = serviceOffer().routes;
  if (town === undefined || coast === undefined) throw new Error("no routes");
  const toTown = { ...town, pickupPlaces: ["arrivals"], dropOffLabel: "Address in town" };
  const service = { rules: serviceRules(), offer: serviceOffer({ routes: [toTown, coast] }) };
  const asked = (change: Partial<TripWishes>) => prepareTrip(service, { ...good, ...change }, NOW);
  const dropOff = "12 Frederick Street";

  test("is at one of the route's own pickup places", () => {
    const violation = {
      field: "pickup.place",
      code: "place-not-offered",
      message: "Airport to town does not begin at The square: choose another place.",
    };
    const pickup = { place: "square" };
    expect(asked({ dropOff, pickup })).toEqual({ ok: false, violations: [violation] });
    expect(priceTrip(service, { ...good, pickup }, NOW)).toMatchObject({ violations: [violation] });
    expect(asked({ route: "to-coast", pickup })).toMatchObject({ ok: true });
  });

  test("is at any of the service's where the route names none", () => {
    for (const place of ["arrivals", "square"]) {
      const pickup = { place, details: "here" };
      expect(asked({ route: "to-coast", pickup })).toMatchObject({ ok: true });
    }
  });

  test("is where the guest says, on one line, if the route asks", () => {
    expect(asked({ dropOff: ` ${dropOff} ` })).toMatchObject({ ok: true, request: { dropOff } });
    const refused = (text: string | undefined) => {
      const { ok, ...rest } = asked({ dropOff: text });
      return ok ? [] : rest;
    };
    for (const nothing of [undefined, " "]) {
      const message = "Please fill in: Address in town.";
      const violations = [{ field: "dropOff", code: "missing-details", message }];
      expect(refused(nothing)).toEqual({ violations });
    }
    for (const long of ["x".repeat(201), "two\nlines"]) {
      const message = "Address in town: one line of at most 200 characters.";
      const violations = [{ field: "dropOff", code: "bad-details", message }];
      expect(refused(long)).toEqual({ violations });
    }
  });

  test("is not asked for by other routes, nor before the price is known", () => {
    const prepared = asked({ route: "to-coast" });
    if (!prepared.ok) throw new Error("refused");
    expect(prepared.request).not.toHaveProperty("dropOff");
    expect(priceTrip(service, good, NOW)).toMatchObject({ ok: true });
    expect(priceTrip(service, { ...good, dropOff: "x".repeat(201) }, NOW)).toMatchObject({
      violations: [{ field: "dropOff", code: "bad-details" }],
    });
  });

  test("makes another trip of a request that is otherwise the same", () => {
    const prepared = asked({ dropOff });
    if (!prepared.ok) throw new Error("refused");
    const customer = { name: "Ada", email: "ada@example.com" };
    const first = { ...prepared, customer, whatsapp: null };
    const again = (change: Partial<TripWishes>) =>
      isSameTrip(service, first, { wishes: { ...good, ...change }, customer, whatsapp: null });
    expect(again({ dropOff: ` ${dropOff}` })).toBe(true);
    expect(again({ dropOff: "13 Frederick Street" })).toBe(false);
  });
});

describe("passengers", () => {
  test.each([0, -1, -0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])(
    "are no %d",
    (passengers) => {
      expect(only({ passengers })).toEqual({
        field: "passengers",
        code: "passengers",
        message: "Say how many passengers there will be: a whole number, at least 1.",
      });
    },
  );

  test("are as many as the service takes, and not one fewer or more", () => {
    expect(codes({ passengers: 2 })).toEqual([]);
    expect(codes({ passengers: 8 })).toEqual([]);
    expect(only({ passengers: 1 })).toMatchObject({
      code: "below-minimum",
      message: "This service is for at least 2 passengers.",
    });
    expect(only({ passengers: 9 })).toMatchObject({
      code: "over-maximum",
      message: "This service is for at most 8 passengers.",
    });
    const alone = serviceRules({ passengers: { minimum: 1, maximum: 1 } });
    expect(only({ passengers: 2 }, alone).message).toBe("This service is for at most 1 passenger.");
  });

  test("are no more than the chosen format seats, where that is fewer", () => {
    const [shared, car] = serviceOffer().formats;
    if (shared === undefined || car === undefined) throw new Error("no formats");
    const offer = serviceOffer({ formats: [shared, { ...car, passengersMax: 4 }] });
    const service = { rules: serviceRules(), offer };
    expect(prepareTrip(service, { ...good, passengers: 4 }, NOW)).toMatchObject({ ok: true });
    const violation = {
      field: "passengers",
      code: "over-maximum",
      message: "Private car takes at most 4 passengers: choose another format.",
    };
    const refused = { ok: false, violations: [violation] };
    expect(prepareTrip(service, { ...good, passengers: 5 }, NOW)).toEqual(refused);
    expect(priceTrip(service, { ...good, passengers: 5 }, NOW)).toEqual(refused);
    const shuttle = { ...good, format: "shared", passengers: 5 };
    expect(prepareTrip(service, shuttle, NOW)).toMatchObject({ ok: true });
    expect(prepareTrip(service, { ...good, passengers: 9 }, NOW)).toMatchObject({
      violations: [{ message: "This service is for at most 8 passengers." }],
    });
  });
});

describe("a pickup", () => {
  test.each(["2026-02-30", "tomorrow", "", "2026-12-1"])("on %j names no day", (date) => {
    expect(codes({ date })).toEqual(["date not-a-date"]);
  });

  test.each(["24:00", "9:00", "10:60", "noon", ""])("at %j names no time", (time) => {
    expect(codes({ time })).toEqual(["time not-a-time"]);
  });

  test("in the past is told so", () => {
    expect(only({ date: "2026-11-28" })).toEqual({
      field: "date",
      code: "past-date",
      message: "This time has passed: choose one to come.",
      date: "2026-11-28",
    });
    expect(codes({}, serviceRules(), PICKUP + 1)).toEqual(["date past-date"]);
  });

  test("exactly six hours ahead is accepted, 1 ms less is not", () => {
    expect(codes({}, serviceRules(), PICKUP - 6 * HOUR_MS)).toEqual([]);
    expect(only({}, serviceRules(), PICKUP - 6 * HOUR_MS + 1)).toMatchObject({
      field: "date",
      code: "too-soon",
      message: "Book at least 6 hours ahead.",
    });
  });

  test("exactly 180 days ahead is accepted, 1 ms more is not", () => {
    expect(codes({}, serviceRules(), PICKUP - 180 * DAY_MS)).toEqual([]);
    expect(only({}, serviceRules(), PICKUP - 180 * DAY_MS - 1)).toMatchObject({
      field: "date",
      code: "too-late",
      message: "Book at most 180 days ahead.",
    });
  });

  test("on a closed date is told the reason, and on a weekday without service the day", () => {
    expect(only({ date: "2026-12-25" })).toEqual({
      field: "date",
      code: "holiday",
      message: "Closed: Christmas Day.",
      date: "2026-12-25",
    });
    expect(only({ date: "2026-12-15" })).toEqual({
      field: "date",
      code: "closed-day",
      message: "There are no pickups on Tuesday, December 15, 2026.",
      date: "2026-12-15",
    });
  });

  test("lies on the grid and within the hours, both ends included", () => {
    expect(codes({ time: "05:00" })).toEqual([]);
    expect(codes({ time: "22:00" })).toEqual([]);
    expect(only({ time: "10:10" })).toEqual({
      field: "time",
      code: "off-grid",
      message: "Times are in steps of 15 minutes.",
    });
    for (const time of ["04:45", "22:15"]) {
      expect(only({ time })).toEqual({
        field: "time",
        code: "outside-hours",
        message: "Pickups are from 05:00 to 22:00.",
        date: "2026-12-12",
      });
    }
  });

  test("at a time that the clocks skip is refused with its day", () => {
    const hours = { opens: "00:00", closes: "23:45" };
    const rules = serviceRules({ timeZone: HALIFAX, weeklyHours: { 1: hours, 7: hours } });
    const now = at("2027-03-10", "12:00", HALIFAX);
    expect(only({ date: SPRING, time: "02:30" }, rules, now)).toEqual({
      field: "time",
      code: "not-a-time",
      message: "The clocks change on 2027-03-14: 02:30 does not exist that day.",
      date: SPRING,
    });
    expect(codes({ date: addDays(SPRING, 1), time: "02:30" }, rules, now)).toEqual([]);
    const after = at("2027-03-15", "00:00", HALIFAX) + 1;
    expect(codes({ date: SPRING, time: "02:30" }, rules, after)).toEqual([
      "date past-date",
      "time not-a-time",
    ]);
  });

  test("lasts as long as its route, whatever the clocks do meanwhile", () => {
    const hours = { opens: "00:00", closes: "23:45" };
    const rules = serviceRules({ timeZone: HALIFAX, weeklyHours: { 7: hours } });
    const wishes = { ...good, date: SPRING, time: "01:30" };
    const now = at("2027-03-10", "12:00", HALIFAX);
    const prepared = prepareTrip({ rules, offer: serviceOffer() }, wishes, now);
    if (!prepared.ok) throw new Error("refused");
    expect(prepared.trip.endsAt - prepared.trip.startsAt).toBe(90 * MINUTE_MS);
    expect(prepared.trip.endsAt).toBe(at(SPRING, "04:00", HALIFAX));
  });
});

test("everything that is wrong is told at once", () => {
  const wrong = {
    route: "x",
    format: "x",
    package: "x",
    date: "2026-11-25",
    time: "23:10",
    passengers: 99,
    pickup: { place: "x", details: "x".repeat(201) },
    extras: { wings: true },
  };
  expect(codes(wrong)).toEqual([
    "route unknown-route",
    "format unknown-format",
    "package unknown-package",
    "date past-date",
    "time off-grid",
    "time outside-hours",
    "passengers over-maximum",
    "pickup.place unknown-place",
    "pickup.details bad-details",
    "extras.wings unknown-extra",
    "extras.bags missing-extra",
  ]);
});

test("no wish makes it throw; what it accepts can be driven, what it refuses has a field and words", () => {
  const word = (...known: string[]) => fc.oneof(fc.string(), fc.constantFrom(...known));
  const service = { rules: serviceRules(), offer: serviceOffer() };
  const wishes = fc.record({
    route: word("to-town", "to-coast"),
    format: word("shared", "private", "constructor"),
    package: word("ride", "welcome"),
    date: fc.oneof(
      word("0000-01-01", "9999-12-31", "-000001-01-01"),
      fc.integer({ min: -200, max: 200 }).map((days) => addDays("2026-12-12", days)),
    ),
    time: word("00:00", "10:00", "22:00", "24:00"),
    passengers: fc.oneof(fc.integer({ min: -1, max: 9 }), fc.double()),
    pickup: fc.record({ place: word("arrivals", "square"), details: fc.string() }),
    extras: fc.dictionary(word("bags", "sim", "__proto__"), fc.oneof(fc.nat(30), fc.boolean())),
  });
  fc.assert(
    fc.property(wishes, (wish) => {
      const prepared = prepareTrip(service, wish, NOW);
      if (prepared.ok) {
        const { trip } = prepared;
        expect(trip.startsAt).toBeGreaterThanOrEqual(NOW + service.rules.noticeMs);
        expect(trip.startsAt).toBeLessThanOrEqual(NOW + service.rules.horizonMs);
        expect(trip.endsAt).toBeGreaterThan(trip.startsAt);
        return;
      }
      expect(prepared.violations.length).toBeGreaterThan(0);
      for (const { field, message } of prepared.violations) {
        expect(field).toMatch(/^(route|format|package|date|time|passengers|pickup\.|extras\.)/);
        expect(message).toMatch(/[a-z].*\.$/s);
      }
    }),
    { numRuns: 300 },
  );
});

describe("a repeated request", () => {
  const customer = { name: "Ada", email: "ada@example.org", phone: "+1 604 555 0199" };
  const whatsapp = "+16045550199";
  const service = { rules: serviceRules(), offer: serviceOffer() };
  const prepared = prepareTrip(service, good, NOW);
  if (!prepared.ok) throw new Error("refused");
  const stored = JSON.parse(JSON.stringify({ ...prepared, customer, whatsapp }));
  const isSame = (again: object) =>
    isSameTrip(service, stored, { wishes: good, customer, whatsapp, ...again });

  test("is the same as what was stored, however spaced, and whatever the time is", () => {
    expect(isSame({})).toBe(true);
    const spaced = {
      ...good,
      pickup: { place: "arrivals", details: "BW 415" },
      notes: "Two surfboards.",
    };
    expect(isSame({ wishes: spaced })).toBe(true);
  });

  test("is the same without details and notes", () => {
    const plain = { ...good, pickup: { place: "square" }, notes: undefined };
    const first = prepareTrip(service, plain, NOW);
    if (!first.ok) throw new Error("refused");
    const held = JSON.parse(JSON.stringify({ ...first, customer, whatsapp: null }));
    const again = { wishes: { ...plain, notes: "" }, customer, whatsapp: null };
    expect(isSameTrip(service, held, again)).toBe(true);
  });

  test.each<[string, Partial<TripWishes>]>([
    ["route", { route: "to-coast" }],
    ["format", { format: "shared" }],
    ["package", { package: "ride" }],
    ["date", { date: "2026-12-13" }],
    ["time", { time: "10:15" }],
    ["number of passengers", { passengers: 5 }],
    ["place", { pickup: { place: "square", details: "BW 415" } }],
    ["flight", { pickup: { place: "arrivals", details: "BW 416" } }],
    ["place that is none", { pickup: { place: "moon" } }],
    ["answer", { extras: { bags: 4, seats: "one" } }],
    ["answer that is none", { extras: { bags: -1 } }],
    ["note", { notes: "Three surfboards." }],
  ])("is another one with another %s", (_what, change) => {
    expect(isSame({ wishes: { ...good, ...change } })).toBe(false);
  });

  test("is another one from another guest or for another WhatsApp number", () => {
    expect(isSame({ customer: { ...customer, email: "eve@example.org" } })).toBe(false);
    expect(isSame({ whatsapp: null })).toBe(false);
  });
});
