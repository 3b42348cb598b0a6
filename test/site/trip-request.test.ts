import { describe, expect, it } from "vitest";
import { tripQuoteSchema, tripSchema } from "../../src/http/schemas.ts";
import { checkStep, checkTrip } from "../../src/site/client/service/check-trip.ts";
import { chosenTrip } from "../../src/site/client/service/chosen-trip.ts";
import { checkoutRequestOf, tripQuoteOf } from "../../src/site/client/service/trip-request.ts";
import { emptyTripForm, type TripForm } from "../../src/site/client/service/trip-state.ts";
import { filledTrip as filled } from "./filled-trip.ts";
import { sampleTransport as service } from "./sample-service.ts";

const formOf = (change: Partial<TripForm>): TripForm => ({ ...filled, ...change });
const refused = (change: Partial<TripForm>) =>
  checkTrip(service, formOf(change)).map(({ field }) => field);

describe("what is checked before a step is left", () => {
  it("has nothing against a complete trip", () => {
    expect(checkTrip(service, filled)).toEqual([]);
  });

  it("names every missing field, in the order of the steps", () => {
    expect(checkTrip(service, emptyTripForm).map(({ field }) => field)).toEqual([
      "route",
      "passengers",
      "format",
      "package",
      "extras.luggage",
      "pickup.place",
      "date",
      "name",
      "email",
      "phone",
      "whatsapp",
    ]);
  });

  it("asks one step only for what it is about", () => {
    expect(checkStep(service, emptyTripForm, "format")).toHaveLength(1);
    expect(checkStep(service, emptyTripForm, "review")).toEqual([]);
  });

  it("refuses more passengers than the format seats, where the format is chosen", () => {
    const violations = checkTrip(service, formOf({ format: "private", passengers: "5" }));
    expect(violations).toEqual([
      { field: "format", message: "Private car: Up to 4 passengers: too small for 5." },
    ]);
  });

  it.each(["0", "9", "2.5", "-3", "two", "1e1", ""])(
    "refuses %j passengers of 1 to 8",
    (passengers) => {
      expect(refused({ passengers, format: "van" })).toEqual(["passengers"]);
    },
  );

  it("wants the details that a place asks for, and no others", () => {
    expect(refused({ details: " " })).toEqual(["pickup.details"]);
    expect(refused({ place: "ferry", details: "" })).toEqual([]);
  });

  it("wants a place at which the route begins", () => {
    const ferry = { route: "ferry-city" };
    expect(refused({ ...ferry, place: "airport" })).toEqual(["pickup.place"]);
    expect(refused({ ...ferry, place: "ferry" })).toEqual([]);
  });

  it("wants to know where the guest is going, on a route that asks", () => {
    expect(checkTrip(service, formOf({ dropOff: " " }))).toEqual([
      { field: "dropOff", message: "Please fill in: Hotel or address in Whistler." },
    ]);
    expect(refused({ route: "ferry-city", place: "ferry", dropOff: "" })).toEqual([]);
  });

  it("wants an answer about WhatsApp: which one, nobody chooses for the guest", () => {
    expect(emptyTripForm.whatsapp).toBeUndefined();
    expect(checkTrip(service, formOf({ whatsapp: undefined }))).toEqual([
      { field: "whatsapp", message: "Say whether this number has WhatsApp: yes or no." },
    ]);
    for (const whatsapp of [true, false]) expect(refused({ whatsapp })).toEqual([]);
  });

  it("asks for the time only once there is a day", () => {
    expect(refused({ date: "", time: "" })).toEqual(["date"]);
    expect(refused({ time: "" })).toEqual(["time"]);
  });

  it.each([
    ["604 555 0199", "Begin with + and the country code"],
    ["-----", "Begin with + and the country code"],
    ["+44 12", "This number is too short"],
    ["+1 604 555 0199 604 555", "This number is too long"],
    ["call me", "Write only the number"],
    ["", "Enter your phone number"],
  ])("refuses the phone number %j where it is asked for, WhatsApp or not", (phone, words) => {
    for (const whatsapp of [true, false]) {
      const violations = checkStep(service, formOf({ phone, whatsapp }), "guest");
      expect(violations).toEqual([{ field: "phone", message: expect.stringContaining(words) }]);
    }
  });

  it("has nothing against a phone number with its country code", () => {
    expect(refused({ phone: "0039 333 123 4567" })).toEqual([]);
    expect(refused({ phone: "+1 (604) 555-0199", whatsapp: false })).toEqual([]);
  });
});

