import { describe, expect, it } from "vitest";
import { STAFF } from "../journeys/venue.ts";
import type { CardHold } from "./card-payment.ts";
import type { Facts, Stretch } from "./facts.ts";
import type { History } from "./history.ts";
import { judge } from "./judge.ts";
import { nobody } from "./load.ts";
import type { RoomVisit } from "./room-guest.ts";

const day: Stretch = { room: "quiet-room", date: "2026-12-07", from: 540, to: 630 };
const later: Stretch = { room: "quiet-room", date: "2026-12-07", from: 780, to: 900 };

/** One booking, one refund because of an event by hand, one hold that was given back: all well. */
function calmFacts(): Facts {
  return {
    payments: [
      payment("pi_booked", "res_booked", "booked@example.com", "succeeded"),
      payment("pi_refunded", "res_refunded", "refunded@example.com", "succeeded"),
      payment("pi_expired", "res_expired", "expired@example.com", "canceled"),
    ],
    refunds: [{ payment: "pi_refunded", amount: 5_000, status: "succeeded" }],
    entries: [
      { ...day, id: "tg1", stands: true, createdAt: 100, reservation: "res_booked" },
      { ...later, id: "hand", stands: true, createdAt: 100 },
    ],
    messages: [
      email("booked@example.com", "Booked: Quiet", "res_booked"),
      email("refunded@example.com", "Refunded", "res_refunded"),
    ],
    bookings: [
      booking("pi_booked", "res_booked", "confirmed", day),
      { ...booking("pi_refunded", "res_refunded", "refunded", later), reason: "slot-taken" },
      booking("pi_expired", "res_expired", "expired", later),
    ],
    free: [
      { ...day, from: 645, to: 765 },
      { ...day, from: 915, to: 1020 },
    ],
    ...{ pages: [], spots: [], sessions: [], trips: [] },
  };
}

function email(to: string, subject: string, reservation?: string) {
  return { channel: "email" as const, to, subject, at: 1_000, reservation };
}

function payment(id: string, reservation: string, email: string, status: string) {
  const captured = status === "succeeded" ? 5_000 : 0;
  return { id, reservation, email, status, amount: 5_000, captured, onPage: false };
}

function booking(payment: string, reservation: string, status: string, at: Stretch) {
  return { payment, reservation, status, days: [at], total: 5_000 };
}

function guest(name: string, told: Partial<CardHold> = {}): RoomVisit {
  const held: CardHold = {
    ...{ reservation: `res_${name}`, paymentIntent: `pi_${name}`, clientSecret: "secret" },
    ...{ paid: false, toldConfirmed: false, toldReleased: false, ...told },
  };
  return {
    ...{ email: `${name}@example.com`, key: name, path: "", body: {}, address: "" },
    ...{ room: day.room, dates: [day.date], start: "09:00", end: "10:30" },
    ...{ holds: [held], repeats: 0, unheard: false, read: () => held },
  };
}

const quiet: History = { kills: [], spells: [] };
const visits = {
  ...nobody(),
  rooms: [
    guest("booked", { payingAt: 50, paid: true, toldConfirmed: true }),
    guest("refunded", { payingAt: 200, paid: true }),
    guest("expired", { toldReleased: true }),
  ],
};

type Breach = [string, (facts: Facts) => unknown];

const breaches: Breach[] = [
  ["money without a home", ({ refunds }) => refunds.pop()],
  ["booked and refunded", (facts) => replace(facts.refunds, { payment: "pi_booked" })],
  ["booked for a wrong amount", (facts) => replace(facts.payments, { captured: 4_900 })],
  ["booked with a payment that is", (facts) => replace(facts.payments, { status: "canceled" })],
  ["refunded too much", (facts) => replace(facts.refunds, { amount: 5_001 })],
  ["refund not settled", (facts) => replace(facts.refunds, { status: "pending" })],
  ["alarm about money", ({ messages }) => messages.push(alert("Refund failed", "pi_refunded"))],
  ["two payments for one", ({ payments }) => payments.push(twin("res_booked"))],
  ["two reservations for one", ({ payments }) => payments.push(twin("res_other"))],
  ["a payment stays open", (facts) => last(facts.payments, { status: "requires_payment_method" })],
  ["no end", (facts) => last(facts.bookings, { status: "processing" })],
  ["expired although paid", (facts) => last(facts.payments, { status: "succeeded" })],
  ["missing event", (facts) => replace(facts.entries, { stands: false })],
  ["missing event", (facts) => replace(facts.entries, { from: 600 })],
  ["orphan event", (facts) => replace(facts.entries, { reservation: "res_expired" })],
  ["event twice", ({ entries }) => entries.push({ ...entryOf(entries), id: "tg2" })],
  ["overlap", (facts) => last(facts.bookings, { status: "confirmed", days: [near] })],
  ["free time is wrong", ({ free }) => free.pop()],
  ["free time is wrong", ({ free }) => free.push(day)],
  ["booked over an event", ({ entries }) => entries.push({ ...near, ...byHand(40) })],
  ["refused without cause", ({ entries }) => entries.pop()],
  ["given up without a cause", ({ bookings }) => reason(bookings, "calendar-write-failed")],
  ["never told: res_booked", ({ messages }) => messages.shift()],
  ["never told of the refund", ({ messages }) => messages.pop()],
  ["told of no booking", (facts) => replace(facts.bookings, { status: "refunded" })],
  ["told of no refund", (facts) => last(facts.messages, { reservation: "res_booked" })],
  ["message twice", ({ messages }) => messages.push({ ...firstOf(messages) })],
  ["a payment is gone", ({ payments }) => payments.pop()],
  ["a hold is gone", (facts) => last(facts.bookings, { reservation: "" })],
  ["a charge is gone", (facts) => replace(facts.payments, { captured: 0 })],
  ["was confirmed, is", (facts) => replace(facts.bookings, { status: "expired" })],
  ["released while payable", (facts) => last(facts.payments, { status: "succeeded" })],
];

