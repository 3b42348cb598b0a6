import type { VNode } from "preact";
import { sayShortDay, sayTime } from "../../day-words.ts";
import type { TripPart } from "./trip-context.ts";

/** The times that the API offers in the place of a full one, each a press away. */
export function TimesInstead({ state, dispatch }: TripPart): VNode | null {
  const { alternatives } = state;
  if (alternatives.length === 0) return null;
  return (
    <>
      <p>These are free right now:</p>
      <ul class="alternatives">
        {alternatives.map((alternative) => (
          <li key={JSON.stringify(alternative)}>
            <button
              type="button"
              class="button-quiet"
              onClick={() => dispatch({ type: "alternative-taken", alternative })}
            >
              {alternative.dates.map(sayShortDay)}, {sayTime(alternative.start)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
