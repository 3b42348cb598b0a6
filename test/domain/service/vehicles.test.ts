import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { VehicleClaim } from "../../../src/domain/service/vehicles.ts";
import { vehiclesFree } from "../../../src/domain/service/vehicles.ts";

const trip = (startsAt: number, endsAt: number, vehicles = 1): VehicleClaim => ({
  startsAt,
  endsAt,
  vehicles,
});

describe("the vehicles that are free for a trip", () => {
  test("are all of them when none is out", () => {
    expect(vehiclesFree(2, [], trip(10, 20))).toBe(2);
  });

  test("are fewer by those that are out at any time of it", () => {
    for (const other of [trip(0, 11), trip(19, 30), trip(12, 13), trip(0, 30), trip(10, 20)]) {
      expect(vehiclesFree(2, [other], trip(10, 20))).toBe(1);
    }
    expect(vehiclesFree(3, [trip(12, 13, 2)], trip(10, 20))).toBe(1);
  });

  test("are not fewer by trips that end when it begins, or begin when it ends", () => {
    expect(vehiclesFree(2, [trip(0, 10), trip(20, 30)], trip(10, 20))).toBe(2);
  });

  test("count one vehicle that makes two trips after one another once", () => {
    expect(vehiclesFree(2, [trip(10, 15), trip(15, 20)], trip(10, 20))).toBe(1);
    expect(vehiclesFree(2, [trip(10, 16), trip(15, 20)], trip(10, 20))).toBe(0);
  });

  test("do not depend on what trips do outside of it", () => {
    const before = [trip(0, 12), trip(0, 9), trip(5, 9)];
    expect(vehiclesFree(2, before, trip(10, 20))).toBe(1);
  });

  test("are not taken by trips that share a vehicle with others", () => {
    expect(vehiclesFree(1, [trip(10, 20, 0), trip(10, 20, 0)], trip(10, 20))).toBe(1);
  });

  test("are none, and never fewer, when there are fewer vehicles than there were", () => {
    expect(vehiclesFree(1, [trip(10, 20, 2)], trip(10, 20))).toBe(0);
  });

  test("are without limit where their number is none", () => {
    expect(vehiclesFree(undefined, [trip(10, 20, 9)], trip(10, 20))).toBe(Infinity);
  });
});

describe("for any trips at all", () => {
  const LAST = 30;
  const trips = fc
    .tuple(fc.nat(LAST - 1), fc.integer({ min: 1, max: 12 }), fc.nat(3))
    .map(([startsAt, length, vehicles]) => trip(startsAt, startsAt + length, vehicles));
  const outAt = (claims: VehicleClaim[], instant: number) =>
    claims
      .filter(({ startsAt, endsAt }) => startsAt <= instant && instant < endsAt)
      .reduce((sum, { vehicles }) => sum + vehicles, 0);
  const instantsOf = ({ startsAt, endsAt }: VehicleClaim) =>
    Array.from({ length: endsAt - startsAt }, (_, index) => startsAt + index);

  test("what is free is what is left at the worst instant", () => {
    fc.assert(
      fc.property(fc.nat(6), fc.array(trips, { maxLength: 8 }), trips, (total, claims, wanted) => {
        const left = instantsOf(wanted).map((instant) => total - outAt(claims, instant));
        expect(vehiclesFree(total, claims, wanted)).toBe(Math.max(0, Math.min(...left)));
      }),
    );
  });

  test("whoever takes only what is free never has more out than there are", () => {
    fc.assert(
      fc.property(fc.nat(5), fc.array(trips, { maxLength: 20 }), (total, wishes) => {
        const taken: VehicleClaim[] = [];
        for (const wish of wishes) {
          if (wish.vehicles <= vehiclesFree(total, taken, wish)) taken.push(wish);
        }
        for (let instant = 0; instant < LAST + 12; instant += 1) {
          expect(outAt(taken, instant)).toBeLessThanOrEqual(total);
        }
      }),
    );
  });

  test("the order of the trips does not matter", () => {
    fc.assert(
      fc.property(fc.array(trips, { maxLength: 8 }), trips, (claims, wanted) => {
        expect(vehiclesFree(6, claims.toReversed(), wanted)).toBe(vehiclesFree(6, claims, wanted));
      }),
    );
  });
});