describe("what a price is asked for", () => {
  const quoteOf = (
    change: Partial<TripForm>,
    violations: { field: string; message: string }[] = [],
  ) => tripQuoteOf(service, { form: formOf(change), violations });

  it("is nothing while what it depends on is open", () => {
    for (const field of ["route", "format", "package", "passengers"]) {
      expect(quoteOf({ [field]: "" })).toBeUndefined();
    }
  });

  it("needs neither a day nor a place nor extras", () => {
    const open = { date: "", time: "", place: "", details: "", dropOff: "", extras: {} };
    expect(quoteOf(open)).toEqual({
      service: "coast-transfers",
      route: "airport-whistler",
      format: "private",
      package: "scenic",
      passengers: 3,
    });
  });

  it("names what is settled, in the shape that the API takes", () => {
    const quote = quoteOf({});
    expect(tripQuoteSchema.parse(quote)).toEqual(quote);
    expect(quote).toMatchObject({
      date: "2026-12-12",
      time: "08:30",
      pickup: { place: "airport", details: "AC 8081" },
      dropOff: "Hotel Alma",
      extras: { childSeats: 1, luggage: "skis", water: true },
    });
  });

  it("leaves out what is half typed", () => {
    expect(quoteOf({ extras: { childSeats: "9", luggage: "skis" } })?.extras).toEqual({
      luggage: "skis",
    });
    expect(quoteOf({ details: "" })).not.toHaveProperty("pickup");
    expect(quoteOf({ time: "" })).not.toHaveProperty("time");
  });

  it("leaves out a time or a place that was refused: the price must not vanish with it", () => {
    const late = [{ field: "date", message: "Book at least 24 hours ahead." }];
    expect(quoteOf({}, late)).not.toHaveProperty("date");
    expect(quoteOf({}, late)).not.toHaveProperty("time");
    const long = [{ field: "pickup.details", message: "One line." }];
    expect(quoteOf({}, long)).not.toHaveProperty("pickup");
    const far = [{ field: "dropOff", message: "One line." }];
    expect(quoteOf({}, far)).not.toHaveProperty("dropOff");
  });
});

describe("what is sent", () => {
  it("is the trip and its guest, trimmed, in the shape that the API takes, and never a price", () => {
    const request = checkoutRequestOf(service, filled);
    expect(tripSchema.parse(request)).toEqual(request);
    expect(request).toEqual({
      service: "coast-transfers",
      route: "airport-whistler",
      format: "private",
      package: "scenic",
      date: "2026-12-12",
      time: "08:30",
      passengers: 3,
      pickup: { place: "airport", details: "AC 8081" },
      dropOff: "Hotel Alma",
      extras: { childSeats: 1, luggage: "skis", water: true },
      notes: "Two large suitcases.",
      guest: {
        name: "Ada Okafor",
        email: "ada@example.org",
        phone: "+1 604 555 0199",
        whatsapp: true,
      },
    });
  });

  it("names the unpaid trip that it takes the place of, as the API wants it", () => {
    const earlier = {
      attemptKey: "key-1",
      expiresAt: 5,
      reservation: "res_service_coast-transfers_0123456789abcdef",
      session: "cs_test_1",
    };
    const request = checkoutRequestOf(service, filled, earlier);
    expect(tripSchema.parse(request)).toEqual(request);
    expect(request.replaces).toEqual({
      reservation: earlier.reservation,
      checkoutSession: "cs_test_1",
    });
  });

  it("has nothing empty in it", () => {
    const request = checkoutRequestOf(
      service,
      formOf({
        ...{ notes: " ", extras: { water: false }, place: "ferry", details: "" },
        ...{ route: "ferry-city", dropOff: "Hotel Alma" },
      }),
    );
    expect(request).not.toHaveProperty("notes");
    expect(request).not.toHaveProperty("extras");
    expect(request.pickup).toEqual({ place: "ferry" });
    expect(request).not.toHaveProperty("dropOff");
  });
});

describe("the trip in words", () => {
  it("is what its guest would say, step by step", () => {
    expect(chosenTrip(service, filled).map(({ lines }) => lines)).toEqual([
      ["Vancouver Airport to Whistler", "3 passengers"],
      ["Private car"],
      ["Scenic stops"],
      ["Child seats: 1", "Luggage: Skis or boards", "Water and snacks"],
      [
        "Saturday, December 12, 8:30 am",
        "Vancouver Airport, arrivals: AC 8081",
        "Drop-off: Hotel Alma",
      ],
      ["Ada Okafor", "ada@example.org", "+1 604 555 0199 (WhatsApp)", "Two large suitcases."],
    ]);
  });

  it("is empty where nothing is chosen", () => {
    for (const { lines } of chosenTrip(service, emptyTripForm)) expect(lines).toEqual([]);
  });
});
