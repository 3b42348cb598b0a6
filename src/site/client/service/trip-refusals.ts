import { sayTime } from "../../day-words.ts";
import type { FieldViolation, Problem } from "../api.ts";
import { sayProblem } from "../problem-words.ts";
import type { TripState } from "./trip-state.ts";
import { isUpTo, stepOfField, tripFieldOf } from "./trip-steps.ts";

/** Asks for the focus to be taken there, also when it has been there before. */
export const refocused = (state: TripState, on: TripState["focus"]["on"]): TripState => ({
  ...state,
  focus: { on, times: state.focus.times + 1 },
});

/** The last price was for another trip: better none than a wrong one. */
export const unknownPrice: TripState["price"] = { state: "failed", quote: undefined };

/** What was refused is shown at its field; a price that does not depend on it stays. */
export function quoteRefused(state: TripState, problem: Problem): TripState {
  const violations = problem.violations ?? [];
  if (violations.length === 0) return { ...state, price: unknownPrice };
  const fields = new Set(violations.map(({ field }) => tripFieldOf(field)));
  const known = state.violations.filter(({ field }) => !fields.has(tripFieldOf(field)));
  const isPriced = violations.every(({ field }) => stepOfField(tripFieldOf(field)) === "pickup");
  return {
    ...state,
    violations: [...known, ...violations],
    price: { state: "none", quote: isPriced ? state.price.quote : undefined },
  };
}

/** Opens the first step in which something is refused, and takes the guest there. */
export function stopped(state: TripState, violations: FieldViolation[]): TripState {
  const steps = violations.map(({ field }) => stepOfField(tripFieldOf(field)));
  const step = steps.reduce((first, each) => (isUpTo(each, first) ? each : first), state.step);
  return { ...refocused(state, "refusal"), phase: "filling", step, violations };
}

/** Every refusal of a submission: at its field where it has one. */
export function refused(state: TripState, problem: Problem): TripState {
  const answeredTo: TripState = { ...state, phase: "filling", attemptKey: undefined };
  if (problem.code === "slot-taken") return full(answeredTo, problem);
  if (problem.code === "already-paid") {
    return { ...refocused(answeredTo, "refusal"), checkout: undefined, problem: paidBefore };
  }
  const violations = problem.violations ?? [];
  if (violations.length > 0) return stopped(answeredTo, violations);
  return { ...refocused(answeredTo, "refusal"), problem: sayProblem(problem) };
}

/** The time is taken out of the list; what the API offers instead is kept for the page. */
function full(state: TripState, { alternatives = [] }: Problem): TripState {
  const { date, time } = state.form;
  return {
    ...stopped(state, [noVehicle(state)]),
    form: { ...state.form, time: "" },
    taken: [...state.taken, { date, time }],
    alternatives,
  };
}

const paidBefore =
  "What you chose before is paid and booked: look into your email. Press again only if you want this trip as well.";

/** What the guest chose before and has not paid is given up for a trip that they can have only. */
function noVehicle({ checkout, form }: TripState): FieldViolation {
  const own = checkout === undefined ? "" : " What you chose before is still kept for you.";
  const message = `No vehicle is free at ${sayTime(form.time)}.${own} Choose another time. Nothing was charged.`;
  return { field: "time", message };
}
