import { describe, expect, test } from "vitest";
import type { SessionMessage } from "../../../src/domain/effect.ts";
import { sessionMessages } from "../../../src/messages/session/session-messages.ts";
import { bothSay, links, neitherSays, seen } from "./reading.ts";
import { italianSession, sampleSession } from "./sample-session.ts";

const facts = sampleSession();
const names = Object.keys(sessionMessages) as SessionMessage[];
const supplierNames = names.filter((name) => name.startsWith("supplier_"));

const SUBJECTS: Record<SessionMessage, [english: string, italian?: string]> = {
  guest_instant_booking: ["Complete your booking!"],
  supplier_new_booking: [
    "New booking pending payment:",
    "Nuova prenotazione in attesa di pagamento:",
  ],
  supplier_new_request: ["New booking request:", "Nuova richiesta di prenotazione:"],
  guest_request_received: ["Request received, awaiting confirmation:"],
  guest_booking_approved: ["Booking approved!"],
  guest_request_declined: ["Unfortunately this time is not available:"],
  guest_request_expired: ["Request expired - provider did not respond:"],
  supplier_booking_confirmed: [
    "Payment received! Booking confirmed:",
    "Pagamento ricevuto! Prenotazione confermata:",
  ],
  guest_payment_confirmed: ["Payment successful!"],
  guest_payment_expired: ["Payment window has closed:"],
  supplier_payment_not_completed: [
    "Guest did not complete payment:",
    "Il cliente non ha completato il pagamento:",
  ],
  guest_cancellation_confirmed: ["Cancellation confirmed, refund processing:"],
  supplier_guest_cancelled: [
    "Guest has cancelled their booking:",
    "Il cliente ha annullato la prenotazione:",
  ],
  supplier_completion_check: ["Did this experience happen?", "Questa esperienza si è svolta?"],
  supplier_payout_sent: [
    "Payment has been transferred to your account:",
    "Il pagamento è stato trasferito sul tuo conto:",
  ],
  guest_refund_processed: ["Your booking has been refunded:"],
  guest_second_payment_returned: ["You paid twice: one payment goes back:"],
  hotel_commission_earned: ["Your widget earned commission on a booking:"],
};

describe("every message about a session", () => {
  test("is one of the document's seventeen, or tells of a second payment", () => {
    expect(names).toHaveLength(17 + 1);
  });

  test.each(names)("%s has the document's subject, then what, when and which", (name) => {
    const [english, italian] = SUBJECTS[name];
    expect(sessionMessages[name](facts).subject).toBe(
      `${english} Harbour by Kayak, Sat, Dec 12, 10:00 am (LT-7K2MQ4)`,
    );
    if (italian === undefined) return;
    expect(sessionMessages[name](italianSession()).subject).toBe(
      `${italian} Harbour by Kayak, sab 12 dic, 10:00 (LT-7K2MQ4)`,
    );
  });

  test.each(names)("%s goes from the operator's sender to whom its name says", (name) => {
    const { to, from } = sessionMessages[name](facts);
    const recipients: Record<string, object> = {
      guest: { email: "ada@example.org", name: "Ada Okafor" },
      supplier: { email: "crew@paddlers.example", name: "False Creek Paddlers" },
      hotel: { email: "desk@hotel-alma.example", name: "Hotel Alma" },
    };
    expect(to).toEqual(recipients[name.split("_")[0] ?? ""]);
    const sender = { email: "bookings@labourtemple.example", name: "Labour Temple Bookings" };
    expect(from).toEqual(sender);
  });

  test.each(names)(
    "%s is answered by the operator; once booked, supplier writes to guest",
    (name) => {
      const { replyTo } = sessionMessages[name](facts);
      const answeredBy =
        name === "supplier_booking_confirmed"
          ? { email: "ada@example.org", name: "Ada Okafor" }
          : { email: "admin@labourtemple.example", name: "Labour Temple" };
      expect(replyTo).toEqual(answeredBy);
    },
  );

  test.each(names)("%s is tagged with its name and its experience", (name) => {
    expect(sessionMessages[name](facts).tags).toEqual([name, "experience-harbour-by-kayak"]);
  });

  test.each(names)("%s says the same for the same facts and loads nothing", (name) => {
    const email = sessionMessages[name](facts);
    expect(sessionMessages[name](sampleSession())).toEqual(email);
    expect(email.html).toMatch(/^<!doctype html><html lang="en-CA">/);
    expect(email.html).not.toMatch(/<link|<style|src=|url\(/);
    expect(email.text).not.toMatch(/<[a-z]/);
  });

  test.each(names)("%s says what there is and is silent about what there is not", (name) => {
    const { operator, guest } = facts;
    const bare = sampleSession({
      operator: { ...operator, phone: undefined, brand: undefined },
      guest: { ...guest, phone: undefined },
      paymentUrl: undefined,
      whatToBring: [],
    });
    neitherSays(sessionMessages[name](bare), /undefined|null|NaN|Invalid|or call|Phone/);
  });

  test.each(names)("%s writes out in its text every web address of its HTML", (name) => {
    const { html, text } = sessionMessages[name](facts);
    for (const [, href = ""] of html.matchAll(/href="(https:[^"]*)"/g)) {
      expect(text).toContain(href.replaceAll("&amp;", "&"));
    }
  });

  test("only the confirmation brings a file, and only the guest's", () => {
    const withFiles = names.filter((name) => sessionMessages[name](facts).attachments.length > 0);
    expect(withFiles).toEqual(["guest_payment_confirmed"]);
  });
});

