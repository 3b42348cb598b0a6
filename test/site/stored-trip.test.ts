import { describe, expect, it } from "vitest";
import { firstForm, restoredTrip } from "../../src/site/client/service/stored-trip.ts";
import { filledTrip } from "./filled-trip.ts";
import { sampleTransport as service } from "./sample-service.ts";

const here = { now: 1_000, isBack: false };
const checkout = {
  attemptKey: "key-1",
  expiresAt: 2_000,
  reservation: "res_service_airport-whistler_0123456789abcdef",
  session: "cs_test_1",
};
const stored = {
  form: filledTrip,
  step: "review",
  reached: "review",
  attemptKey: "key-1",
} as const;

describe("a trip at its beginning", () => {
  it("has chosen nothing that costs: only the least of passengers, and the package without a price", () => {
    const form = firstForm(service);
    expect([form.route, form.format, form.place]).toEqual(["", "", ""]);
    expect([form.package, form.passengers]).toEqual(["direct", "1"]);
  });

  it("makes the choice where there is none", () => {
    const [route] = service.routes;
    const form = firstForm({ ...service, routes: route === undefined ? [] : [route] });
    expect(form.route).toBe("airport-whistler");
  });
});

describe("a trip that this tab remembers", () => {
  it("is there again with its step and its attempt", () => {
    const state = restoredTrip(service, { ...stored, step: "guest" }, here);
    expect([state.form, state.step, state.reached, state.attemptKey, state.isBack]).toEqual([
      filledTrip,
      "guest",
      "review",
      "key-1",
      false,
    ]);
  });

  it("leads to the same payment again while the trip is kept", () => {
    const state = restoredTrip(service, { ...stored, checkout }, { now: 1_999, isBack: true });
    expect([state.attemptKey, state.checkout, state.isBack]).toEqual(["key-1", checkout, true]);
  });

  it("is a new attempt once it is not kept any more", () => {
    const state = restoredTrip(service, { ...stored, checkout }, { now: 2_000, isBack: true });
    expect([state.attemptKey, state.checkout, state.isBack]).toEqual([undefined, undefined, true]);
    expect(state.form).toEqual(filledTrip);
  });

  it("is a new attempt, too, when it was remembered without what it can be given up by", () => {
    const old = { attemptKey: "key-1", expiresAt: 2_000 } as typeof checkout;
    const state = restoredTrip(service, { ...stored, checkout: old }, { now: 1, isBack: true });
    expect([state.attemptKey, state.checkout]).toEqual([undefined, undefined]);
  });

  it("is told to be unpaid also when the guest went back without pressing cancel", () => {
    expect(restoredTrip(service, { ...stored, checkout }, here).isBack).toBe(true);
  });

  it("opens no step that does not exist, or was never reached", () => {
    const plain = { ...service, extras: [] };
    expect(restoredTrip(plain, { ...stored, step: "extras" }, here).step).toBe("route");
    expect(restoredTrip(service, { ...stored, reached: "format" }, here).step).toBe("format");
  });
});

it("who comes back without a memory of the trip begins again, and is told so", () => {
  const state = restoredTrip(service, undefined, { now: 0, isBack: true });
  expect([state.step, state.reached, state.isBack]).toEqual(["route", "route", true]);
});
