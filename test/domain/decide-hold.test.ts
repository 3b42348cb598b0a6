import { describe, expect, it } from "vitest";
import { decideHold, giveBack, paymentOpened, releaseHold } from "../../src/domain/decide-hold.ts";
import { captured, given, held, nothingTold, opened, PAYMENT, released, told } from "./given.ts";

const free = {
  conflicts: [],
  alternatives: () => [],
  liveHolds: { byEmail: { holds: 0, units: 0 }, byAddress: { holds: 0, units: 0 } },
  caps: { perEmail: 3, perAddress: 20, unitsMax: 10 },
};
const live = (email: [number, number], address: [number, number]) => ({
  byEmail: { holds: email[0], units: email[1] },
  byAddress: { holds: address[0], units: address[1] },
});

describe("a hold", () => {
  it("of free days opens a payment, and ends by itself", () => {
    const result = decideHold(held, free);
    if (!result.ok) throw new Error(result.refusal.reason);
    expect(told(result.decision)).toEqual({
      events: ["Held"],
      effects: ["open-payment", "end-hold"],
      withdrawn: [],
    });
    expect(result.decision.effects[1]?.dueAt).toBe(held.holdExpiresAt);
  });

  it("of taken days is refused with the days and with alternatives", () => {
    const alternatives = [{ dates: ["2026-12-14"], start: "09:00", end: "12:00" }];
    const view = { ...free, conflicts: ["2026-12-08"], alternatives: () => alternatives };
    expect(decideHold(held, view)).toEqual({
      ok: false,
      refusal: { reason: "slot-taken", conflicts: ["2026-12-08"], alternatives },
    });
  });

  it.each([
    [live([3, 3], [0, 0]), "email"],
    [live([4, 4], [99, 99]), "email"],
    [live([2, 2], [20, 20]), "address"],
    [live([1, 9], [1, 9]), "email"],
    [live([0, 0], [3, 29]), "address"],
  ])("is refused to who holds too much already: %j", (liveHolds, by) => {
    expect(decideHold(held, { ...free, liveHolds })).toEqual({
      ok: false,
      refusal: { reason: "too-many-holds", by },
    });
  });

  it("is given to who holds less than the caps, in holds and in days", () => {
    for (const liveHolds of [live([2, 8], [19, 28]), live([1, 8], [3, 28])]) {
      expect(decideHold(held, { ...free, liveHolds }).ok).toBe(true);
    }
  });
});

describe("a payment that was opened", () => {
  const answer = { payment: PAYMENT, secret: "s" };

  it("belongs to its hold", () => {
    expect(told(paymentOpened(given(), answer))).toEqual({
      ...nothingTold,
      events: ["PaymentOpened"],
    });
  });

  it("is closed when its hold has ended meanwhile", () => {
    expect(told(paymentOpened(given(released), answer))).toEqual({
      events: ["PaymentOpened"],
      effects: ["close-payment"],
      withdrawn: [],
    });
  });

  it("a second time changes nothing", () => {
    expect(told(paymentOpened(given(opened), answer))).toEqual(nothingTold);
  });
});

describe("the end of a hold", () => {
  it("releases what is unpaid", () => {
    expect(told(releaseHold(given(opened), "expired"))).toEqual({
      events: ["HoldReleased"],
      effects: [],
      withdrawn: ["end-hold"],
    });
  });

  it.each([
    ["paid", given(opened, captured)],
    ["released", given(opened, released)],
  ])("is nothing to what is %s", (_what, reservation) => {
    expect(told(releaseHold(reservation, "expired"))).toEqual(nothingTold);
    expect(told(giveBack(reservation))).toEqual(nothingTold);
  });

  it("that the guest asks for comes now, the provider asked first", () => {
    const decision = giveBack(given(opened));
    expect(told(decision)).toEqual({ ...nothingTold, effects: ["end-hold"] });
    expect(decision.effects[0]).toEqual({
      effect: { kind: "end-hold", reason: "given-back" },
      again: true,
    });
  });
});
