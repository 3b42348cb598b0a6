import { describe, expect, it } from "vitest";
import { STAFF } from "../journeys/venue.ts";
import { Random } from "../simulation/random.ts";
import type { Facts } from "./facts.ts";
import { judge } from "./judge.ts";
import { nobody, type Visits } from "./load.ts";
import type { SessionHold } from "./session-guest.ts";
import type { TripHold } from "./trip-guest.ts";
import { newVisit, nothingTold, type Visit } from "./visit.ts";

const quiet = { kills: [], spells: [] };
const WALK = "labour-history-walk 2026-12-12T10:00";
const SUPPLIER = "hello@eastendwalks.example";
const OWNER = "collins@destinationcocoa.example";
const NUMBER = "+18687651000";
const ROUTE = "Piarco Airport to Port of Spain";
const AMOUNT = 5_000;
const DEADLINE = 100_000;

/**
 * A walk that is booked, one that is cancelled and one whose hold ended; a class; a request that was
 * declined; a trip that is booked and one that was given back: all well.
 */
function calmFacts(): Facts {
  return {
    payments: [
      payment("pi_walk", "res_walk"),
      payment("pi_cancelled", "res_cancelled"),
      { ...payment("pi_class", "res_class"), onPage: false },
      payment("pi_trip", "res_trip"),
    ],
    refunds: [{ payment: "pi_cancelled", amount: AMOUNT, status: "succeeded" }],
    bookings: [
      booking("pi_walk", "res_walk", "confirmed"),
      booking("pi_cancelled", "res_cancelled", "refunded"),
      booking("pi_class", "res_class", "confirmed"),
      booking("pi_trip", "res_trip", "confirmed"),
    ],
    pages: [
      { id: "plink_walk", status: "closed", reservation: "res_walk", wasGiven: true },
      { id: "cs_trip", status: "complete", reservation: "res_trip", wasGiven: true },
      { id: "cs_back", status: "expired", reservation: "res_back", wasGiven: true },
    ],
    spots: [
      spots("res_walk", "confirmed"),
      spots("res_cancelled", "cancelled"),
      spots("res_expired", "expired"),
      { ...spots("res_class", "confirmed"), flow: "class", session: "banner 1", supplier: "rosa" },
      { ...spots("res_declined", "declined"), flow: "request", paymentDeadline: undefined },
    ],
    sessions: [
      { session: WALK, spotsTotal: 12, spotsAvailable: 10 },
      { session: "banner 1", spotsTotal: 10, spotsAvailable: 8 },
    ],
    trips: [trip("res_trip", "confirmed"), trip("res_back", "expired")],
    messages: [
      letter(guestOf("res_walk"), "Payment successful! Walk", "res_walk"),
      letter(SUPPLIER, "Payment received! Booking confirmed Walk", "res_walk"),
      ...toCancelled,
      letter(guestOf("res_expired"), "Complete your booking! Walk", "res_expired"),
      letter(guestOf("res_expired"), "Payment window has closed: Walk", "res_expired"),
      letter(SUPPLIER, "Guest did not complete payment: Walk", "res_expired"),
      letter(guestOf("res_class"), "Payment successful! Banner", "res_class"),
      letter("rosa", "Pagamento ricevuto! Prenotazione confermata", "res_class"),
      letter(guestOf("res_declined"), "Request received, awaiting confirmation", "res_declined"),
      letter(guestOf("res_declined"), "Unfortunately this time is not available", "res_declined"),
      letter(guestOf("res_trip"), "Booked and paid: Ride", "res_trip"),
      letter(OWNER, "New paid booking: Ride", "res_trip"),
      text(NUMBER, "Hello, your ride"),
      text("+18685550117", "A new ride"),
    ],
    ...{ entries: [], free: [] },
  };
}

const guestOf = (reservation: string) => `${reservation}@example.com`;

function payment(id: string, reservation: string) {
  const money = { amount: AMOUNT, captured: AMOUNT };
  return { id, reservation, email: "", status: "succeeded", onPage: true, ...money };
}

function booking(paid: string, reservation: string, status: string) {
  return { payment: paid, reservation, status, days: [], total: AMOUNT };
}