describe("a message to a supplier", () => {
  test.each(supplierNames)("%s is in Italian throughout for who reads Italian", (name) => {
    const email = sessionMessages[name](italianSession({ meetingPoint: "Il molo rosso" }));
    expect(email.html).toMatch(/^<!doctype html><html lang="it-IT">/);
    bothSay(email, "Sabato 12 dicembre 2026", "10:00 – 12:30", "Partecipanti", "170,00");
    neitherSays(email, /\b(?:the|you|booking|guest|December|Saturday|am|pm|people|time)\b/);
  });

  test.each(supplierNames)("%s leads to the payout account while there is none", (name) => {
    const payouts = "https://bookings.labourtemple.example/payouts?token=x";
    const withLink = { links: { ...facts.links, payouts } };
    links(sessionMessages[name](sampleSession(withLink)), "Set up payouts", payouts);
    links(sessionMessages[name](italianSession(withLink)), "Attiva i pagamenti", payouts);
    neitherSays(sessionMessages[name](facts), /set up payouts/i);
  });

  test("asks for the payout account before the request can be accepted", () => {
    const payouts = "https://bookings.labourtemple.example/payouts?token=x";
    const blocked = sampleSession({ links: { ...facts.links, payouts } });
    const text = seen(sessionMessages.supplier_new_request(blocked));
    expect(text.indexOf("Before you can accept")).toBeLessThan(text.indexOf("Decline"));
    expect(text.indexOf("Before you can accept")).toBeGreaterThan(0);
  });

  test("counts one spot and one person as one", () => {
    const alone = { participants: 1 };
    const english = sessionMessages.supplier_guest_cancelled(sampleSession(alone));
    bothSay(english, "The 1 spot is free again", "1 person");
    const italian = sessionMessages.supplier_guest_cancelled(italianSession(alone));
    bothSay(italian, "Il posto (1 posto) è di nuovo libero", "1 persona");
  });
});

describe("a fact that a message cannot do without", () => {
  test.each<[SessionMessage, string]>([
    ["guest_instant_booking", "paymentDeadline"],
    ["guest_booking_approved", "paymentDeadline"],
    ["supplier_new_booking", "paymentDeadline"],
    ["supplier_new_request", "responseDeadline"],
    ["guest_request_received", "responseDeadline"],
    ["supplier_payout_sent", "transferredAmount"],
    ["hotel_commission_earned", "split"],
    ["hotel_commission_earned", "hotel"],
  ])("%s names %s when it is missing", (name, fact) => {
    const lacking = { ...facts, [fact]: undefined };
    expect(() => sessionMessages[name](lacking)).toThrow(`needs the fact ${fact}`);
  });

  test("a payment's address is not one: the guest's own page leads to it", () => {
    const email = sessionMessages.guest_instant_booking(sampleSession({ paymentUrl: undefined }));
    links(email, "Pay Now", facts.links.booking);
  });
});
