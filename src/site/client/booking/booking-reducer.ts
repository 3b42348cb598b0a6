import type { DayAvailability } from "../../../domain/room/free-time.ts";
import type { Problem, QuoteAnswer } from "../api.ts";
import {
  type BookingAction,
  type BookingForm,
  type BookingRules,
  type BookingState,
  fieldOf,
  type Hold,
  violationsOf,
} from "../booking-state.ts";
import { sayProblem } from "../problem-words.ts";
import { alternativeTaken, daysPicked, edited, settleTimes, startPicked } from "./slot-choice.ts";

/**
 * The booking form as a state machine. Pure: no clock, no network, no storage.
 * `rules` are those of the room that the page is about.
 */
export const bookingReducer =
  (rules: BookingRules) =>
  (state: BookingState, action: BookingAction): BookingState => {
    switch (action.type) {
      case "restored":
        return restored(state, action);
      case "answered":
        return edited(state, action.field, { [action.field]: action.value });
      case "extra-answered":
        return edited(state, `extras.${action.id}`, {
          extras: { ...state.form.extras, [action.id]: action.value },
        });
      case "field-left":
        return state.touched.includes(action.field)
          ? state
          : { ...state, touched: [...state.touched, action.field] };
      case "days-picked":
        return daysPicked(state, action.dates, rules);
      case "start-picked":
        return startPicked(state, action.start, rules);
      case "end-picked":
        return edited(state, "end", { end: action.end });
      case "alternative-taken":
        return alternativeTaken(state, action.alternative);
      case "month-asked":
        return withMonth(state, action.month, "loading");
      case "month-failed":
        return withMonth(state, action.month, "failed");
      case "month-forgotten": {
        const { [action.month]: _forgotten, ...months } = state.months;
        return { ...state, months };
      }
      case "month-arrived":
        return settleTimes(
          { ...withMonth(state, action.month, "ready"), days: withDays(state.days, action.days) },
          rules,
        );
      case "quote-cleared":
        return { ...state, quote: { state: "none" } };
      case "quote-asked":
        return { ...state, quote: { state: "asking", previous: lastQuote(state) } };
      case "quote-arrived":
        return { ...state, quote: { state: "ready", quote: action.quote } };
      case "quote-refused":
        return quoteRefused(state, action.problem);
      case "quote-failed":
        return {
          ...state,
          quote: { state: "failed", message: "The price did not arrive. Check your connection." },
        };
      case "checked":
        return { ...state, violations: action.violations, problem: undefined };
      case "submitted":
        return {
          ...state,
          phase: "submitting",
          attemptKey: action.attemptKey,
          violations: [],
          problem: undefined,
          conflict: undefined,
          notice: undefined,
        };
      case "held":
        return {
          ...state,
          phase: "paying",
          hold: action.hold,
          attemptKey: undefined,
          problem: undefined,
        };
      case "refused":
        return refused(state, action.problem);
      case "lost":
        return {
          ...state,
          phase: "filling",
          problem:
            "We could not reach the booking desk, so nothing is certain yet. Try again: it will not book or charge you twice.",
        };
      case "hold-ended":
        return state.hold === undefined
          ? state
          : { ...state, phase: "expired", problem: undefined };
      case "release-asked":
        return { ...state, phase: "releasing", problem: undefined };
      case "release-failed":
        return { ...state, phase: "paying", problem: action.message };
      case "released":
      case "started-again":
        return {
          ...state,
          phase: "filling",
          hold: undefined,
          problem: undefined,
          // What is free has changed, by our own hold at least.
          days: {},
          months: {},
        };
    }
  };

function restored(
  state: BookingState,
  { form, hold, now }: { form: BookingForm; hold?: Hold | undefined; now: number },
): BookingState {
  if (hold === undefined) return { ...state, form };
  return { ...state, form, hold, phase: hold.expiresAt > now ? "paying" : "expired" };
}

const withMonth = (
  state: BookingState,
  month: string,
  is: "loading" | "ready" | "failed",
): BookingState => ({ ...state, months: { ...state.months, [month]: is } });

const withDays = (
  known: BookingState["days"],
  days: readonly DayAvailability[],
): BookingState["days"] => ({
  ...known,
  ...Object.fromEntries(days.map((day) => [day.date, day])),
});

function lastQuote({ quote }: BookingState): QuoteAnswer | undefined {
  if (quote.state === "ready") return quote.quote;
  return quote.state === "asking" ? quote.previous : undefined;
}

/** A guest who is still filling in the form is told only about the fields already left. */
function quoteRefused(state: BookingState, problem: Problem): BookingState {
  const violations = problem.violations ?? [];
  if (violations.length === 0) {
    return { ...state, quote: { state: "failed", message: sayProblem(problem) } };
  }
  const seen = violations.filter(({ field }) => state.touched.includes(fieldOf(field)));
  const fresh = seen.filter(({ field }) => violationsOf(state, fieldOf(field)).length === 0);
  return {
    ...state,
    quote: { state: "refused", violations },
    violations: [...state.violations, ...fresh],
  };
}

function refused(state: BookingState, problem: Problem): BookingState {
  const answered: BookingState = { ...state, phase: "filling", attemptKey: undefined };
  if (problem.code === "slot-taken") {
    return {
      ...answered,
      conflict: {
        dates: problem.conflicts ?? [],
        alternatives: problem.alternatives ?? [],
      },
      // The calendar on the page has just been proved stale.
      days: {},
      months: {},
    };
  }
  const violations = problem.violations ?? [];
  return {
    ...answered,
    violations,
    problem: violations.length > 0 ? undefined : sayProblem(problem),
  };
}