function spots(reservation: string, status: string): Facts["spots"][number] {
  const place = { session: WALK, participants: 2, supplier: SUPPLIER, flow: "instant" as const };
  const email = guestOf(reservation);
  return { reservation, email, status, ...place, paymentDeadline: DEADLINE };
}

function trip(reservation: string, status: string): Facts["trips"][number] {
  const way = { date: "2026-12-12", time: "10:00", route: ROUTE, format: "Private car" };
  const email = guestOf(reservation);
  return { reservation, status, email, ...way, whatsapp: NUMBER };
}

function letter(to: string, subject: string, reservation: string): Facts["messages"][number] {
  return { channel: "email", to, subject, at: 1_000, reservation };
}

function text(to: string, subject: string): Facts["messages"][number] {
  return { ...letter(to, subject, "res_trip"), channel: "whatsapp" };
}

const toCancelled = [
  letter(guestOf("res_cancelled"), "Payment successful! Walk", "res_cancelled"),
  letter(SUPPLIER, "Payment received! Booking confirmed Walk", "res_cancelled"),
  letter(guestOf("res_cancelled"), "Cancellation confirmed, refund", "res_cancelled"),
  letter(SUPPLIER, "Guest has cancelled their booking", "res_cancelled"),
];

function calmVisits(): Visits {
  return {
    ...nobody(),
    sessions: [
      visitOf(hosted("res_walk", { paid: true, toldConfirmed: true, paidAt: 5_000 })),
      visitOf(hosted("res_cancelled", { paid: true, toldConfirmed: true, cancelled: true })),
      visitOf(hosted("res_expired")),
      visitOf(hosted("res_declined")),
    ],
    trips: [
      visitOf(ride("res_trip", "cs_trip", { paid: true, toldConfirmed: true })),
      visitOf(ride("res_back", "cs_back", { toldReleased: true })),
    ],
  };
}

function hosted(reservation: string, told: Partial<SessionHold> = {}): SessionHold {
  return { reservation, view: "", isRequest: false, cancelled: false, ...nothingTold, ...told };
}

function ride(reservation: string, checkoutSession: string, told: Partial<TripHold>): TripHold {
  return { reservation, checkoutSession, url: "", whatsapp: NUMBER, ...nothingTold, ...told };
}

function visitOf<Held extends SessionHold | TripHold>(held: Held): Visit<Held> {
  const wish = { email: guestOf(held.reservation), path: "", body: {}, read: () => held };
  return { ...newVisit(new Random(1), wish), holds: [held] };
}

type Breach = [string, (facts: Facts) => unknown];

