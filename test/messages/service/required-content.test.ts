import { describe, expect, test } from "vitest";
import { serviceEmails, serviceTexts } from "../../../src/messages/service/service-messages.ts";
import { bothSay, links, neitherSays } from "../session/reading.ts";
import { sampleTrip } from "./sample-trip.ts";

/*
 * One test for each item of "Channels" in the operations document, and after it what that message
 * owes its reader beyond the list.
 */

const facts = sampleTrip();
const DAY = "Saturday, December 12, 2026";

describe("client recap", () => {
  const email = serviceEmails["client-recap"](facts);

  test("booking code", () => bothSay(email, "Booking code", "LT-9C4KWD"));

  test("paid status", () => bothSay(email, "Your payment was successful"));

  test("route", () => bothSay(email, "Route: Vancouver Airport to Whistler"));

  test("where the route ends for this guest, where that was asked", () => {
    const dropOff = "Hotel Alma, 4 Main Street";
    bothSay(serviceEmails["client-recap"](sampleTrip({ dropOff })), `Drop-off: ${dropOff}`);
    neitherSays(email, /Drop-off/);
  });

  test("date", () => bothSay(email, DAY));

  test("pickup time, on a clock that is named", () => {
    bothSay(email, `${DAY} 8:30 am Vancouver Airport, arrivals`);
    expect(email.html).toContain("Pickup · Vancouver time");
    expect(email.text).toContain("PICKUP · VANCOUVER TIME");
  });

  test("pickup place and its details", () => {
    bothSay(email, "Vancouver Airport, arrivals", "Flight AC 8081");
  });

  test("format and package", () => bothSay(email, "Format: Private car", "Package: Scenic stops"));

  test("add-ons", () => bothSay(email, "Child seats: 1", "Ski rack: Yes"));

  test("add-ons when there are none", () => {
    bothSay(serviceEmails["client-recap"](sampleTrip({ extras: [] })), "Add-ons: None");
  });

  test("passengers", () => bothSay(email, "Passengers: 4 passengers"));

  test("total paid, line by line", () => {
    bothSay(email, "Vancouver Airport to Whistler, private car", "CA$420.00", "CA$60.00");
    bothSay(email, "Child seats: 1 × CA$15.00", "Ski rack CA$25.00", "Total CA$520.00");
    expect(email.html).toContain("Payment status: paid");
    expect(email.text).toContain("PAYMENT STATUS: PAID");
  });

  test("refund policy", () => {
    for (const sentence of facts.refundPolicy) bothSay(email, sentence);
  });

  test("reply path: answers reach the owner, whose other ways are there to tap", () => {
    expect(email.replyTo).toEqual({ email: "collins@labourtemple.example", name: "Collins" });
    bothSay(email, "reply to this email and mention LT-9C4KWD", "It reaches Collins directly");
    bothSay(email, "WhatsApp: +16045550143", "Phone: +1 604 555 0142");
    bothSay(email, "Email: collins@labourtemple.example");
    expect(email.html).toContain('href="https://wa.me/16045550143"');
    expect(email.html).toContain('href="tel:+16045550142"');
  });

  test("the guest's own notes", () => {
    bothSay(email, "Two of us have large suitcases.", "Please wait inside.");
  });
});

