import type { VNode } from "preact";
import type { TripPart } from "./trip-context.ts";
import { isUpTo, stepNames, stepsOf } from "./trip-steps.ts";

/** Where the guest is, and the way to every step that was opened already. */
export function StepIndicator({ page, state, dispatch }: TripPart): VNode {
  return (
    <nav aria-label="Steps of the booking">
      <ol class="trip-steps">
        {stepsOf(page.service).map((step, index) => {
          const isCurrent = step === state.step;
          const isReached = isUpTo(step, state.reached);
          const content = (
            <>
              <span class="trip-step-number">{index + 1}</span>{" "}
              <span class="trip-step-name">{stepNames[step]}</span>
            </>
          );
          return (
            <li key={step} class={isReached ? "is-reached" : ""}>
              {isReached ? (
                <button
                  type="button"
                  aria-current={isCurrent ? "step" : undefined}
                  onClick={() => dispatch({ type: "step-asked", step })}
                >
                  {content}
                </button>
              ) : (
                <span>{content}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
