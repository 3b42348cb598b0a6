import { expect, test } from "vitest";
import { englishOf } from "../../src/domain/english.ts";

test.each([
  ["en-TT", "en-TT"],
  ["en", "en"],
  ["en-CA", "en-CA"],
  ["it-IT", "en-CA"],
  ["enm", "en-CA"],
])("an operator with the locale %s is written about in %s", (locale, english) => {
  expect(englishOf({ locale })).toBe(english);
});