describe("owner recap", () => {
  const email = serviceEmails["owner-recap"](facts);

  test("guest contacts, ready to tap", () => {
    bothSay(email, "Ada Okafor", "ada@example.org", "+1 604 555 0199", "WhatsApp: +16045550199");
    expect(email.html).toContain('href="mailto:ada@example.org"');
    expect(email.html).toContain('href="tel:+16045550199"');
    expect(email.html).toContain('href="https://wa.me/16045550199"');
    expect(email.replyTo).toEqual({ email: "ada@example.org", name: "Ada Okafor" });
  });

  test("route, and where it ends for this guest", () => {
    bothSay(email, "Route: Vancouver Airport to Whistler");
    const dropOff = "Hotel Alma, 4 Main Street";
    bothSay(serviceEmails["owner-recap"](sampleTrip({ dropOff })), `Drop-off: ${dropOff}`);
    neitherSays(email, /Drop-off/);
  });

  test("service type: format and package", () => {
    bothSay(email, "Service type: Private car · Scenic stops", "Service: Coast Transfers");
  });

  test("add-ons", () => bothSay(email, "Child seats: 1", "Ski rack: Yes"));

  test("notes", () => {
    bothSay(email, "Two of us have large suitcases.", "Please wait inside.");
    const without = serviceEmails["owner-recap"](sampleTrip({ notes: "\n \r\n" }));
    neitherSays(without, /notes/i);
  });

  test("pickup timing, and when the vehicle is back", () => {
    bothSay(email, `${DAY} 8:30 am Vancouver Airport, arrivals Flight AC 8081`);
    bothSay(email, "Vehicle back: 1:30 pm");
    const overnight = sampleTrip({ endsAt: Date.parse("2026-12-13T00:15-07:00") });
    bothSay(serviceEmails["owner-recap"](overnight), "Vehicle back: 12:15 am (Sun, Dec 13)");
  });

  test("operational reference: code, reservation and payment", () => {
    bothSay(email, "Booking code: LT-9C4KWD", "Payment: pi_sample");
    bothSay(email, "Reservation: res_service_coast-transfers_0123456789abcdef");
  });

  test("that a guest has no WhatsApp, and how to reach them then", () => {
    const without = serviceEmails["owner-recap"](sampleTrip({ whatsapp: undefined }));
    bothSay(without, "No WhatsApp: reach them by phone or email");
    expect(without.html).not.toContain("wa.me");
    neitherSays(email, /No WhatsApp/);
  });
});

describe("client follow-up", () => {
  const values = serviceTexts["client-follow-up"](facts);

  test("fast reassurance: who, which booking, where, when, and how to answer", () => {
    expect(values).toEqual({
      guest: "Ada",
      operator: "Labour Temple",
      code: "LT-9C4KWD",
      route: "Vancouver Airport to Whistler",
      date: DAY,
      time: "8:30 am (Vancouver time)",
      pickup: "Vancouver Airport, arrivals, Flight AC 8081",
      reply:
        "write to Collins on WhatsApp at +16045550143 or by email at collins@labourtemple.example",
    });
  });
});

describe("owner dispatch", () => {
  const values = serviceTexts["owner-dispatch"](facts);

  test("the short operational brief", () => {
    expect(values).toEqual({
      code: "LT-9C4KWD",
      guest: "Ada Okafor",
      phone: "+1 604 555 0199 (WhatsApp)",
      passengers: "4 passengers",
      route: "Vancouver Airport to Whistler",
      service: "Private car · Scenic stops",
      date: DAY,
      time: "8:30 am",
      pickup: "Vancouver Airport, arrivals, Flight AC 8081",
      requests:
        "Child seats: 1; Ski rack: Yes; Notes: Two of us have large suitcases. Please wait inside.",
    });
  });

  test("which number answers on WhatsApp, if any", () => {
    const phoneOf = (whatsapp: string | undefined) =>
      serviceTexts["owner-dispatch"](sampleTrip({ whatsapp })).phone;
    expect(phoneOf(undefined)).toBe("+1 604 555 0199 (no WhatsApp)");
    expect(phoneOf("+393331234567")).toBe("+1 604 555 0199 (WhatsApp +393331234567)");
  });

  test("that there is nothing to bring or to know", () => {
    const bare = sampleTrip({ extras: [], notes: undefined });
    expect(serviceTexts["owner-dispatch"](bare).requests).toBe("None");
  });
});

describe("a route that ends where the guest says", () => {
  const dropOff = "x".repeat(120);

  test.each(["client-follow-up", "owner-dispatch"] as const)("is whole in %s", (text) => {
    const route = `Vancouver Airport to Whistler, drop-off: ${dropOff}`;
    expect(serviceTexts[text](sampleTrip({ dropOff })).route).toBe(route);
  });

  test("says no address that could be pressed", () => {
    const { route } = serviceTexts["owner-dispatch"](
      sampleTrip({ dropOff: "https://evil.example" }),
    );
    expect(route).not.toMatch(/https?:/);
  });
});

