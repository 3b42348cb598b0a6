import { describe, expect, test } from "vitest";
import type { FailureReason } from "../../src/domain/reservation.ts";
import type { Email } from "../../src/messages/email.ts";
import { guestCancellation } from "../../src/messages/guest-cancellation.tsx";
import { guestConfirmation } from "../../src/messages/guest-confirmation.tsx";
import { guestRefund } from "../../src/messages/guest-refund.tsx";
import { bookedDay, offers, sampleFacts } from "./sample-facts.ts";

/** What a reader of the HTML sees, as one line. */
function seen({ html }: Email): string {
  return html
    .replace(/<head>.*<\/head>/s, " ")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");
}

function bothSay(email: Email, ...words: string[]): void {
  const text = email.text.replace(/\s+/g, " ");
  for (const word of words) {
    expect(seen(email)).toContain(word);
    expect(text).toContain(word);
  }
}

describe("the confirmation", () => {
  const email = guestConfirmation(sampleFacts());

  test("goes from the venue's sender to the guest, and replies reach people", () => {
    expect(email.to).toEqual({ email: "ada@example.org", name: "Ada Okafor" });
    expect(email.from.email).toBe("bookings@labourtemple.example");
    expect(email.replyTo.email).toBe("admin@labourtemple.example");
  });

  test("names room and time and code in its subject", () => {
    expect(email.subject).toBe("Booked: Sonic Studio, 3 days from Mon, Dec 7 (LT-7K2MQ4)");
    const oneDay = guestConfirmation(sampleFacts({ days: [bookedDay("2026-12-07")] }));
    expect(oneDay.subject).toBe("Booked: Sonic Studio, Mon, Dec 7, 9:00 am – 12:00 pm (LT-7K2MQ4)");
  });

  test("says every date and time, and whose clock they are on", () => {
    bothSay(email, "Monday, December 7, 2026", "Tuesday, December 8, 2026");
    bothSay(email, "Thursday, December 10, 2026", "9:00 am – 12:00 pm");
    expect(seen(email)).toContain("Vancouver time");
    expect(email.text).toContain("WHEN (VANCOUVER TIME)");
  });

  test("says room, place, code, every price line, total, people, answers and notes", () => {
    bothSay(email, "Sonic Studio", "1912 Temple Street", "LT-7K2MQ4");
    bothSay(email, "3 h × CA$95.00 × 3 days", "CA$855.00", "-CA$213.75", "Total CA$761.25");
    bothSay(email, "4 people", "Podcast or show name: The Picket Line", "We bring a harp.");
  });

  test("says the refund policy, how to change the booking and where to see it", () => {
    for (const sentence of sampleFacts().refundPolicy) bothSay(email, sentence);
    bothSay(email, "reply to this email or call +1 604 555 0142");
    expect(email.html).toContain('href="https://bookings.labourtemple.example/bookings/');
    expect(email.text).toContain("https://bookings.labourtemple.example/bookings/");
  });

  test("brings the calendar file", () => {
    expect(email.attachments.map(({ filename }) => filename)).toEqual(["booking-LT-7K2MQ4.ics"]);
  });

  test("leaves out what there is not", () => {
    const { operator } = sampleFacts();
    const bare = guestConfirmation(
      sampleFacts({
        operator: { ...operator, phone: undefined, brand: undefined },
        extras: undefined,
        notes: undefined,
        bookingUrl: undefined,
      }),
    );
    expect(`${bare.html}${bare.text}`).not.toMatch(/undefined|null|Notes|See your booking|or call/);
  });
});

