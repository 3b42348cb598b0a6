import { describe, expect, test } from "vitest";
import type { ServiceEmail } from "../../../src/domain/effect.ts";
import { serviceEmails } from "../../../src/messages/service/service-messages.ts";
import { neitherSays } from "../session/reading.ts";
import { sampleTrip } from "./sample-trip.ts";

const facts = sampleTrip();
const names = Object.keys(serviceEmails) as ServiceEmail[];
const TRIP = "Vancouver Airport to Whistler, Sat, Dec 12, 8:30 am (LT-9C4KWD)";

const SUBJECTS: Record<ServiceEmail, string> = {
  "client-recap": "Booked and paid",
  "owner-recap": "New paid booking",
  "client-payment-failed": "Payment failed, nothing is booked",
  "client-refund": "Not booked, money returned",
  "client-cancellation": "Cancelled",
  "owner-cancellation": "Cancelled, do not drive",
  "owner-undelivered": "Please call Ada Okafor, not reached",
};

const PEOPLE = {
  client: { email: "ada@example.org", name: "Ada Okafor" },
  owner: { email: "collins@labourtemple.example", name: "Collins" },
};

describe.each(names)("%s", (name) => {
  const email = serviceEmails[name](facts);
  const isClients = name.startsWith("client-");

  test("says in its subject what it is about: route, day, time and code", () => {
    expect(email.subject).toBe(`${SUBJECTS[name]}: ${TRIP}`);
  });

  test("goes from the operator's sender to whom its name says; each answers the other", () => {
    expect(email.from).toEqual({
      email: "bookings@labourtemple.example",
      name: "Labour Temple Bookings",
    });
    expect(email.to).toEqual(isClients ? PEOPLE.client : PEOPLE.owner);
    expect(email.replyTo).toEqual(isClients ? PEOPLE.owner : PEOPLE.client);
  });

  test("is tagged with its name and its service", () => {
    expect(email.tags).toEqual([name, "service-coast-transfers"]);
  });

  test("says the same for the same facts and loads nothing", () => {
    expect(serviceEmails[name](sampleTrip())).toEqual(email);
    expect(email.html).toMatch(/^<!doctype html><html lang="en-CA">/);
    expect(email.html).not.toMatch(/<link|<style|src=|url\(/);
    expect(email.text).not.toMatch(/<[a-z]/);
  });

  test("is silent about what there is not", () => {
    const { operator } = facts;
    const bare = sampleTrip({
      operator: { ...operator, phone: undefined, brand: undefined },
      pickup: { place: "Hotel Alma" },
      whatsapp: undefined,
      extras: [],
      notes: undefined,
      payment: undefined,
      vehicles: undefined,
    });
    neitherSays(serviceEmails[name](bare), /undefined|null|NaN|Invalid|Notes|Payment:/);
  });

  test("is in English with the locale that fits it when the operator's is another language", () => {
    const operator = { ...facts.operator, locale: "it-IT" };
    const { html, subject } = serviceEmails[name](sampleTrip({ operator }));
    expect(html).toContain('<html lang="en-CA">');
    expect(subject).toContain("Sat, Dec 12");
  });

  test("brings the calendar file only when it confirms", () => {
    const files = email.attachments.map(({ filename }) => filename);
    expect(files).toEqual(name === "client-recap" ? ["booking-LT-9C4KWD.ics"] : []);
  });
});
