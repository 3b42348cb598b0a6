import { describe, expect, it } from "vitest";
import { whatsAppNumber } from "../../src/providers/phone-number.ts";

describe("a WhatsApp number", () => {
  it.each([
    ["+16045550199", "+16045550199"],
    [" +1 (604) 555-0199 ", "+16045550199"],
    ["+1.604.555.0199", "+16045550199"],
    ["+39 333 123 4567", "+393331234567"],
    ["0039 333 123 4567", "+393331234567"],
    ["+44 7911 123456", "+447911123456"],
    ["+44 20 7946 0000", "+442079460000"],
    ["+55 11 98765-4321", "+5511987654321"],
  ])("is understood as people write it: %s", (written, number) => {
    expect(whatsAppNumber(written)).toBe(number);
  });

  it.each([
    ["without its country", "604 555 0199"],
    ["of no area", "+1 999 555 0199"],
    ["of no exchange", "+1 604 155 0199"],
    ["too short", "+44 20 7946 00"],
    ["too long", "+1 604 555 01999"],
    ["of no country", "+999 604 555 0199"],
    ["with an extension", "+1 604 555 0199 ext. 5"],
    ["inside other words", "call +1 604 555 0199"],
    ["of letters", "+1 604 CALL NOW"],
    ["that is empty", ""],
    ["that goes on", `+1604555${"0".repeat(100_000)}`],
    ["with markup", "+16045550199<script>"],
  ])("%s is refused", (_what, written) => {
    expect(whatsAppNumber(written)).toBeUndefined();
  });
});
