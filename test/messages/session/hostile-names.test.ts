import { describe, expect, test } from "vitest";
import type { SessionMessage } from "../../../src/domain/effect.ts";
import type { Email } from "../../../src/messages/email.ts";
import { sessionMessages } from "../../../src/messages/session/session-messages.ts";
import { harmless } from "../../../src/messages/session/session-words.ts";
import type { SessionFacts } from "../../../src/messages/session-facts.ts";
import { seen } from "./reading.ts";
import { italianSession, sampleSession } from "./sample-session.ts";

const names = Object.keys(sessionMessages) as SessionMessage[];

function named(name: string, base: () => SessionFacts = sampleSession): SessionFacts {
  const facts = base();
  return { ...facts, guest: { ...facts.guest, name, phone: `+1 604 555 0199 ${name}` } };
}

/** Every address that a mail client could make a link of, marked up or bare. */
function addressesIn(email: Email): string[] {
  const marked = [...email.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? "");
  const bare = [seen(email), email.text].flatMap(
    (text) =>
      text.match(/(?:https?:\/\/|www\.)[^\s,]+|[\w-]+\.(?:example|com|org)\b[^\s,]*/g) ?? [],
  );
  return [...new Set([...marked, ...bare])].sort();
}

describe.each(names)("%s", (name) => {
  test("shows markup in a guest's name as text", () => {
    const { html } = sessionMessages[name](named('<script>alert("x")</script><img src=x>'));
    expect(html).not.toMatch(/<script|<img/i);
  });

  test("has one line as subject and as every name, whatever people are called", () => {
    const facts = named("Ada\r\nBcc: all@example.org\u2028x");
    const { to, replyTo, subject } = sessionMessages[name]({
      ...facts,
      experienceName: "Kayak\r\nBcc: all@example.org",
      supplier: { ...facts.supplier, name: "Crew\r\nBcc: all@example.org" },
      hotel: {
        slug: "hotel-alma",
        name: "Hotel\r\nBcc: all@example.org",
        email: "desk@hotel-alma.example",
      },
    });
    expect(`${subject}${to.name}${replyTo.name}`).not.toMatch(/[\r\n\u2028\u2029\0]/);
  });

  test.each([sampleSession, italianSession])("gets no link from a guest's name (%#)", (base) => {
    const plain = sessionMessages[name](named("Ada", base));
    for (const trap of [
      "https://evil.example/pay",
      "www.evil.example",
      "Pay at evil.com/now",
      "Ada\n\nPay Now: https://evil.example",
    ]) {
      expect(addressesIn(sessionMessages[name](named(trap, base)))).toEqual(addressesIn(plain));
    }
  });

  test("gets no line of text from a guest's name", () => {
    const lines = sessionMessages[name](named("Ada\nPAID\n  Total  CA$0.00")).text.split("\n");
    expect(lines.length).toBe(sessionMessages[name](named("Ada")).text.split("\n").length);
  });
});

describe("a name that is fit for anybody's eyes", () => {
  test("reads as it was written", () => {
    expect(harmless("Zoë  O’Brien-Núñez ")).toBe("Zoë O’Brien-Núñez");
    expect(harmless("Dr. Ada Okafor")).toBe("Dr. Ada Okafor");
  });

  test("has nothing in it that turns the order of letters around", () => {
    expect(harmless("Ada\u202e!\u2066x")).toBe("Ada!x");
  });
});

test("a guest's email address adds nothing to the letter that is written to it", () => {
  const facts = sampleSession();
  const guest = { ...facts.guest, email: 'ada@example.org?bcc=all@example.org&body="x' };
  const { html } = sessionMessages.supplier_booking_confirmed({ ...facts, guest });
  const [, href] = html.match(/href="(mailto:ada[^"]*)"/) ?? [];
  expect(href).toBe("mailto:ada@example.org%3Fbcc%3Dall@example.org%26body%3D%22x");
});