describe("client refund", () => {
  const reason = "While your payment was on its way, somebody else took that time.";
  const email = serviceEmails["client-refund"](sampleTrip({ reason }));

  test("reason", () => {
    bothSay(email, reason, "Vancouver Airport to Whistler is not booked for you");
    bothSay(serviceEmails["client-refund"](facts), "We could not keep your booking.");
  });

  test("amount: everything, unless the facts say less", () => {
    bothSay(email, "On its way back to you", "CA$520.00");
    const less = serviceEmails["client-refund"](sampleTrip({ refundedAmount: 10_000 }));
    bothSay(less, "CA$100.00");
    neitherSays(less, /CA\$520/);
  });

  test("processing time and where the money goes", () => {
    bothSay(email, "5 to 10 business days", "card or account you paid with");
  });

  test("another time to choose, and the owner to ask", () => {
    links(email, "Choose another time", `${facts.publicUrl}/services/coast-transfers`);
    expect(email.replyTo.email).toBe("collins@labourtemple.example");
    neitherSays(email, /confirmed|You’re booked/);
  });
});

describe("client payment failed", () => {
  const email = serviceEmails["client-payment-failed"](facts);

  test("that the payment failed, that nothing is booked, and of which trip", () => {
    bothSay(email, "Your payment did not go through, nothing is booked", "Nothing is booked");
    bothSay(email, "Vancouver Airport to Whistler", `${DAY} at 8:30 am`, "nothing was charged");
  });

  test("the way to book it again, and the owner to ask", () => {
    links(email, "Choose another time", `${facts.publicUrl}/services/coast-transfers`);
    expect(email.replyTo.email).toBe("collins@labourtemple.example");
    neitherSays(email, /refund|on its way back|You’re booked/i);
  });
});

describe("client cancellation", () => {
  const write = serviceEmails["client-cancellation"];

  test("which booking is cancelled, and why when that is said", () => {
    const email = write(sampleTrip({ reason: "The road is closed by snow." }));
    bothSay(
      email,
      `Your booking of Vancouver Airport to Whistler, ${DAY} at 8:30 am, is cancelled.`,
    );
    bothSay(email, "The road is closed by snow.", "LT-9C4KWD");
  });

  test("a part of the money, and the policy that says why not all", () => {
    const email = write(sampleTrip({ refundedAmount: 26_000 }));
    bothSay(email, "CA$260.00 of the CA$520.00 that was paid is refunded.");
    bothSay(email, "5 to 10 business days", "50% refund up to 24 hours before.");
  });

  test("all of the money, and no policy", () => {
    const email = write(sampleTrip({ refundedAmount: 52_000 }));
    bothSay(email, "All of the CA$520.00 that was paid is refunded.");
    neitherSays(email, /50% refund/);
  });

  test("none of the money, and no promise of any", () => {
    const email = write(facts);
    bothSay(email, "Nothing of the CA$520.00 that was paid is refunded.", "No refund after that.");
    neitherSays(email, /business days/);
  });
});

describe("owner cancellation", () => {
  const write = serviceEmails["owner-cancellation"];

  test("what was cancelled, and that nobody waits", () => {
    bothSay(write(facts), "The booking of Ada Okafor is cancelled", "There is nobody to pick up.");
    bothSay(
      write(facts),
      "LT-9C4KWD",
      "Service type: Private car · Scenic stops",
      "ada@example.org",
    );
  });

  test.each<[vehicles: number | undefined, passengers: number, words: string]>([
    [1, 4, "1 vehicle is free again on"],
    [2, 9, "2 vehicles are free again on"],
    [0, 4, "4 places are free again on"],
    [0, 1, "1 place is free again on"],
    [undefined, 4, "That time is free again, on"],
  ])("what is free again and when: %s vehicles, %s passengers", (vehicles, passengers, words) => {
    const email = write(sampleTrip({ vehicles, passengers }));
    bothSay(email, `${words} ${DAY} from 8:30 am to 1:30 pm.`);
  });

  test("what the guest gets back and was told", () => {
    const email = write(sampleTrip({ refundedAmount: 26_000, reason: "Snow." }));
    bothSay(email, "CA$260.00 of the CA$520.00", "The guest was told: Snow.");
  });
});

