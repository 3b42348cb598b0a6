import { describe, expect, it } from "vitest";
import { backoffMs, STUCK_AFTER_MS } from "../../src/outbox/backoff.ts";

describe("the wait before another attempt", () => {
  it("doubles from one second to five minutes", () => {
    expect([1, 2, 3, 4, 9, 10, 11, 500].map((attempts) => backoffMs(attempts, 0))).toEqual([
      1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000, 300_000,
    ]);
  });

  it("is an hour for what is stuck, and never ends", () => {
    expect(backoffMs(1, STUCK_AFTER_MS - 1)).toBe(1_000);
    expect(backoffMs(1, STUCK_AFTER_MS)).toBe(3_600_000);
    expect(backoffMs(10_000, 1e12)).toBe(3_600_000);
  });

  it("is longer when the provider names a later time", () => {
    expect(backoffMs(1, 0, 60_000)).toBe(60_000);
    expect(backoffMs(9, 0, 60_000)).toBe(256_000);
  });
});
