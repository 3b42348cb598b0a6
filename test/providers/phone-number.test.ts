import { describe, expect, it } from "vitest";
import { readPhoneNumber } from "../../src/providers/phone-number.ts";

describe("a phone number", () => {
  it.each([
    ["+16045550199", "+16045550199"],
    [" +1 (604) 555-0199 ", "+16045550199"],
    ["+1.604.555.0199", "+16045550199"],
    ["+39 333 123 4567", "+393331234567"],
    ["0039 333 123 4567", "+393331234567"],
    ["00 39 333 123 4567", "+393331234567"],
    ["(+1) 604 555 0199", "+16045550199"],
    ["+44 7911 123456", "+447911123456"],
    ["+44 20 7946 0000", "+442079460000"],
    ["+55 11 98765-4321", "+5511987654321"],
  ])("is understood as people write it: %s", (written, number) => {
    expect(readPhoneNumber(written)).toEqual({ number });
  });

  const tooShort = /^This number is too short: write all of it/;
  const tooLong = /^This number is too long/;
  const noSuch = "There is no such number in that country: check the digits.";
  const letters = "Write only the number, no letters or words.";

  it.each<[string, string, string | RegExp]>([
    ["without its country", "604 555 0199", /^Begin with \+ and the country code/],
    ["of hyphens only", "-----", /^Begin with \+ and the country code/],
    ["of no area", "+1 999 555 0199", noSuch],
    ["of no exchange", "+1 604 155 0199", noSuch],
    ["with a plus in it", "+1+604 555 0199", noSuch],
    ["too short", "+44 12", tooShort],
    ["too short for its country", "+1 604 555", tooShort],
    ["of a length that its country has not", "+44 20 7946 00", noSuch],
    ["too long", "+1 604 555 01999", tooLong],
    ["of no country", "+999 604 555 0199", "No country has the code +999."],
    ["with an extension", "+1 604 555 0199 ext. 5", letters],
    ["inside other words", "call +1 604 555 0199", letters],
    ["of letters", "+1 604 CALL NOW", letters],
    ["that is empty", "", "The phone number is missing."],
    ["that goes on", `+1604555${"0".repeat(100_000)}`, tooLong],
    ["with markup", "+16045550199<script>", letters],
  ])("%s is refused, and why", (_what, written, words) => {
    const read = readPhoneNumber(written);
    expect("fault" in read && read.fault).toMatch(words);
  });
});
