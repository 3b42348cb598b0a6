import { describe, expect, test } from "vitest";
import type { AlertKind } from "../../src/domain/effect.ts";
import { ALERT_WORDS } from "../../src/messages/alert-words.ts";
import { runbookSection, staffAlert } from "../../src/messages/staff-alert.tsx";
import { sampleAlert } from "./sample-facts.ts";

const KINDS = Object.keys(ALERT_WORDS) as AlertKind[];

describe("an alert", () => {
  const email = staffAlert(sampleAlert());

  test("names what happened, the payment and the booking in its subject", () => {
    expect(email.subject).toBe(
      "Needs attention: Refund failed · pi_3QabcDEF0123456789 · Sonic Studio, 3 days from Mon, Dec 7",
    );
  });

  test("goes to staff, and an answer does not go to the guest", () => {
    expect(email.to.email).toBe("staff@labourtemple.example");
    expect(email.replyTo.email).toBe("staff@labourtemple.example");
  });

  test("carries every identifier, the error and the command that finds the story", () => {
    for (const word of [
      "pi_3QabcDEF0123456789",
      "res_room_sonic-studio_0123456789abcdef",
      "LT-7K2MQ4",
      "CA$761.25",
      "ada@example.org",
      "charge_disputed",
      "npm run tail -- pi_3QabcDEF0123456789",
    ]) {
      expect(email.text).toContain(word);
      expect(email.html).toContain(word);
    }
  });

  test("is told on the venue's clock", () => {
    expect(email.text).toContain("Happened: 2026-12-01, 12:00 pm (Vancouver time)");
  });

  test("about money that belongs to no booking does without one", () => {
    const alert = staffAlert(sampleAlert({ kind: "payment-without-booking", booking: undefined }));
    expect(alert.subject).toBe("Needs attention: Payment without booking · pi_3QabcDEF0123456789");
    expect(`${alert.html}${alert.text}`).not.toMatch(/undefined|Guest:/);
  });

  test("without a payment names the reservation", () => {
    const alert = staffAlert(sampleAlert({ payment: undefined }));
    expect(alert.subject).toContain("res_room_sonic-studio_0123456789abcdef");
    expect(alert.text).toContain("npm run tail -- res_room_sonic-studio_0123456789abcdef");
  });

  test("shows hostile text as text and keeps its subject on one line", () => {
    const alert = staffAlert(
      sampleAlert({ detail: "<script>x</script>\nsecond line", payment: "pi_1\r\nBcc: x" }),
    );
    expect(alert.html).not.toContain("<script");
    expect(alert.subject).not.toMatch(/[\r\n]/);
    expect(alert.text).toContain("second line");
  });
});

describe.each(KINDS)("%s", (kind) => {
  const email = staffAlert(sampleAlert({ kind }));

  test("says what to do and where the runbook treats it", () => {
    const { title, what, steps } = ALERT_WORDS[kind];
    expect(steps.length).toBeGreaterThan(1);
    for (const sentence of [title.toUpperCase(), what, ...steps]) {
      expect(email.text).toContain(sentence);
    }
    expect(email.text).toContain(`docs/runbook.md#${kind}`);
    expect(email.tags).toEqual(["staff-alert", kind]);
  });

  test("links to the runbook where it can be read", () => {
    const url = "https://example.org/runbook";
    const linked = staffAlert(sampleAlert({ kind, runbookUrl: url }));
    expect(runbookSection(kind, url)).toBe(`${url}#${kind}`);
    expect(linked.html).toContain(`href="${url}#${kind}"`);
    expect(linked.text).toContain(`${url}#${kind}`);
  });
});
