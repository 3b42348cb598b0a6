import { describe, expect, test } from "vitest";
import { catalogue } from "../../src/catalogue/catalogue.ts";
import { publicCatalogue } from "../../src/catalogue/public-view.ts";
import type { ServiceText } from "../../src/domain/effect.ts";
import type { Extra } from "../../src/domain/extras.ts";
import { validateExtras } from "../../src/domain/extras.ts";
import { gridTimes } from "../../src/domain/local-time.ts";
import { prepareTrip } from "../../src/domain/service/service-request.ts";
import { isWithinRequestHours } from "../../src/domain/session/session-rules.ts";
import { scheduledSessions } from "../../src/domain/session/session-times.ts";
import {
  numberedTemplate,
  SUGGESTED_TEMPLATES,
} from "../../src/messages/service/suggested-templates.ts";
import { at, DAY_MS, HOUR_MS, MINUTE_MS } from "../domain/venue.ts";

describe("the Labour Temple", () => {
  test("has seven rooms, all bookable, each with a calendar of its own", () => {
    expect(catalogue.rooms).toHaveLength(7);
    expect(catalogue.bookableRooms()).toHaveLength(7);
    expect(new Set(catalogue.rooms.map(({ calendarId }) => calendarId)).size).toBe(7);
  });

  test("keeps the rules that its documents state", () => {
    for (const { rules, holdMs, calendar, refundPolicy, operator } of catalogue.rooms) {
      const hours = { opens: "08:00", closes: "17:00" };
      expect(rules.weeklyHours).toEqual({ 1: hours, 2: hours, 3: hours, 4: hours, 5: hours });
      expect(rules).toMatchObject({
        timeZone: "America/Vancouver",
        bufferMs: 15 * MINUTE_MS,
        gridMs: 15 * MINUTE_MS,
        noticeMs: 24 * HOUR_MS,
        horizonMs: 60 * DAY_MS,
        daysMax: 10,
      });
      expect(holdMs).toBe(15 * MINUTE_MS);
      expect(calendar).toEqual({ writeBudgetMs: 10 * MINUTE_MS, stalenessMs: MINUTE_MS });
      expect(refundPolicy.tiers).toEqual([
        { noticeMs: 48 * HOUR_MS, percent: 100 },
        { noticeMs: 24 * HOUR_MS, percent: 50 },
      ]);
      expect(operator.currency).toBe("cad");
    }
  });

  test("is closed on British Columbia's holidays and on its own dates", () => {
    const closures = catalogue.rooms[0]?.rules.closures ?? {};
    expect(closures["2026-12-25"]).toBe("Christmas Day");
    expect(closures["2027-07-01"]).toBe("Canada Day");
    expect(closures["2027-09-30"]).toBe("National Day for Truth and Reconciliation");
    expect(closures["2027-12-27"]).toBe("Christmas Day (substitute day)");
    expect(closures["2026-12-07"]).toBeUndefined();
  });

  test("does not let anyone into Sonic Studio without show name, group size and set", () => {
    const extras = catalogue.room("sonic-studio")?.pricing.extras ?? [];
    const decision = validateExtras(extras, {});
    const fields = decision.ok ? [] : decision.violations.map(({ field }) => field);
    expect(fields).toEqual(["extras.showName", "extras.groupSize", "extras.setChoice"]);
  });
});

describe("its experiences", () => {
  test("are three by link and two classes, by two suppliers", () => {
    const byCheckout = Map.groupBy(catalogue.experiences, ({ checkout }) => checkout);
    expect(byCheckout.get("payment-link")).toHaveLength(3);
    expect(byCheckout.get("payment-intent")).toHaveLength(2);
    const givers = new Set(catalogue.experiences.map(({ supplier }) => supplier.slug));
    expect(givers).toEqual(new Set(catalogue.suppliers.map(({ slug }) => slug)));
    expect(givers.size).toBe(2);
  });

  test("are sold at once, on request, and both", () => {
    const ways = new Set(
      catalogue.experiences.map(({ rules }) => `${rules.instant} ${rules.request !== undefined}`),
    );
    expect(ways).toEqual(new Set(["true true", "true false", "false true"]));
  });

  test("keep the rules that their document states", () => {
    for (const experience of catalogue.experiences) {
      expect(experience).toMatchObject({
        responseMs: 48 * HOUR_MS,
        paymentMs: 24 * HOUR_MS,
        holdMs: 15 * MINUTE_MS,
        cancellationMs: 7 * DAY_MS,
        completionCheck: "10:00",
        autoCompleteMs: 7 * DAY_MS,
        reportMs: 14 * DAY_MS,
        split: { supplier: 80, hotel: 12, platform: 8 },
      });
      expect(experience.rules.timeZone).toBe("America/Vancouver");
    }
  });

  test("are closed on the same days as the rooms", () => {
    for (const { rules } of catalogue.experiences) {
      expect(rules.closures).toEqual(catalogue.rooms[0]?.rules.closures);
    }
  });

  test("take place: every one can be booked or asked for in a week of December", () => {
    const now = at("2026-12-01", "12:00");
    for (const { slug, rules } of catalogue.experiences) {
      const { request, gridMs, durationMs } = rules;
      const sessions = scheduledSessions(rules, "2026-12-07", "2026-12-13", now);
      const times = gridTimes(gridMs).filter(
        (time) => request && isWithinRequestHours(request, time, durationMs),
      );
      expect(sessions.length + times.length, slug).toBeGreaterThan(0);
    }
  });
});

