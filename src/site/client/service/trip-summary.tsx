import type { VNode } from "preact";
import { formatMoney } from "../../../domain/money.ts";
import { sayList } from "../../day-words.ts";
import { PriceLines } from "../payment/price-lines.tsx";
import { chosenTrip } from "./chosen-trip.ts";
import { passengersOf } from "./trip-answers.ts";
import type { TripPart } from "./trip-context.ts";
import type { TripState } from "./trip-state.ts";

export type SummaryPart = TripPart & { onAskAgain: () => void };

function missingForPrice({ state }: TripPart): string[] {
  const { route, format } = state.form;
  return [
    ...(route === "" ? ["the route"] : []),
    ...(passengersOf(state.form) === undefined ? ["how many travel"] : []),
    ...(format === "" ? ["the format"] : []),
    ...(state.form.package === "" ? ["the package"] : []),
  ];
}

/** The price as the API told it last, or what it waits for. */
export function TripPrice(part: SummaryPart): VNode {
  const { quote, state } = part.state.price;
  if (state === "failed") {
    return (
      <p class="field-error">
        The price did not arrive.{" "}
        <button type="button" class="link-button" onClick={part.onAskAgain}>
          Ask again
        </button>
      </p>
    );
  }
  if (quote !== undefined) return <PriceLines {...quote} />;
  const missing = missingForPrice(part);
  if (missing.length > 0) return <p>For the price we still need {sayList(missing)}.</p>;
  return <p>{state === "asking" ? "Working out the price…" : "Something is not right yet."}</p>;
}

const isAsking = ({ state }: TripPart): boolean => state.price.state === "asking";

/** What is chosen so far, and what it costs: beside the builder. */
export function TripSummary(part: SummaryPart): VNode {
  const { page, state } = part;
  const lines = chosenTrip(page.service, state.form)
    .filter(({ step }) => step !== "guest" && step !== "extras")
    .flatMap((each) => each.lines);
  return (
    <div class="quote">
      <h3>Your trip</h3>
      <ul class="chosen">
        {state.form.route === "" ? (
          <li>No route chosen yet</li>
        ) : (
          lines.map((line) => <li key={line}>{line}</li>)
        )}
      </ul>
      <div class={isAsking(part) ? "is-stale" : ""}>
        <TripPrice {...part} />
      </div>
      <ul class="quote-policy">
        {page.service.refundPolicy.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

const noPrice = (state: TripState["price"]["state"]): string =>
  state === "failed" ? "It did not arrive" : "No price yet";

/** The same on a phone: a bar at the bottom with the total, which opens to the lines. */
export function TripBar(part: SummaryPart): VNode {
  const { quote, state } = part.state.price;
  return (
    <details class="trip-bar">
      <summary>
        <span>{quote === undefined ? "The price" : "Total so far"}</span>
        <strong class={isAsking(part) ? "is-stale" : ""}>
          {quote === undefined ? noPrice(state) : formatMoney(quote.total, quote.currency)}
        </strong>
      </summary>
      <div class="trip-bar-open">
        <TripPrice {...part} />
      </div>
    </details>
  );
}

/** Says each new price once, and nothing while it is asked for. */
export function SpokenPrice({ state }: TripPart): VNode {
  const { quote } = state.price;
  return (
    <p class="vh" role="status">
      {quote === undefined ? "" : `Price so far: ${formatMoney(quote.total, quote.currency)}`}
    </p>
  );
}
