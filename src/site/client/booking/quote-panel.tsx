import type { VNode } from "preact";
import { count, sayList, sayShortDay, sayTimes } from "../../day-words.ts";
import { type BookingState, fieldOf } from "../booking-state.ts";
import { PriceLines } from "../payment/price-lines.tsx";
import type { BookingPart } from "./booking-context.ts";
import { missingForQuote } from "./booking-request.ts";

const labels: Record<string, string> = {
  dates: "the days",
  start: "the start",
  end: "the end",
  attendees: "how many people come",
  discount: "the discount",
};

/** Nothing is missing in the moment between the last answer and the question for the price. */
function StillNeeded({ missing }: { missing: string[] }): VNode {
  if (missing.length === 0) return <p>Working out the price…</p>;
  return <p>For the price we still need {sayList(missing)}.</p>;
}

function Chosen({ state }: { state: BookingState }): VNode | null {
  const { dates, start, end } = state.form;
  if (dates.length === 0) return null;
  return (
    <p class="chosen">
      {dates.length > 3 ? count(dates.length, "day") : sayList(dates.map(sayShortDay))}
      {start !== "" && end !== "" ? (
        <>
          <br />
          {sayTimes(start, end)}
        </>
      ) : null}
    </p>
  );
}

function Price({ page, state }: BookingPart): VNode {
  const { quote } = state;
  switch (quote.state) {
    case "none":
      return <StillNeeded missing={missingForQuote(page.room, state.form)} />;
    case "failed":
      return <p class="field-error">{quote.message}</p>;
    case "refused": {
      const names = quote.violations.map(({ field }) => {
        const path = fieldOf(field);
        const extra = page.room.extras.find(({ id }) => path === `extras.${id}`);
        return extra === undefined ? (labels[path] ?? path) : `“${extra.label}”`;
      });
      return <StillNeeded missing={[...new Set(names)]} />;
    }
    case "asking":
      return quote.previous === undefined ? (
        <p>Working out the price…</p>
      ) : (
        <PriceLines {...quote.previous} />
      );
    case "ready":
      return <PriceLines {...quote.quote} />;
  }
}

/** What it costs so far; changes are announced when they have arrived. */
export function QuotePanel(part: BookingPart): VNode {
  const { state } = part;
  const isAsking = state.quote.state === "asking";
  return (
    <div class="quote">
      <h3>Your booking</h3>
      <Chosen state={state} />
      <div aria-live="polite" aria-busy={isAsking} class={isAsking ? "is-stale" : ""}>
        <Price {...part} />
      </div>
      <ul class="quote-policy">
        {part.page.room.refundPolicy.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
