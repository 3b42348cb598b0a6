import { describe, expect, test } from "vitest";
import type { ServiceText } from "../../../src/domain/effect.ts";
import { serviceTexts } from "../../../src/messages/service/service-messages.ts";
import { textVariableNames } from "../../../src/messages/service/service-text-variables.ts";
import {
  filledTemplate,
  numberedTemplate,
  SUGGESTED_TEMPLATES,
} from "../../../src/messages/service/suggested-templates.ts";
import { VALUES_MAX } from "../../../src/messages/service/text-variables.ts";
import { sampleTrip } from "./sample-trip.ts";

const names = Object.keys(SUGGESTED_TEMPLATES) as ServiceText[];

describe.each(names)("the words suggested for %s", (name) => {
  const template = SUGGESTED_TEMPLATES[name];
  const { body, variables } = numberedTemplate(template);
  const words = body.split(/\s+/);
  const isVariable = (word: string) => word.includes("{{");

  test("use every variable, by a number that the catalogue can map back", () => {
    expect(variables.toSorted()).toEqual(textVariableNames(name).toSorted());
    const numbers = [...body.matchAll(/\{\{(\d+)\}\}/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(variables.map((_, index) => index + 1));
  });

  test("keep to WhatsApp's rules for templates", () => {
    expect(isVariable(words[0] ?? "")).toBe(false);
    expect(isVariable(words.at(-1) ?? "")).toBe(false);
    for (const [index, word] of words.entries()) {
      expect(isVariable(word) && isVariable(words[index + 1] ?? ""), word).toBe(false);
    }
    const own = words.filter((word) => !isVariable(word));
    expect(own.length).toBeGreaterThan(2 * variables.length);
  });

  test("are short enough with the longest values", () => {
    const fixed = template.replace(/\{\{\w+\}\}/g, "").length;
    expect(fixed + VALUES_MAX).toBeLessThanOrEqual(1_024);
  });

  test("say every value when they are filled in", () => {
    const values = serviceTexts[name](sampleTrip());
    const text = filledTemplate(template, values);
    for (const value of Object.values(values)) expect(text).toContain(value);
    expect(text).not.toMatch(/\{\{|undefined/);
  });
});

test("a value that looks like a pattern is put in as it is", () => {
  expect(filledTemplate("To {{who}}.", { who: "$& $1" })).toBe("To $& $1.");
  expect(filledTemplate("To {{who}}.", {})).toBe("To {{who}}.");
});
