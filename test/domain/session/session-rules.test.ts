import { describe, expect, test } from "vitest";
import {
  closureReason,
  isOnSessionGrid,
  isWithinRequestHours,
} from "../../../src/domain/session/session-rules.ts";
import { HOUR_MS, MINUTE_MS } from "../venue.ts";
import { requestHours, sessionRules } from "./session-venue.ts";

describe("a closed day", () => {
  test("has its reason, and other days have none", () => {
    expect(closureReason(sessionRules(), "2026-12-26")).toBe("Boxing Day");
    expect(closureReason(sessionRules(), "2026-12-12")).toBeUndefined();
    expect(closureReason(sessionRules(), "constructor")).toBeUndefined();
  });
});

describe("a requested session", () => {
  test("begins on the grid", () => {
    expect(isOnSessionGrid(sessionRules(), "10:45")).toBe(true);
    expect(isOnSessionGrid(sessionRules(), "10:50")).toBe(false);
  });

  test("lies within the hours with its whole length", () => {
    const fits = (time: string) => isWithinRequestHours(requestHours, time, 2 * HOUR_MS);
    expect(["08:45", "09:00", "18:00", "18:15", "23:00"].map(fits)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  test("that takes longer than the hours last is at no time", () => {
    expect(isWithinRequestHours(requestHours, "09:00", 11 * HOUR_MS)).toBe(true);
    expect(isWithinRequestHours(requestHours, "09:00", 11 * HOUR_MS + MINUTE_MS)).toBe(false);
  });
});