describe("owner undelivered, by email", () => {
  const write = serviceEmails["owner-undelivered"];

  test("which message, to whom and why", () => {
    const email = write(facts);
    bothSay(email, "Message: WhatsApp confirmation to the guest", "Sent to: +16045550199");
    bothSay(email, "Why: The number is not on WhatsApp, or cannot be reached there (63024)");
  });

  test("what to do: call the guest, about this trip", () => {
    const email = write(facts);
    bothSay(email, "Please call Ada Okafor", "Call Ada Okafor: +1 604 555 0199.");
    bothSay(email, `${DAY} 8:30 am`, "Vancouver Airport to Whistler");
    expect(email.html).toContain('href="tel:+16045550199"');
    expect(email.subject).toContain("Please call Ada Okafor");
  });

  test("that nothing is urgent when the confirmation email was delivered", () => {
    const undelivered = { message: "client-follow-up", to: "+16045550199", detail: "63024" };
    const email = write(sampleTrip({ undelivered: { ...undelivered, isToldOtherwise: true } }));
    const words = "Their confirmation email was delivered; only WhatsApp failed. Nothing urgent.";
    bothSay(email, words);
    expect(email.subject).toMatch(/^No hurry, Ada Okafor has the email: /);
    neitherSays(email, /[Cc]all Ada|not reached/);
  });

  test("a dispatch that did not arrive is told in full, and nobody has to be called", () => {
    const undelivered = { message: "owner-dispatch", to: "+16045550143", detail: "63016" };
    const email = write(sampleTrip({ undelivered }));
    bothSay(email, "Message: WhatsApp dispatch to you", "approved template", "right number");
    bothSay(email, "Two of us have large suitcases.", "Flight AC 8081", "4 passengers");
    neitherSays(email, /[Cc]all Ada/);
  });

  test.each(["21211", "63003", "63014", "63016", "63024"])("has plain words for %s", (code) => {
    const undelivered = { message: "client-follow-up", to: "+1604", detail: `Twilio ${code}` };
    const { text } = write(sampleTrip({ undelivered }));
    expect(text).toMatch(new RegExp(`Why: [A-Z][^\n\\d]+ \\(${code}\\)\n`));
  });

  test("says the reason once, in words, when the provider says it too", () => {
    const detail = "63024 the number has no WhatsApp";
    const undelivered = { message: "client-follow-up", to: "+1604", detail };
    neitherSays(write(sampleTrip({ undelivered })), /has no WhatsApp/);
  });

  test("names another way to a guest who left no phone number", () => {
    const guest = { ...facts.guest, phone: "" };
    const email = write(sampleTrip({ guest }));
    bothSay(email, "Reach Ada Okafor: ada@example.org.");
    neitherSays(email, /Phone: \s|Call Ada/);
    const { phone } = serviceTexts["owner-dispatch"](sampleTrip({ guest, whatsapp: undefined }));
    expect(phone).toBe("No phone number (no WhatsApp)");
  });

  test("repeats the provider's words where it has none of its own", () => {
    const told = { message: "some-new-message", to: "+1604", detail: "99999 Odd" };
    bothSay(
      write(sampleTrip({ undelivered: told })),
      "Message: some-new-message",
      "Why: 99999 Odd",
    );
    const silent = { message: "client-recap", to: "a@example.org", detail: "" };
    bothSay(write(sampleTrip({ undelivered: silent })), "Why: The provider gave no reason");
  });

  test("needs to be told what did not arrive", () => {
    expect(() => write(sampleTrip({ undelivered: undefined }))).toThrow("the fact undelivered");
  });
});

describe("owner undelivered, by WhatsApp", () => {
  const write = serviceTexts["owner-undelivered-text"];

  test("which email, to whom, why, for which trip, and whom to call", () => {
    const undelivered = { message: "client-recap", to: "ada@example.org", detail: "user unknown" };
    expect(write(sampleTrip({ undelivered }))).toEqual({
      code: "LT-9C4KWD",
      message: "Confirmation email to the guest",
      to: "ada@example.org",
      reason: "user unknown",
      trip: "Vancouver Airport to Whistler, Sat, Dec 12, 8:30 am",
      todo: "Call Ada Okafor: +1 604 555 0199.",
    });
  });

  test("says that nothing is urgent when the guest's WhatsApp was delivered", () => {
    const undelivered = { message: "client-recap", to: "ada@example.org", detail: "user unknown" };
    const { todo } = write(sampleTrip({ undelivered: { ...undelivered, isToldOtherwise: true } }));
    expect(todo).toBe(
      "Their WhatsApp confirmation was delivered; only the email failed. Nothing urgent.",
    );
  });

  test("says what to check when it was the owner's own", () => {
    const undelivered = { message: "owner-recap", to: "collins@x.example", detail: "full" };
    const { message, todo } = write(sampleTrip({ undelivered }));
    expect(message).toBe("Booking email to you");
    expect(todo).toMatch(/^Check that we have your right number and address/);
  });
});