describe("Destination Cocoa", () => {
  const services = catalogue.services;

  test("sells rides and tours of its own, in its own money and zone, for its owner Collins", () => {
    expect(services.map(({ slug }) => slug)).toEqual(["airport-transfers", "cocoa-estate-tours"]);
    for (const { operator, owner, whatsapp, rules, offer, holdMs } of services) {
      expect(operator).toMatchObject({ name: "Destination Cocoa", currency: "usd" });
      expect(operator).not.toEqual(catalogue.rooms[0]?.operator);
      expect(owner).toMatchObject({ name: "Collins", whatsapp: "+18685550117" });
      expect(whatsapp.from).not.toBe(owner.whatsapp);
      expect(rules).toMatchObject({ timeZone: "America/Port_of_Spain", vehicles: 2 });
      expect(offer.currency).toBe("usd");
      expect(offer.routes).toHaveLength(3);
      expect(holdMs).toBe(30 * MINUTE_MS);
    }
  });

  test("has every message's template filled the way that is suggested to WhatsApp", () => {
    for (const { whatsapp } of services) {
      const { clientFollowUp, ownerDispatch, ownerUndelivered } = whatsapp.templates;
      expect(clientFollowUp.variables).toEqual(suggested("client-follow-up"));
      expect(ownerDispatch.variables).toEqual(suggested("owner-dispatch"));
      expect(ownerUndelivered.variables).toEqual(suggested("owner-undelivered-text"));
    }
  });

  test("can drive every route in every format that it has a price for", () => {
    const now = at("2026-12-01", "12:00", "America/Port_of_Spain");
    for (const { slug, rules, offer } of services) {
      for (const { id: route, prices, pickupPlaces = [] } of offer.routes) {
        for (const format of Object.keys(prices)) {
          const wishes = { route, format, package: offer.packages[0]?.id ?? "", passengers: 2 };
          const when = { date: "2026-12-12", time: "09:00" };
          const [place = offer.pickupPlaces[0]?.id ?? ""] = pickupPlaces;
          const ends = { pickup: { place, details: "BW 415" }, dropOff: "Hotel Normandie" };
          const extras = Object.fromEntries(offer.extras.flatMap(firstAnswer));
          const prepared = prepareTrip(
            { rules, offer },
            { ...wishes, ...when, ...ends, extras },
            now,
          );
          expect(prepared, `${slug} ${route} ${format}`).toMatchObject({ ok: true });
        }
      }
    }
  });
});

const suggested = (message: ServiceText) =>
  numberedTemplate(SUGGESTED_TEMPLATES[message]).variables;

const firstAnswer = (extra: Extra): [string, string][] =>
  extra.required && extra.type === "choice" ? [[extra.id, extra.options[0]?.id ?? ""]] : [];