describe("the refund notice", () => {
  const email = guestRefund(sampleFacts({ reason: "slot-taken", alternatives: offers }));

  test("says that nothing is booked, that all the money comes back, and when", () => {
    bothSay(
      email,
      "none of your 3 days in Sonic Studio is booked",
      "CA$761.25, everything you paid,",
    );
    bothSay(email, "5 to 10 business days");
    expect(email.subject).toContain("Not booked, money returned: Sonic Studio");
  });

  test.each<[FailureReason, string]>([
    ["slot-taken", "somebody else took that time"],
    ["slot-passed", "too late"],
    ["availability-check-failed", "could not reach the room’s calendar"],
    ["calendar-write-failed", "could not enter your booking"],
    ["refunded-outside", "was returned"],
  ])("says %s in plain words", (reason, words) => {
    const told = guestRefund(sampleFacts({ reason }));
    bothSay(told, words);
    expect(`${told.html}${told.text}`).not.toContain(reason);
  });

  test("has words for a reason that it does not know, and never repeats it", () => {
    for (const reason of ["constructor", "<b>bug</b>", undefined]) {
      bothSay(guestRefund(sampleFacts({ reason })), "We could not keep your booking.");
    }
  });

  test("offers each alternative with a link that fills it in", () => {
    bothSay(email, "Same days, 1:15 pm – 4:15 pm");
    bothSay(email, "Mon, Dec 14 · Tue, Dec 15 · Thu, Dec 17, 9:00 am – 12:00 pm");
    const link =
      "https://bookings.labourtemple.example/rooms/sonic-studio?dates=2026-12-14,2026-12-15,2026-12-17&start=09:00&end=12:00";
    expect(email.text).toContain(link);
    expect(email.html).toContain(`href="${link.replaceAll("&", "&amp;")}"`);
  });

  test("says nothing of alternatives when there are none", () => {
    const none = guestRefund(sampleFacts({ reason: "slot-taken", alternatives: [] }));
    expect(`${none.html}${none.text}`).not.toMatch(/still free/i);
  });

  test("of a single day names the room and does not count days", () => {
    const one = guestRefund(sampleFacts({ days: [bookedDay("2026-12-07")], reason: "slot-taken" }));
    bothSay(one, "Sonic Studio is not booked for you");
  });
});

describe("the cancellation", () => {
  test("says what is refunded of what was paid, and when it arrives", () => {
    const email = guestCancellation(sampleFacts({ refundedAmount: 38_063 }));
    bothSay(email, "CA$380.63 of the CA$761.25 you paid is refunded.", "5 to 10 business days");
    bothSay(email, "50% refund up to 24 hours before.");
  });

  test("says so when everything is refunded, and then does not quote the policy", () => {
    const email = guestCancellation(sampleFacts({ refundedAmount: 76_125 }));
    bothSay(email, "All of the CA$761.25 you paid is refunded.");
    expect(email.text).not.toContain("50% refund");
  });

  test("says so when nothing is refunded, and promises no money", () => {
    const email = guestCancellation(sampleFacts());
    bothSay(email, "Nothing of the CA$761.25 you paid is refunded.");
    expect(email.text).not.toContain("business days");
  });

  test("names the days that are free again and the words that staff gave", () => {
    const email = guestCancellation(sampleFacts({ reason: "The boiler failed." }));
    bothSay(email, "Monday, December 7, 2026", "is cancelled. The boiler failed.");
    expect(email.subject).toBe("Cancelled: Sonic Studio, 3 days from Mon, Dec 7 (LT-7K2MQ4)");
  });
});

describe("every message to a guest", () => {
  const hostile = '<script>alert("x")</script>';
  const messages = [guestConfirmation, guestRefund, guestCancellation];

  test.each(messages)("%o shows hostile text as text", (message) => {
    const email = message(
      sampleFacts({
        customer: { name: hostile, email: "ada@example.org" },
        notes: hostile,
        extras: [{ label: "Show", value: hostile }],
        reason: hostile,
        bookable: { kind: "room", slug: "x", name: 'Room "><img src=x>' },
      }),
    );
    expect(email.html).not.toMatch(/<script|<img/i);
  });

  test.each(messages)(
    "%o has one line as subject and as name, whatever the guest is called",
    (message) => {
      const email = message(
        sampleFacts({
          customer: { name: "Ada\r\nBcc: all@example.org\u2028x", email: "ada@example.org" },
          bookable: { kind: "room", slug: "x", name: "Sonic\r\nSubject: free" },
        }),
      );
      const header = `${email.subject}${email.to.name}`;
      expect(header).not.toMatch(/[\r\n\u2028\u2029\0]/);
      expect(email.to.name).toBe("Ada Bcc: all@example.org x");
    },
  );

  test.each(messages)("%o says the same for the same facts and loads nothing", (message) => {
    const email = message(sampleFacts());
    expect(message(sampleFacts())).toEqual(email);
    expect(email.html).toMatch(/^<!doctype html><html lang="en-CA">/);
    expect(email.html).not.toMatch(/<link|<style|src=|url\(/);
    expect(email.text).not.toMatch(/<[a-z]/);
  });
});
