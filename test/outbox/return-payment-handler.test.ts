import { describe, expect, it } from "vitest";
import type { SessionEffectDependencies } from "../../src/outbox/handler.ts";
import { returnPayment } from "../../src/outbox/handlers/return-payment.ts";
import type { Payments } from "../../src/providers/payments.ts";
import {
  captured,
  confirmed,
  givenSession,
  linkOpened,
  NOW,
} from "../domain/session/given-session.ts";

const AMOUNT = 9_000;
const effectOf = (payment: string) => ({
  kind: "return-payment" as const,
  payment,
  amount: AMOUNT,
});
const taken = (payment: string) =>
  ({ type: "SecondPaymentTaken", payment, amount: AMOUNT, at: NOW }) as const;
const reservation = givenSession(linkOpened, captured, ...confirmed, taken("pi_2"), taken("pi_3"));

/** What staff's item about it is called when its refund is refused for good, with a code. */
async function itemOf(payment: string, code: string): Promise<string[]> {
  const effect = effectOf(payment);
  const payments: Partial<Payments> = {
    refunds: () => Promise.resolve({ kind: "ok", value: [] }),
    refund: () => Promise.resolve({ kind: "permanent", reason: `400 ${code}`, code }),
  };
  const once = { attempts: 1, unansweredAt: undefined, plannedAt: NOW, idempotencyKey: payment };
  const handled = await returnPayment.run(
    { effect, reservation, current: () => reservation, ...once },
    { payments } as SessionEffectDependencies,
  );
  if (handled.kind !== "permanent") throw new Error(`it is ${handled.kind}`);
  const decision = returnPayment.giveUp?.(reservation, effect, handled.reason, NOW, handled.code);
  return (decision?.events ?? []).flatMap((event) =>
    event.type === "ItemOpened" ? event.key : [],
  );
}

describe("second payments that are refused for good", () => {
  it("are each an item of their own, whatever the provider calls the reason", async () => {
    expect(await itemOf("pi_2", "resource_missing")).toEqual(["refund-failed/pi_2"]);
    expect(await itemOf("pi_3", "resource_missing")).toEqual(["refund-failed/pi_3"]);
  });

  it("are not to be paid another way while the bank holds them", async () => {
    expect(await itemOf("pi_2", "disputed")).toEqual(["refund-disputed/pi_2"]);
  });
});
