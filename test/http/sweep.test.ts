import { expect, it } from "vitest";
import { experimental_readRawConfig } from "wrangler";
import { crons } from "../../src/http/sweep.ts";

it("has exactly the document's four crons, and wrangler.toml fires each of them", () => {
  const { rawConfig } = experimental_readRawConfig({ config: "wrangler.toml" });
  expect(rawConfig.triggers?.crons?.toSorted()).toEqual(Object.keys(crons).toSorted());
  expect(crons).toEqual({
    "0 * * * *": "expire-pending-reservations",
    "*/15 * * * *": "expire-unpaid-reservations",
    "0 10 * * *": "send-completion-checks",
    "0 2 * * *": "auto-complete-bookings",
  });
});
