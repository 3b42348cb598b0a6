import type { LocalDate, WallTime } from "../../../domain/local-time.ts";
import type { Alternative } from "../../../domain/room/alternatives.ts";
import {
  type BookingForm,
  type BookingRules,
  type BookingState,
  fieldOf,
  pickedDays,
  picksAreKnown,
} from "../booking-state.ts";
import { endChoices, lengthMinutes, startChoices, timePlus } from "../times.ts";

/** Any change makes the next submission a new attempt and takes back what was said of the field. */
export function edited(
  state: BookingState,
  field: string,
  change: Partial<BookingForm>,
): BookingState {
  return {
    ...state,
    form: { ...state.form, ...change },
    violations: state.violations.filter((violation) => fieldOf(violation.field) !== field),
    problem: undefined,
    attemptKey: undefined,
  };
}

/** Takes over the picked days, unless there are too many. */
export function daysPicked(
  state: BookingState,
  dates: LocalDate[],
  rules: BookingRules,
): BookingState {
  if (dates.length > rules.daysMax) {
    return {
      ...state,
      notice: `One booking has at most ${rules.daysMax} days. Take one out to pick another.`,
    };
  }
  const picked = edited(state, "dates", { dates: [...new Set(dates)].sort() });
  return settleTimes({ ...picked, conflict: undefined, notice: undefined }, rules);
}

/** Takes over the start, with an end as far from it as before, or else the shortest booking. */
export function startPicked(
  state: BookingState,
  start: WallTime | "",
  rules: BookingRules,
): BookingState {
  const next = edited(state, "start", { start });
  if (start === "") return edited(next, "end", { end: "" });
  const ends = endChoices(pickedDays(state), start, rules);
  const { start: before, end } = state.form;
  const length = before !== "" && end !== "" ? lengthMinutes(before, end) : rules.minimumHours * 60;
  const sameLength = timePlus(start, length);
  return edited(next, "end", { end: ends.includes(sameLength) ? sameLength : (ends[0] ?? "") });
}

/** Takes back times that the picked days no longer allow, and says so. */
export function settleTimes(state: BookingState, rules: BookingRules): BookingState {
  const { start, end, dates } = state.form;
  if (start === "" || dates.length === 0 || !picksAreKnown(state)) return state;
  const days = pickedDays(state);
  if (!startChoices(days, rules).includes(start)) {
    return {
      ...edited(edited(state, "start", { start: "" }), "end", { end: "" }),
      notice: "Your time is not free on every day that you picked. Choose another time.",
    };
  }
  if (end === "" || endChoices(days, start, rules).includes(end)) return state;
  return {
    ...edited(state, "end", { end: "" }),
    notice: "Your end time is not free on every day that you picked. Choose another one.",
  };
}

/** Fills in a slot that was offered instead of the one that was taken. */
export function alternativeTaken(
  state: BookingState,
  { dates, start, end }: Alternative,
): BookingState {
  return {
    ...edited(state, "dates", { dates: [...dates].sort(), start, end }),
    violations: [],
    conflict: undefined,
    notice: undefined,
  };
}
