/** A stretch of time in UTC epoch milliseconds, half-open: `[startsAt, endsAt)`. */
export interface Interval {
  startsAt: number;
  endsAt: number;
}

/** True when the two share time. Intervals that only touch do not. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

/** The interval made longer by `ms` on both sides. */
export function widen(interval: Interval, ms: number): Interval {
  return { startsAt: interval.startsAt - ms, endsAt: interval.endsAt + ms };
}

/** What remains of `from` without `busy` (in any order, overlapping or not), in order of time. */
export function subtract(from: Interval, busy: readonly Interval[]): Interval[] {
  const inOrder = busy
    .filter((taken) => overlaps(taken, from))
    .sort((a, b) => a.startsAt - b.startsAt);
  const free: Interval[] = [];
  let startsAt = from.startsAt;
  for (const taken of inOrder) {
    if (taken.startsAt > startsAt) free.push({ startsAt, endsAt: taken.startsAt });
    startsAt = Math.max(startsAt, taken.endsAt);
  }
  if (startsAt < from.endsAt) free.push({ startsAt, endsAt: from.endsAt });
  return free;
}
