import { describe, expect, it } from "vitest";
import { heightIn } from "../../src/site/client/widget/height-message.ts";
import { framing } from "../../src/site/framing.ts";

describe("the height that a widget asks for", () => {
  it("is taken from its own kind of message, and rounded up so that nothing is cut off", () => {
    expect(heightIn({ type: "twogate:height", height: 812.3 })).toBe(813);
  });

  it.each([
    undefined,
    null,
    "twogate:height",
    813,
    { height: 813 },
    { type: "other", height: 813 },
    { type: "twogate:height", height: "813" },
    { type: "twogate:height", height: 0 },
    { type: "twogate:height", height: -5 },
    { type: "twogate:height", height: Number.NaN },
    { type: "twogate:height", height: Number.POSITIVE_INFINITY },
    { type: "twogate:height", height: 1_000_000 },
  ])("is not read from %j", (data) => {
    expect(heightIn(data)).toBeUndefined();
  });
});

describe("who may frame a page", () => {
  it("is nobody, said in both ways that browsers know", () => {
    expect(framing()).toEqual({ ancestors: "frame-ancestors 'none'", frameOptions: "DENY" });
  });

  it("is the hotel's own site and ours for its widget", () => {
    expect(framing("https://hotel.example/")).toEqual({
      ancestors: "frame-ancestors 'self' https://hotel.example",
    });
  });
});
