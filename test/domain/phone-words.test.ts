import { describe, expect, it } from "vitest";
import { internationalFault, phoneFault } from "../../src/domain/phone-words.ts";

const TOO_SHORT = /^This number is too short: write all of it with its country code, like \+1 604/;
const TOO_LONG = /^This number is too long: write only one, with its country code, like \+1 604/;
const NO_CODE = /^Begin with \+ and the country code, like \+1 604 555 0142\.$/;
const LETTERS = /^Write only the number, no letters or words\.$/;

describe("what is wrong with any phone number", () => {
  it.each([
    ["", /^The phone number is missing\.$/],
    ["call me", LETTERS],
    ["604 555 0142 ext 5", LETTERS],
    ["604/555/0142", /^A phone number has digits, spaces, \+ \( \) \. and -\.$/],
    ["+44", TOO_SHORT],
    ["1".repeat(41), TOO_LONG],
  ])("%j is said in one sentence", (text, words) => {
    expect(phoneFault(text)).toMatch(words);
  });

  it.each(["12345", "604 555 0142", "+1 (604) 555-0142", "1".repeat(40)])(
    "nothing of %s: how it is written in its country, nobody knows here",
    (text) => {
      expect(phoneFault(text)).toBeUndefined();
    },
  );
});

describe("what is wrong with a number that is called from anywhere", () => {
  it.each([
    ["", /missing/],
    ["call me", LETTERS],
    ["+44 12", TOO_SHORT],
    ["0044 12", TOO_SHORT],
    ["+-----", TOO_SHORT],
    ["+1 604 555 0142 604 555 0142", TOO_LONG],
    ["604 555 0142", NO_CODE],
    ["-----", NO_CODE],
    [".....", NO_CODE],
    ["(((((", NO_CODE],
    ["00000", NO_CODE],
  ])("%j is said in one sentence", (text, words) => {
    expect(internationalFault(text)).toMatch(words);
  });

  it.each(["+1 604 555 0142", "(+1) 604 555 0142", "0039 333 123 4567", "00 39 333 123 4567"])(
    "nothing that can be seen of %s",
    (text) => {
      expect(internationalFault(text)).toBeUndefined();
    },
  );
});
