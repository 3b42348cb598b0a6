import type { VNode } from "preact";
import { count, sayList, sayShortDay, sayTimes } from "../../day-words.ts";
import { type BookingState, fieldOf } from "../booking-state.ts";
import type { BookingPart } from "./booking-context.ts";
import { PriceLines } from "./price-lines.tsx";

const labels: Record<string, string> = {
  dates: "the days",
  start: "the start",
  end: "the end",
  attendees: "how many people come",
  discount: "the discount",
};

/** What is still needed for a price, as words for "To see the price, choose …". */
function missingForQuote({ form }: BookingState): string[] {
  return [
    ...(form.dates.length === 0 ? ["your days"] : []),
    ...(form.start === "" || form.end === "" ? ["your times"] : []),
    ...(/^[1-9]\d*$/.test(form.attendees.trim()) ? [] : ["how many people come"]),
  ];
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
      return <p>To see the price, choose {sayList(missingForQuote(state))}.</p>;
    case "failed":
      return <p class="field-error">{quote.message}</p>;
    case "refused": {
      const names = quote.violations.map(({ field }) => {
        const path = fieldOf(field);
        const extra = page.room.extras.find(({ id }) => path === `extras.${id}`);
        return extra?.label ?? labels[path] ?? path;
      });
      return <p>To see the price, please look at: {sayList([...new Set(names)])}.</p>;
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
