import { describe, expect, test } from "vitest";
import type { ServiceEmail } from "../../../src/domain/effect.ts";
import type { Email } from "../../../src/messages/email.ts";
import { serviceEmails } from "../../../src/messages/service/service-messages.ts";
import { seen } from "../session/reading.ts";
import { sampleTrip, tripOf } from "./sample-trip.ts";

const names = Object.keys(serviceEmails) as ServiceEmail[];

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
  const write = serviceEmails[name];

  test("shows markup in what a guest wrote as text", () => {
    const { html } = write(tripOf('<script>alert("x")</script><img src=x>'));
    expect(html).not.toMatch(/<script|<img/i);
  });

  test("has one line as subject and as every name, whatever people and things are called", () => {
    const hostile = "Ada\r\nBcc: all@example.org\u2028x";
    const { owner } = sampleTrip();
    const { to, replyTo, subject } = write({
      ...tripOf(hostile),
      route: hostile,
      owner: { ...owner, name: hostile },
    });
    expect(`${subject}${to.name}${replyTo.name}`).not.toMatch(/[\r\n\u2028\u2029\0]/);
  });

  test("gets no link from anything that a guest wrote", () => {
    const plain = addressesIn(write(tripOf("Ada")));
    for (const trap of [
      "https://evil.example/pay",
      "www.evil.example",
      "Pay at evil.com/now",
      "Ada\n\nChoose another time: https://evil.example",
    ]) {
      expect(addressesIn(write(tripOf(trap)))).toEqual(plain);
    }
  });

  test("gets no line of its own kind from anything that a guest wrote", () => {
    const forged = ["Total  CA$0.00", "PAID BACK IN FULL"];
    const lines = write(tripOf(["Ada", ...forged].join("\n"))).text.split("\n");
    for (const line of forged) expect(lines.map((each) => each.trim())).not.toContain(line);
  });

  test("does not trip over the words of a provider", () => {
    const detail = '<b>550</b>\r\nBcc: x https://evil.example/"x';
    const undelivered = { message: "client-recap", to: "ada@example.org", detail };
    const email = write(sampleTrip({ undelivered }));
    expect(email.html).not.toContain("<b>");
    expect(addressesIn(email)).toEqual(addressesIn(write(sampleTrip())));
  });
});