describe("the judge of the crash test, of rooms", () => {
  it("finds nothing when all is well", () => {
    expect(judge(calmFacts(), visits, quiet)).toEqual([]);
  });

  it.each(breaches)("finds: %s", (found, breach) => {
    const facts = calmFacts();
    breach(facts);
    expect(judge(facts, visits, quiet).join("\n")).toContain(found);
  });

  it("allows another hold for a repeated request once the first has ended", () => {
    const facts = calmFacts();
    facts.payments.push(payment("pi_2", "res_2", "expired@example.com", "canceled"));
    facts.bookings.push(booking("pi_2", "res_2", "expired", later));
    expect(judge(facts, visits, quiet)).toEqual([]);
  });

  it("allows an unpaid payment that nobody was given, where its making may have been lost", () => {
    const facts = calmFacts();
    facts.payments.push(twin("res_booked"));
    facts.bookings.push({ ...booking("pi_twin", "", "unknown", day), days: [] });
    const create = { provider: "stripe", operation: "payment_intents.create" } as const;
    const fault = { ...create, mode: "fail" as const };
    const history = { kills: [900], spells: [{ fault, from: 0, until: 1 }] };
    expect(judge(facts, visits, history)).toEqual([]);
    expect(judge(facts, visits, { ...history, spells: [] })).not.toEqual([]);
    const given = { ...guest("booked"), holds: [...guest("booked").holds, ofTwin] };
    expect(judge(facts, { ...visits, rooms: [...visits.rooms, given] }, history)).not.toEqual([]);
  });

  it("lets money wait for staff once they are alerted to a failed refund", () => {
    const facts = calmFacts();
    replace(facts.refunds, { status: "failed" });
    facts.messages.push(alert("Refund failed", "pi_refunded"));
    expect(judge(facts, visits, quiet)).toEqual([]);
  });

  it("forgives a second message only where the answer to the first may have been lost", () => {
    const facts = calmFacts();
    facts.messages.push({ ...firstOf(facts.messages), at: 70_000 });
    expect(judge(facts, visits, { ...quiet, kills: [1_200] })).toEqual([]);
    expect(judge(facts, visits, { ...quiet, kills: [900] })).toHaveLength(1);
    const send = { provider: "mailersend", operation: "email.send" } as const;
    const fault = { ...send, mode: "timeout-after-success" } as const;
    const spell = { fault, from: 500, until: 1_500 };
    expect(judge(facts, visits, { ...quiet, spells: [spell] })).toEqual([]);
    const other = { ...spell, fault: { ...send, mode: "fail" as const } };
    expect(judge(facts, visits, { ...quiet, spells: [other] })).toHaveLength(1);
  });
});

/** Within the buffer of the booked day. */
const near: Stretch = { ...day, from: 640, to: 700 };
const byHand = (createdAt: number) => ({ id: "hand2", stands: true, createdAt });

function alert(title: string, payment: string) {
  return email(STAFF, `Needs attention: ${title} · ${payment}`);
}

function twin(reservation: string) {
  return payment("pi_twin", reservation, "booked@example.com", "requires_payment_method");
}

const ofTwin = {
  ...{ reservation: "res_booked", paymentIntent: "pi_twin", clientSecret: "secret" },
  ...{ paid: false, toldConfirmed: false, toldReleased: false },
};

function replace<T extends object>(items: T[], changes: Partial<T>): void {
  Object.assign(firstOf(items), changes);
}

function last<T extends object>(items: T[], changes: Partial<T>): void {
  Object.assign(firstOf(items.slice(-1)), changes);
}

function reason(bookings: Facts["bookings"], text: string): void {
  for (const one of bookings) if (one.reason !== undefined) one.reason = text;
}

const entryOf = (entries: Facts["entries"]) => firstOf(entries);

function firstOf<T>(items: T[]): T {
  const [first] = items;
  if (first === undefined) throw new Error("There is nothing to change.");
  return first;
}
