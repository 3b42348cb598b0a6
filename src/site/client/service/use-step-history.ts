import { type Dispatch, useEffect, useRef } from "preact/hooks";
import type { TripAction } from "./trip-state.ts";
import type { TripStep } from "./trip-steps.ts";

/**
 * Each step is a place in the browser's history, so that going back leads to the step before. The
 * address stays as it is: nothing of the trip is ever in it.
 */
export function useStepHistory(step: TripStep, dispatch: Dispatch<TripAction>): void {
  const shown = useRef<TripStep>(undefined);
  useEffect(() => {
    if (shown.current === undefined) history.replaceState({ step }, "");
    else if (shown.current !== step) history.pushState({ step }, "");
    shown.current = step;
  }, [step]);
  useEffect(() => {
    const goBack = ({ state }: PopStateEvent) => {
      const before = (state as { step?: TripStep } | null)?.step;
      // A link within the page has no step: it only scrolls.
      if (before === undefined) return;
      shown.current = before;
      dispatch({ type: "step-asked", step: before });
    };
    addEventListener("popstate", goBack);
    return () => removeEventListener("popstate", goBack);
  }, [dispatch]);
}
