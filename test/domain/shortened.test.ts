import { describe, expect, it } from "vitest";
import { shortened } from "../../src/domain/shortened.ts";

describe("a text that is too long", () => {
  it("is cut so that what is left, with its sign, fits", () => {
    expect(shortened("abcdef", 6)).toBe("abcdef");
    expect(shortened("abcdef", 5)).toBe("abcd…");
    expect(shortened("abc def", 5)).toBe("abc…");
  });

  it.each([3, 4, 5, 6, 7])("is never cut within a character (%i)", (atMost) => {
    const short = shortened("a😀😀😀😀", atMost);
    expect(short.isWellFormed()).toBe(true);
    expect(short.length).toBeLessThanOrEqual(atMost);
  });
});
