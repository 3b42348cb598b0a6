import { describe, expect, it } from "vitest";
import type { EffectDependencies } from "../../src/outbox/handler.ts";
import { refund } from "../../src/outbox/handlers/refund.ts";
import type { Payments } from "../../src/providers/payments.ts";
import { captured, given, opened } from "../domain/given.ts";

const effect = { kind: "refund" as const, key: "cancellation", amount: 100, reason: "" };

function attempt(attempts: number, payments: Partial<Payments>) {
  const dependencies = { payments } as EffectDependencies;
  const reservation = given(opened, captured);
  const attempted = { attempts, unansweredAt: undefined, plannedAt: 0, idempotencyKey: "key" };
  return refund.run(
    { effect, reservation, current: () => reservation, ...attempted },
    dependencies,
  );
}

describe("a refund's second attempt", () => {
  it("keeps its idempotency key when the look before it fails: that answer was not the refund's", async () => {
    const handled = await attempt(2, {
      refunds: () => Promise.resolve({ kind: "unknown", reason: "500", answered: true }),
    });
    expect(handled).toEqual({ kind: "unknown", reason: "500" });
  });

  it("asks for nothing when the first one has arrived after all", async () => {
    const seen = { refund: "re_1", key: "cancellation", amount: 100, status: "succeeded" as const };
    const handled = await attempt(2, {
      refunds: () => Promise.resolve({ kind: "ok", value: [seen] }),
      refund: () => Promise.reject(new Error("a second refund")),
    });
    expect(handled.kind).toBe("ok");
  });

  it("takes a new key when the refund itself was answered with a failure", async () => {
    const handled = await attempt(2, {
      refunds: () => Promise.resolve({ kind: "ok", value: [] }),
      refund: () => Promise.resolve({ kind: "unknown", reason: "500", answered: true }),
    });
    expect(handled).toEqual({ kind: "unknown", reason: "500", answered: true });
  });
});
