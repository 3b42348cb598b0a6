import { type Dispatch, useEffect } from "preact/hooks";
import { askQuote, type RoomSlot } from "../api.ts";
import type { BookingAction } from "../booking-state.ts";

/** Long enough that typing "12" asks once, short enough to feel immediate. */
const pauseMs = 300;

/** Keeps the quote in step with the slot; an answer that has been overtaken is dropped. */
export function useQuote(slot: RoomSlot | undefined, dispatch: Dispatch<BookingAction>): void {
  const key = slot === undefined ? "" : JSON.stringify(slot);
  useEffect(() => {
    if (key === "") {
      dispatch({ type: "quote-cleared" });
      return;
    }
    let isOvertaken = false;
    const timer = setTimeout(async () => {
      dispatch({ type: "quote-asked" });
      const result = await askQuote(JSON.parse(key) as RoomSlot);
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
  }, [key, dispatch]);
}
