import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import type { ServicePageData } from "../../pages/service-page.tsx";
import { checkStep } from "./check-trip.ts";
import { ExtrasStep, FormatStep, PackageStep, RouteStep } from "./choice-steps.tsx";
import { GuestStep } from "./guest-step.tsx";
import { PickupStep } from "./pickup-step.tsx";
import { ReviewStep } from "./review-step.tsx";
import { StepIndicator } from "./step-indicator.tsx";
import { recallTrip, rememberTrip, restoredTrip } from "./stored-trip.ts";
import { submitTrip } from "./submit-trip.ts";
import { TripButtons, TripProblem } from "./trip-buttons.tsx";
import { tripReducer } from "./trip-reducer.ts";
import { tripQuoteOf } from "./trip-request.ts";
import { stepsOf, stepTitles } from "./trip-steps.ts";
import { SpokenPrice, type SummaryPart, TripBar, TripSummary } from "./trip-summary.tsx";
import { UnpaidNotice } from "./unpaid-notice.tsx";
import { useStepHistory } from "./use-step-history.ts";
import { useTripFocus } from "./use-trip-focus.ts";
import { useTripQuote } from "./use-trip-quote.ts";

function firstState({ service }: ServicePageData) {
  const isBack = new URLSearchParams(location.search).has("cancelled");
  return restoredTrip(service, recallTrip(service), { now: Date.now(), isBack });
}

function StepFields(part: SummaryPart): VNode {
  switch (part.state.step) {
    case "route":
      return <RouteStep {...part} />;
    case "format":
      return <FormatStep {...part} />;
    case "package":
      return <PackageStep {...part} />;
    case "extras":
      return <ExtrasStep {...part} />;
    case "pickup":
      return <PickupStep {...part} />;
    case "guest":
      return <GuestStep {...part} />;
    case "review":
      return <ReviewStep {...part} />;
  }
}

function StepHeading({ page, state }: SummaryPart): VNode {
  const steps = stepsOf(page.service);
  return (
    <h3 class="trip-title" tabindex={-1}>
      <span class="trip-title-step">
        Step {steps.indexOf(state.step) + 1} of {steps.length}
      </span>{" "}
      {stepTitles[state.step]}
    </h3>
  );
}

/** One step: what it asks, and the ways on and back. */
function StepForm(part: SummaryPart): VNode {
  const { page, state, dispatch } = part;
  const submit = () => {
    if (state.step !== "review") {
      const violations = checkStep(page.service, state.form, state.step);
      dispatch({ type: "continued", violations });
    } else if (state.phase !== "submitting") void submitTrip(part);
  };
  return (
    <form
      class="booking-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <StepHeading {...part} />
      <TripProblem {...part} />
      {state.notice === undefined ? null : (
        <p class="quiet-notice" role="status">
          {state.notice}
        </p>
      )}
      <StepFields {...part} />
      <TripButtons {...part} />
    </form>
  );
}

/** The booking of one trip, step by step, from the route to the hosted payment. */
export function TripBuilder({ page }: { page: ServicePageData }): VNode {
  const { service } = page;
  const [state, dispatch] = useReducer(tripReducer(service), page, firstState);
  const [round, setRound] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  useTripQuote(tripQuoteOf(service, state), dispatch, round);
  useStepHistory(state.step, dispatch);
  useTripFocus(place, state.focus);
  // At once, not after painting: the page may be left for the payment in the same moment.
  useLayoutEffect(() => rememberTrip(service, state), [service, state]);
  // Some browsers keep the page as it was left, on its way to the payment.
  useEffect(() => {
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted) dispatch({ type: "came-back" });
    };
    addEventListener("pageshow", comeBack);
    return () => removeEventListener("pageshow", comeBack);
  }, []);

  const part: SummaryPart = {
    page,
    state,
    dispatch,
    onAskAgain: () => setRound((rounds) => rounds + 1),
  };
  return (
    <div class="trip" ref={place}>
      <StepIndicator {...part} />
      <UnpaidNotice {...part} />
      <div class="booking-form">
        <StepForm {...part} />
        <div class="booking-side trip-side">
          <div class="booking-side-inner">
            <TripSummary {...part} />
          </div>
        </div>
      </div>
      {state.step === "review" ? null : <TripBar {...part} />}
      <SpokenPrice {...part} />
    </div>
  );
}
