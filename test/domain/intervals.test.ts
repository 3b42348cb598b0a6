import fc from "fast-check";
import { expect, test } from "vitest";
import type { Interval } from "../../src/domain/intervals.ts";
import { overlaps, subtract, widen } from "../../src/domain/intervals.ts";

const interval = (startsAt: number, endsAt: number): Interval => ({ startsAt, endsAt });

const intervals = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }))
  .map(([startsAt, length]) => interval(startsAt, startsAt + length));

test("intervals that only touch do not overlap", () => {
  expect(overlaps(interval(0, 10), interval(10, 20))).toBe(false);
  expect(overlaps(interval(10, 20), interval(0, 10))).toBe(false);
  expect(overlaps(interval(0, 11), interval(10, 20))).toBe(true);
  expect(overlaps(interval(0, 30), interval(10, 20))).toBe(true);
});

test("widening moves both ends", () => {
  expect(widen(interval(10, 20), 5)).toEqual(interval(5, 25));
});

test("what is left is in order, whatever the order of what is taken", () => {
  const busy = [interval(60, 70), interval(-5, 10), interval(20, 30), interval(25, 40)];
  expect(subtract(interval(0, 100), busy)).toEqual([
    interval(10, 20),
    interval(40, 60),
    interval(70, 100),
  ]);
});

test("nothing is left of what is taken whole, and all of what is not touched", () => {
  expect(subtract(interval(10, 20), [interval(0, 30)])).toEqual([]);
  expect(subtract(interval(10, 20), [interval(10, 20)])).toEqual([]);
  expect(subtract(interval(10, 20), [interval(0, 10), interval(20, 30)])).toEqual([
    interval(10, 20),
  ]);
});

test("a long interval that began earlier still counts after a short one that began later", () => {
  expect(subtract(interval(0, 100), [interval(10, 90), interval(20, 30)])).toEqual([
    interval(0, 10),
    interval(90, 100),
  ]);
});

test("every instant is either left or taken, never both", () => {
  fc.assert(
    fc.property(intervals, fc.array(intervals, { maxLength: 6 }), (from, busy) => {
      const left = subtract(from, busy);
      for (let instant = from.startsAt; instant < from.endsAt; instant += 1) {
        const moment = interval(instant, instant + 1);
        const isTaken = busy.some((taken) => overlaps(taken, moment));
        expect(left.some((free) => overlaps(free, moment))).toBe(!isTaken);
      }
      for (const free of left) expect(free.endsAt).toBeGreaterThan(free.startsAt);
    }),
  );
});
