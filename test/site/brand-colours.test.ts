import { describe, expect, it } from "vitest";
import { brandColours, contrast } from "../../src/site/brand-colours.ts";

const paper = "#f4ecdc";

describe("the colours of an operator", () => {
  it.each(["#0f6b5c", "#ffd400", "#ffffff", "#000000", "#e07b39", "#7f7f7f", "#00E5FF"])(
    "stay readable, whatever the accent: %s",
    (accent) => {
      const { onAccent, text, textDeep } = brandColours(accent);
      expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4);
      expect(contrast(text, paper)).toBeGreaterThanOrEqual(4.5);
      expect(contrast("#ffffff", text)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(textDeep, paper)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it("are the accent itself where that is readable", () => {
    expect(brandColours("#0f6b5c")).toMatchObject({ accent: "#0f6b5c", text: "#0f6b5c" });
  });

  it("contrast as WCAG reckons it", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 1);
  });
});