const breaches: Breach[] = [
  ["money without a home: pi_cancelled", ({ refunds }) => refunds.pop()],
  ["money without a home: pi_second", ({ payments }) => payments.push(second)],
  ["booked and refunded: pi_trip", (facts) => change(facts.refunds, 0, { payment: "pi_trip" })],
  ["booked for a wrong amount", (facts) => change(facts.payments, 3, { captured: 1 })],
  ["can still be paid: plink_walk", (facts) => change(facts.pages, 0, { status: "open" })],
  ["a payment stays open", (facts) => change(facts.payments, 0, { status: "processing" })],
  ["no end: res_walk", (facts) => change(facts.spots, 0, { status: "approved" })],
  ["no end: res_declined", (facts) => change(facts.spots, 4, { status: "pending" })],
  [
    "two bookings for one request",
    (facts) => change(facts.spots, 3, { email: guestOf("res_walk") }),
  ],
  ["oversold: ", (facts) => change(facts.spots, 0, { participants: 13 })],
  ["spots are wrong", (facts) => change(facts.sessions, 0, { spotsAvailable: 12 })],
  ["spots are wrong", (facts) => change(facts.sessions, 1, { spotsAvailable: 7 })],
  ["booked, but not listed", ({ sessions }) => sessions.shift()],
  ["booked without a payment: res_walk", ({ bookings }) => bookings.shift()],
  ["booked without a payment: res_trip", ({ bookings }) => bookings.pop()],
  ["cancelled by nobody: res_walk", (facts) => change(facts.spots, 0, { status: "cancelled" })],
  ["given up without a cause", (facts) => change(facts.spots, 0, { status: "failed" })],
  ["given up without a cause", (facts) => change(facts.spots, 3, { status: "failed" })],
  ["expired although paid: res_walk", (facts) => change(facts.spots, 0, { status: "expired" })],
  ["no end: res_trip is refunded", (facts) => change(facts.trips, 0, { status: "refunded" })],
  ["two bookings for one request", ({ trips }) => trips.push(trip("res_trip", "confirmed"))],
  ["3 vehicles out at once", ({ trips }) => trips.push(convoy("11:15"))],
  ["a reservation is gone", ({ spots: all }) => all.shift()],
  ["a trip is gone", ({ trips }) => trips.pop()],
  ["a trip is gone", ({ pages }) => pages.pop()],
  ["a charge is gone: res_trip", (facts) => change(facts.payments, 3, { captured: 0 })],
  ["a charge is gone: res_walk", (facts) => change(facts.payments, 0, { captured: 0 })],
  ["was confirmed, is expired", (facts) => change(facts.trips, 0, { status: "expired" })],
  ["was confirmed, is failed", (facts) => change(facts.spots, 0, { status: "failed" })],
  ["released while payable: cs_back", (facts) => change(facts.pages, 2, { status: "open" })],
  ["released while payable: cs_back", ({ payments }) => payments.push(payment("pi_b", "res_back"))],
  ["told what is not so (failure)", ({ messages }) => messages.push(called)],
  ["told what is not so (end)", ({ messages }) => messages.push(closedAlthoughBooked)],
  ["never told (request's end)", (facts) => change(facts.spots, 4, { status: "expired" })],
];

/** Each of the letters of which none may be missing. */
const needed: [number, string][] = [
  [0, "(booking): res_walk"],
  [1, "(booking, supplier): res_walk"],
  [4, "(cancellation): res_cancelled"],
  [5, "(cancellation, supplier): res_cancelled"],
  [7, "(end): res_expired"],
  [8, "(end, supplier): res_expired"],
  [9, "(booking): res_class"],
  [10, "(booking, supplier): res_class"],
  [12, "(refusal): res_declined"],
  [13, "(booking): res_trip"],
  [14, "(booking, owner): res_trip"],
  [15, "(WhatsApp): res_trip"],
  [16, "(WhatsApp, owner): res_trip"],
];

const second = payment("pi_second", "res_walk");
const called = letter(OWNER, "Please call Elma, not reached", "res_trip");
const closedAlthoughBooked = letter(guestOf("res_walk"), "Payment window has closed", "res_walk");
const convoy = (time: string) => ({
  ...trip("res_convoy", "confirmed"),
  ...{ time, format: "Two private cars", whatsapp: undefined },
});

const found = (facts: Facts, visits = calmVisits()) => judge(facts, visits, quiet).join("\n");

