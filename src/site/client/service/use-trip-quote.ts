import { type Dispatch, useEffect } from "preact/hooks";
import { askTripQuote, type TripQuoteRequest } from "./trip-api.ts";
import type { TripAction } from "./trip-state.ts";

/** Long enough that typing asks once, short enough to feel immediate. */
const pauseMs = 300;

/**
 * Keeps the price in step with the trip; an answer that has been overtaken is dropped. `round` asks
 * again for the same.
 */
export function useTripQuote(
  trip: TripQuoteRequest | undefined,
  dispatch: Dispatch<TripAction>,
  round: number,
): void {
  const key = trip === undefined ? "" : JSON.stringify(trip);
  useEffect(() => {
    if (key === "") {
      dispatch({ type: "quote-cleared" });
      return;
    }
    let isOvertaken = false;
    dispatch({ type: "quote-asked" });
    const timer = setTimeout(async () => {
      const result = await askTripQuote(JSON.parse(key) as TripQuoteRequest);
      if (isOvertaken) return;
      if (result.ok) dispatch({ type: "quote-arrived", quote: result.value });
      else if (result.reason === "problem") {
        dispatch({ type: "quote-refused", problem: result.problem });
      } else dispatch({ type: "quote-failed" });
    }, pauseMs);
    return () => {
      isOvertaken = true;
      clearTimeout(timer);
    };
  }, [key, dispatch, round]);
}
