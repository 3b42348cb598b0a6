import type { Interval } from "../intervals.ts";
import { overlaps, widen } from "../intervals.ts";
import type { LocalDate } from "../local-time.ts";
import type { SlotDay } from "./slot.ts";

/**
 * The days that somebody else's time stands in the way of, with the buffer kept on both sides.
 * Both gates and the rescue of late payments ask this, and nothing else, about what is taken.
 *
 * @param busyOn everything that touches a date, unbuffered, without the asker's own claims
 */
export function conflictingDays(
  days: readonly SlotDay[],
  busyOn: (date: LocalDate) => readonly Interval[],
  bufferMs: number,
): LocalDate[] {
  return days
    .filter((day) => busyOn(day.date).some((busy) => overlaps(widen(busy, bufferMs), day)))
    .map(({ date }) => date);
}