describe("the judge of the crash test, of sessions and services", () => {
  it("finds nothing when all is well", () => {
    expect(found(calmFacts())).toBe("");
  });

  it.each(breaches)("finds: %s", (wanted, breach) => {
    const facts = calmFacts();
    breach(facts);
    expect(found(facts)).toContain(wanted);
  });

  it.each(needed)("misses message %i: %s", (index, name) => {
    const facts = calmFacts();
    facts.messages.splice(index, 1);
    expect(found(facts)).toContain(`never told ${name}`);
  });

  it.each([
    [2, "a booking that was cancelled"],
    [3, "a booking that was cancelled, to the supplier"],
    [11, "a request that was declined"],
  ])("does not miss message %i, of %s: the later one may have overtaken it", (index) => {
    const facts = calmFacts();
    facts.messages.splice(index, 1);
    expect(found(facts)).toBe("");
  });

  it.each(needed)("finds message %i, which is not true: %s", (_index, name) => {
    const facts = calmFacts();
    const reservation = name.split(": ")[1];
    const of = facts.messages.filter((message) => message.reservation === reservation);
    for (const one of [...facts.spots, ...facts.trips]) {
      if (one.reservation === reservation) one.status = "pending";
    }
    expect(of.length).toBeGreaterThan(0);
    expect(found(facts)).toContain(`told what is not so ${name}`);
  });

  it.each(needed)("finds message %i sent twice: %s", (index) => {
    const facts = calmFacts();
    facts.messages.push(...facts.messages.slice(index, index + 1));
    expect(found(facts)).toContain("message twice");
  });

  it("forgives a second WhatsApp message only where the answer to the first may have been lost", () => {
    const facts = calmFacts();
    facts.messages.push({ ...text(NUMBER, "Hello, your ride"), at: 70_000 });
    expect(judge(facts, calmVisits(), { ...quiet, kills: [1_200] })).toEqual([]);
    expect(judge(facts, calmVisits(), { ...quiet, kills: [900] })).toHaveLength(1);
  });

  it("wants a second payment of a link back, and nobody alarmed", () => {
    const facts = calmFacts();
    facts.payments.push(second);
    facts.bookings.push({ ...booking("pi_second", "", "unknown"), total: 0 });
    expect(found(facts)).toContain("money without a home: pi_second");
    facts.refunds.push({ payment: "pi_second", amount: AMOUNT, status: "succeeded" });
    expect(found(facts)).toBe("");
    facts.messages.push(letter(STAFF, "Needs attention: Payment mismatch · pi_second", "res_walk"));
    expect(found(facts)).toContain("alarm about money without a cause");
  });

  it("allows one more open link that nobody was given, where its making may have been lost", () => {
    const facts = calmFacts();
    change(facts.pages, 0, { status: "open", wasGiven: false });
    const fault = { provider: "stripe", operation: "payment_links.create", mode: "fail" } as const;
    const history = { kills: [900], spells: [{ fault, from: 0, until: 1 }] };
    expect(judge(facts, calmVisits(), history)).toEqual([]);
    expect(judge(facts, calmVisits(), { ...history, spells: [] })).toHaveLength(1);
    expect(judge(facts, calmVisits(), { ...history, kills: [] })).toHaveLength(1);
    change(facts.pages, 0, { wasGiven: true });
    expect(judge(facts, calmVisits(), history)).toHaveLength(1);
  });

  it("allows the news of a hold's end to whoever paid after it", () => {
    const facts = calmFacts();
    facts.messages.push({ ...closedAlthoughBooked, at: DEADLINE + 1 });
    expect(found(facts)).toBe("");
  });

  it("lets spots be refunded that were paid when the hold was all but over", () => {
    const facts = calmFacts();
    facts.payments.push(payment("pi_late", "res_expired"));
    facts.refunds.push({ payment: "pi_late", amount: AMOUNT, status: "succeeded" });
    facts.bookings.push(booking("pi_late", "res_expired", "refunded"));
    change(facts.spots, 2, { status: "failed" });
    for (const told of facts.messages.slice(7, 9)) told.at = DEADLINE + 1;
    const refund = "Your booking has been refunded: Walk";
    facts.messages.push(letter(guestOf("res_expired"), refund, "res_expired"));
    const visits = calmVisits();
    const [held] = visits.sessions[2]?.holds ?? [];
    Object.assign(held ?? {}, { paid: true, paidAt: DEADLINE - 5_000 });
    expect(found(facts, visits)).toBe("");
    const told = facts.messages.pop();
    expect(found(facts, visits)).toContain("never told (refund): res_expired");
    if (told !== undefined) facts.messages.push(told);
    Object.assign(held ?? {}, { paidAt: DEADLINE - 50_000 });
    expect(found(facts, visits)).toContain("given up without a cause");
  });

  it("lets vehicles go out again once they are back", () => {
    const facts = calmFacts();
    facts.trips.push({ ...convoy("11:30"), status: "confirmed" });
    expect(found(facts)).not.toContain("vehicles out");
  });
});

function change<T extends object>(items: T[], index: number, changes: Partial<T>): void {
  const item = items[index];
  if (item === undefined) throw new Error("There is nothing to change.");
  Object.assign(item, changes);
}
