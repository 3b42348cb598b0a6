import type { PublicService } from "../../../catalogue/public-view.ts";
import type { FieldViolation } from "../api.ts";
import { settleFormat, settlePlace, settleTime } from "./settle-choices.ts";
import { quoteRefused, refocused, refused, stopped, unknownPrice } from "./trip-refusals.ts";
import type { TripAction, TripForm, TripState, TripTextField } from "./trip-state.ts";
import { isUpTo, stepOfField, stepsOf, type TripStep, tripFieldOf } from "./trip-steps.ts";

/** The builder of a trip as a state machine. Pure: no clock, network or storage. */
export const tripReducer =
  (service: PublicService) =>
  (state: TripState, action: TripAction): TripState => {
    switch (action.type) {
      case "answered":
        return answered(service, state, action.field, action.value);
      case "alternative-taken": {
        const { dates, start } = action.alternative;
        const [date = ""] = dates;
        const chosen = edited(state, ["date", "time"], { date, time: start });
        return opened({ ...chosen, alternatives: [] }, state.reached);
      }
      case "whatsapp-answered":
        // What is wrong with the number depends on it.
        return edited(state, ["whatsapp", "phone"], { whatsapp: action.value });
      case "extra-answered": {
        const extras = { ...state.form.extras, [action.id]: action.value };
        return edited(state, [`extras.${action.id}`], { extras });
      }
      case "step-asked":
        return isUpTo(action.step, state.reached) ? opened(state, action.step) : state;
      case "continued":
        return continued(service, state, action.violations);
      case "quote-cleared":
        return { ...state, price: { state: "none", quote: undefined } };
      case "quote-asked":
        return { ...state, price: { ...state.price, state: "asking" } };
      case "quote-arrived":
        return { ...state, price: { state: "ready", quote: action.quote } };
      case "quote-refused":
        return quoteRefused(state, action.problem);
      case "quote-failed":
        return { ...state, price: unknownPrice };
      case "checked":
        return stopped(state, action.violations);
      case "submitted":
        return {
          ...state,
          phase: "submitting",
          attemptKey: action.attemptKey,
          violations: [],
          problem: undefined,
          notice: undefined,
        };
      case "checkout-opened": {
        const { attemptKey } = state;
        if (attemptKey === undefined) return state;
        const { type: _, ...opened } = action;
        const checkout = { attemptKey, ...opened };
        return { ...state, phase: "leaving", checkout, isBack: false, givingUp: "no" };
      }
      case "checkout-over":
        return { ...state, checkout: undefined, attemptKey: undefined };
      case "refused":
        return refused(state, action.problem);
      case "lost":
        return {
          ...refocused(state, "refusal"),
          phase: "filling",
          problem:
            "We could not reach the booking desk, so nothing is certain yet. Try again: it will not book or charge you twice.",
        };
      case "came-back":
        return state.checkout === undefined
          ? { ...state, phase: "filling" }
          : { ...refocused(state, "notice"), phase: "filling", isBack: true };
      case "give-up-asked":
        return { ...state, givingUp: "asking" };
      case "gave-up":
        return {
          ...refocused(state, "notice"),
          givingUp: "done",
          checkout: undefined,
          attemptKey: undefined,
        };
      case "give-up-failed":
        return { ...refocused(state, "notice"), givingUp: "failed" };
    }
  };

/** Any change makes the next submission a new attempt and takes back what was said of the fields. */
function edited(state: TripState, fields: readonly string[], change: Partial<TripForm>): TripState {
  return {
    ...state,
    form: { ...state.form, ...change },
    violations: state.violations.filter(({ field }) => !fields.includes(tripFieldOf(field))),
    problem: undefined,
    notice: undefined,
    attemptKey: undefined,
  };
}

/** Fields of which something is said that depends on another field as well. */
const dependents: Partial<Record<TripTextField, TripTextField[]>> = {
  route: ["format", "passengers", "place", "details", "dropOff", "time"],
  format: ["passengers", "time"],
  passengers: ["format"],
  place: ["details"],
  date: ["time"],
  time: ["date"],
};

function answered(
  service: PublicService,
  state: TripState,
  field: TripTextField,
  value: string,
): TripState {
  const next = edited(state, [field, ...(dependents[field] ?? [])], { [field]: value });
  switch (field) {
    case "route":
      return settlePlace(service, settleFormat(service, otherVehicles(next)));
    case "passengers":
      return settleFormat(service, next);
    case "format":
      return otherVehicles(next);
    case "place":
      return { ...next, form: { ...next.form, details: "" } };
    case "date":
      return settleTime(service, { ...next, alternatives: [] });
    case "time":
      return { ...next, alternatives: [] };
    default:
      return next;
  }
}

/** What was full for so many vehicles, or for so long, may be free for this trip. */
const otherVehicles = (state: TripState): TripState => ({ ...state, taken: [], alternatives: [] });

function opened(state: TripState, step: TripStep): TripState {
  const reached = isUpTo(step, state.reached) ? state.reached : step;
  return { ...refocused(state, "heading"), step, reached, problem: undefined };
}

/** On to the next step, unless something in this one is refused, by the page or by the API before. */
function continued(
  service: PublicService,
  state: TripState,
  violations: FieldViolation[],
): TripState {
  const fields = new Set(violations.map(({ field }) => tripFieldOf(field)));
  const known = state.violations.filter(({ field }) => !fields.has(tripFieldOf(field)));
  const all = [...known, ...violations];
  const isRefused = all.some(({ field }) => stepOfField(tripFieldOf(field)) === state.step);
  if (isRefused) return { ...refocused(state, "refusal"), violations: all };
  const steps = stepsOf(service);
  const next = steps[steps.indexOf(state.step) + 1] ?? state.step;
  return { ...opened(state, next), notice: undefined };
}
