import { describe, expect, it } from "vitest";
import { chargeSeen } from "../../src/domain/decide-charge.ts";
import { nothing } from "../../src/domain/decision.ts";
import { decideOnFact } from "../../src/domain/fact.ts";
import { transferMade } from "../../src/domain/session/decide-settlement.ts";
import {
  captured,
  completed,
  confirmed,
  givenSession,
  NOW,
  PAYMENT,
  PRICE,
} from "./session/given-session.ts";

const seen = { payment: PAYMENT, charge: "ch_1" };
const paid = (...more: Parameters<typeof givenSession>) =>
  givenSession(captured, ...confirmed, ...more);
const recorded = [{ type: "ChargeRecorded", charge: "ch_1" }];

describe("the charge behind a payment", () => {
  it("is kept with the capture that names it", () => {
    const capture = { secret: "s", amount: PRICE, currency: "cad", ...seen };
    const free = () => ({ conflicts: [], alternatives: [] });
    const decision = decideOnFact(givenSession(), { type: "captured", ...capture }, free, NOW);
    expect(decision.events[0]).toMatchObject({ type: "PaymentCaptured", charge: "ch_1" });
    expect(decision.events).not.toContainEqual(recorded[0]);
  });

  it("is recorded when something names it later, once", () => {
    expect(chargeSeen(paid(), seen).events).toEqual(recorded);
    expect(chargeSeen(paid({ type: "ChargeRecorded", charge: "ch_1" }), seen)).toEqual(nothing);
  });

  it("of another payment, of none that was captured, or without a name is not recorded", () => {
    expect(chargeSeen(paid(), { payment: "pi_other", charge: "ch_1" })).toEqual(nothing);
    expect(chargeSeen(givenSession(), seen)).toEqual(nothing);
    expect(chargeSeen(paid(), { payment: PAYMENT })).toEqual(nothing);
  });

  it("is learned from the transfer at the latest", () => {
    const made = { transfer: "tr_1", amount: 7200, charge: "ch_1" };
    expect(transferMade(paid(...completed), made).events).toEqual([
      ...recorded,
      { type: "TransferRecorded", amount: 7200, transfer: "tr_1" },
    ]);
  });
});
