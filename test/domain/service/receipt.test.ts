import { describe, expect, it } from "vitest";
import {
  isMissed,
  isNews,
  isOnItsWay,
  type ReceiptStatus,
} from "../../../src/domain/service/receipt.ts";

const inOrder: ReceiptStatus[] = [
  "queued",
  "sent",
  "delayed",
  "unknown",
  "undelivered",
  "delivered",
  "failed",
  "read",
  "complained",
];

describe("what is known of a message", () => {
  it("only ever becomes more: each status is news after those before it, and never after itself", () => {
    for (const [at, known] of inOrder.entries()) {
      for (const [later, next] of inOrder.entries()) {
        expect([known, next, isNews(known, next)]).toEqual([known, next, later > at]);
      }
    }
    expect(isNews(undefined, "queued")).toBe(true);
  });

  it("alarms nobody while it is on its way, or when nobody can say", () => {
    expect(inOrder.filter(isMissed)).toEqual(["undelivered", "failed"]);
    expect(inOrder.filter(isOnItsWay)).toEqual(["queued", "sent", "delayed"]);
  });
});