describe("what guests may see of it", () => {
  const seen = publicCatalogue(catalogue);

  test("is every room with its price and rules in units that people use", () => {
    expect(seen.rooms).toHaveLength(7);
    expect(seen.rooms.find(({ slug }) => slug === "solidarity-hall")).toMatchObject({
      capacity: 120,
      bookable: true,
      currency: "cad",
      pricePerHour: 18_000,
      dayRate: 120_000,
      minimumHours: 2,
      gridMinutes: 15,
      bufferMinutes: 15,
      earliestHours: 24,
      horizonDays: 60,
      daysMax: 10,
      holdMinutes: 15,
      timeZone: "America/Vancouver",
    });
    expect(seen.rooms[0]?.refundPolicy[0]).toBe(
      "Full refund up to 48 hours before the first day starts.",
    );
  });

  test("is every experience with its price, its times and its supplier's name", () => {
    expect(seen.experiences).toHaveLength(5);
    expect(seen.experiences.find(({ slug }) => slug === "linocut-workshop")).toEqual({
      slug: "linocut-workshop",
      name: "Linocut Workshop",
      description: expect.stringContaining("poster"),
      supplierName: "Stamperia Rosa",
      pricePerPerson: 4_500,
      currency: "cad",
      participants: { minimum: 1, maximum: 8 },
      durationMinutes: 120,
      meetingPoint: "The Print Shop, Labour Temple, 1912 Temple Street",
      whatToBring: expect.arrayContaining(["Clothes that may get inky"]),
      timeZone: "America/Vancouver",
      instant: true,
      request: { opens: "09:00", closes: "20:00", gridMinutes: 15 },
      checkout: "payment-link",
      paymentHours: 24,
      holdMinutes: 15,
      cancellationDays: 7,
      horizonDays: 90,
      noticeHours: 2,
      weeklyTimes: { 3: ["18:00"], 6: ["10:00", "14:00"] },
    });
    const walk = seen.experiences.find(({ slug }) => slug === "labour-history-walk");
    expect(walk).not.toHaveProperty("request");
  });

  test("is every service with its own operator, and the venue's for all else", () => {
    expect(seen.operator).toMatchObject({ name: "Labour Temple", currency: "cad" });
    expect(seen.services).toHaveLength(2);
    expect(seen.services[0]).toMatchObject({
      slug: "airport-transfers",
      operator: {
        name: "Destination Cocoa",
        email: "hello@destinationcocoa.example",
        timeZone: "America/Port_of_Spain",
        currency: "usd",
      },
      accent: "#6b3a1e",
      ownerName: "Collins",
      currency: "usd",
      timeZone: "America/Port_of_Spain",
      gridMinutes: 15,
      noticeHours: 6,
      horizonDays: 180,
      holdMinutes: 30,
      passengers: { minimum: 1, maximum: 12 },
      closedDays: {},
    });
    expect(seen.services[0]?.routes[2]).toEqual({
      id: "piarco-north-coast",
      label: "Piarco Airport to Maracas and the north coast",
      durationMinutes: 180,
      pickupPlaces: ["piarco-arrivals"],
      dropOffLabel: "Drop-off (hotel or beach on the coast)",
      prices: {
        private: { amount: 9_500, per: "booking" },
        convoy: { amount: 18_000, per: "booking" },
      },
    });
    expect(seen.services[1]?.closedDays["2027-02-09"]).toBe("Carnival Tuesday");
  });

  test("promises no number of guests where seats are not counted", () => {
    const shared = catalogue.services.flatMap(({ offer }) =>
      offer.formats.filter(({ vehicles }) => vehicles === 0),
    );
    expect(shared).toHaveLength(2);
    for (const { label, description } of shared) {
      expect(`${label} ${description}`).not.toMatch(/at most|only|seats?\b|\d|eight|six guests/i);
    }
  });

  test("says nothing of how many vehicles there are, of templates and of the owner's numbers", () => {
    const json = JSON.stringify(seen);
    expect(json).not.toMatch(/vehicles|whatsapp|contentSid|HX0/i);
    for (const { owner, whatsapp } of catalogue.services) {
      for (const secret of [owner.email, owner.whatsapp, whatsapp.from]) {
        expect(json).not.toContain(secret);
      }
    }
  });

  test("says nothing of hotels, shares and where suppliers are reached", () => {
    const json = JSON.stringify(seen);
    for (const { email } of [...catalogue.suppliers, ...catalogue.hotels]) {
      expect(json).not.toContain(email);
    }
    for (const { slug, origin } of catalogue.hotels) {
      expect(json).not.toContain(slug);
      expect(json).not.toContain(origin);
    }
    expect(json).not.toMatch(/split|country|language/i);
  });

  test("says nothing of calendars, staff, senders and caps", () => {
    const json = JSON.stringify(seen);
    for (const room of catalogue.rooms) expect(json).not.toContain(room.calendarId);
    expect(json).not.toMatch(/calendar|staff|sender|holdCaps|unpaidCaps|closures/i);
  });

  test("survives JSON unchanged", () => {
    expect(JSON.parse(JSON.stringify(seen))).toEqual(seen);
  });
});
