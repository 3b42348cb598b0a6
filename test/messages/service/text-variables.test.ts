import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ServiceText } from "../../../src/domain/effect.ts";
import { serviceTexts } from "../../../src/messages/service/service-messages.ts";
import {
  SERVICE_TEXT_VARIABLES,
  textVariableNames,
} from "../../../src/messages/service/service-text-variables.ts";
import { templateValue, VALUES_MAX } from "../../../src/messages/service/text-variables.ts";
import { sampleTrip, tripOf } from "./sample-trip.ts";

const names = Object.keys(serviceTexts) as ServiceText[];

/** What WhatsApp refuses as the value of a template's variable, and what would not be JSON. */
function refusal(value: string, atMost: number): string | undefined {
  if (value.trim() === "") return "empty";
  if (/[\n\r\t\v\f\u0085\u2028\u2029]/.test(value)) return "breaks the line";
  if (/\s{5}/.test(value)) return "has more than four spaces in a row";
  if (value.length > atMost) return "is too long";
  if (!value.isWellFormed()) return "has half a character";
  if (/\{\{|\}\}/.test(value)) return "looks like a placeholder";
  return undefined;
}

describe.each(names)("%s", (name) => {
  const variables = SERVICE_TEXT_VARIABLES[name];

  test("has a value for each known name and for no other", () => {
    expect(Object.keys(serviceTexts[name](sampleTrip()))).toEqual(textVariableNames(name));
  });

  test("leaves room for the template's own words within WhatsApp's 1,024 characters", () => {
    const sum = Object.values(variables).reduce((total, { atMost }) => total + atMost, 0);
    expect(sum).toBeLessThanOrEqual(VALUES_MAX);
    expect(1_024 - VALUES_MAX).toBeGreaterThan(250);
  });

  test("has no value above the 250 characters that the provider recommends, no name above 16", () => {
    for (const [variable, { atMost }] of Object.entries(variables)) {
      expect(atMost).toBeLessThanOrEqual(250);
      expect(variable).toMatch(/^[a-z]{1,16}$/);
    }
  });

  test("is never refused, whatever the guest and the catalogue say", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.stringMatching(/^[\s{}\u200b\u2028\ud83d]{0,40}$/),
      fc.constantFrom("", " ", "\t", "a\n\n\n\nb", "a          b", "x".repeat(3_000)),
    );
    fc.assert(
      fc.property(anything, anything, (written, labelled) => {
        const undelivered = { message: labelled, to: labelled, detail: written };
        const values = serviceTexts[name]({
          ...tripOf(written),
          route: labelled,
          format: labelled,
          package: labelled,
          whatsapp: written,
          undelivered,
        });
        for (const [variable, value] of Object.entries(values)) {
          expect(refusal(value, variables[variable]?.atMost ?? 0), variable).toBeUndefined();
        }
      }),
    );
  });

  test("gets no link from anything that a guest wrote", () => {
    const words = Object.values(serviceTexts[name](tripOf("https://evil.example/pay"))).join(" ");
    expect(words).not.toMatch(/https?:\/\/|evil\.example/);
  });
});

describe("a template's value", () => {
  test("reads as it was written", () => {
    expect(templateValue("Zoë O’Brien, 3 bags", 40)).toBe("Zoë O’Brien, 3 bags");
  });

  test("is a dash where there is nothing to see", () => {
    for (const empty of ["", "  \n", "\u200b\u2060", "\u3164"]) {
      expect(templateValue(empty, 40)).toBe("–");
    }
  });

  test("is cut where it gets too long, between characters, and says so", () => {
    expect(templateValue("abcdef", 6)).toBe("abcdef");
    expect(templateValue("abcdefg", 6)).toBe("abcde…");
    expect(templateValue("🚐🚐🚐🚐", 6)).toBe("🚐🚐…");
  });

  test("cannot be taken for another placeholder", () => {
    expect(templateValue("{{1}} {{{2}}}", 40)).toBe("{ {1} } { { {2} } }");
  });
});
