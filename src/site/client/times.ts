import type { LocalDate, WallTime } from "../../domain/local-time.ts";
import type { DayAvailability } from "../../domain/room/free-time.ts";

/** What the choice of times depends on. */
export interface TimeRules {
  gridMinutes: number;
  minimumHours: number;
}

const minutesIn = (time: WallTime): number => {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
};

const timeAt = (minutes: number): WallTime =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Minutes from `start` to `end` on the wall. */
export const lengthMinutes = (start: WallTime, end: WallTime): number =>
  minutesIn(end) - minutesIn(start);

/** `start` moved by `minutes`. */
export const timePlus = (start: WallTime, minutes: number): WallTime =>
  timeAt(minutesIn(start) + minutes);

/** The times at which a session that a guest asks for may begin: it is over by `closes`. */
export function requestTimes(
  { opens, closes, gridMinutes }: { opens: WallTime; closes: WallTime; gridMinutes: number },
  durationMinutes: number,
): WallTime[] {
  const times: WallTime[] = [];
  // The grid is counted from midnight, as the API counts it.
  const first = Math.ceil(minutesIn(opens) / gridMinutes) * gridMinutes;
  const last = minutesIn(closes) - durationMinutes;
  for (let at = first; at <= last; at += gridMinutes) times.push(timeAt(at));
  return times;
}

/** Start times of one day that leave room for the shortest booking. */
function startsOf(day: DayAvailability, rules: TimeRules): Set<WallTime> {
  const starts = new Set<WallTime>();
  for (const window of day.free) {
    const last = minutesIn(window.end) - rules.minimumHours * 60;
    for (let at = minutesIn(window.start); at <= last; at += rules.gridMinutes) {
      const time = timeAt(at);
      if (day.latestStart === undefined || time <= day.latestStart) starts.add(time);
    }
  }
  return starts;
}

/** Start times that every day allows, in order. No days: none. */
export function startChoices(days: readonly DayAvailability[], rules: TimeRules): WallTime[] {
  const [first, ...others] = days.map((day) => startsOf(day, rules));
  if (first === undefined) return [];
  return [...first].filter((time) => others.every((starts) => starts.has(time))).sort();
}

/** End times that every day allows after `start`, from the shortest booking up. */
export function endChoices(
  days: readonly DayAvailability[],
  start: WallTime,
  rules: TimeRules,
): WallTime[] {
  const closing = days.map((day) => {
    const window = day.free.find((each) => each.start <= start && start < each.end);
    return window === undefined ? 0 : minutesIn(window.end);
  });
  const latest = closing.length === 0 ? 0 : Math.min(...closing);
  const ends: WallTime[] = [];
  const earliest = minutesIn(start) + rules.minimumHours * 60;
  for (let at = earliest; at <= latest; at += rules.gridMinutes) ends.push(timeAt(at));
  return ends;
}

/** A picked day that offers less than the picked days together could: it narrows the choice. */
export interface DayInTheWay {
  date: LocalDate;
  free: { start: WallTime; end: WallTime }[];
}

/** The picked days that rule out a start which another picked day allows, with what they have. */
export function daysInTheWay(days: readonly DayAvailability[], rules: TimeRules): DayInTheWay[] {
  const starts = days.map((day) => startsOf(day, rules));
  const anywhere = new Set(starts.flatMap((each) => [...each]));
  return days
    .filter((_, index) => (starts[index]?.size ?? 0) < anywhere.size)
    .map(({ date, free }) => ({ date, free }));
}
