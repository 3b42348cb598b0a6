import type { VNode } from "preact";
import { formatMoney } from "../../../domain/money.ts";
import { ContactLine } from "../contact-line.tsx";
import type { TripPart } from "./trip-context.ts";
import { stepNames, stepsOf } from "./trip-steps.ts";

const busyWords = { submitting: "Keeping your trip…", leaving: "Opening the payment…" };

function payWords({ state }: TripPart): string {
  if (state.phase !== "filling") return busyWords[state.phase];
  const { quote } = state.price;
  const amount = quote === undefined ? "" : ` ${formatMoney(quote.total, quote.currency)}`;
  return `Pay${amount}`;
}

/** What stands between the guest and the payment, in words. */
export function TripProblem({ page, state }: TripPart): VNode | null {
  if (state.problem === undefined) return null;
  return (
    <div class="notice" role="alert" id="trip-problem" tabindex={-1}>
      <p>{state.problem}</p>
      <p>
        Help: <ContactLine contact={page.contact} />
      </p>
    </div>
  );
}

/** On, and back. */
export function TripButtons(part: TripPart): VNode {
  const { page, state, dispatch } = part;
  const steps = stepsOf(page.service);
  const at = steps.indexOf(state.step);
  const [before, next] = [steps[at - 1], steps[at + 1]];
  return (
    <div class="trip-buttons">
      <button
        type="submit"
        class="button"
        aria-disabled={state.phase === "submitting" ? "true" : undefined}
      >
        {next === undefined ? payWords(part) : `Continue to ${stepNames[next].toLowerCase()}`}
      </button>
      {before === undefined ? null : (
        <button
          type="button"
          class="button-quiet"
          onClick={() => dispatch({ type: "step-asked", step: before })}
        >
          Back
        </button>
      )}
    </div>
  );
}
