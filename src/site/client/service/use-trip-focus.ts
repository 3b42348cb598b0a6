import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { TripState } from "./trip-state.ts";

const places = {
  heading: ".trip-title",
  refusal: "[aria-invalid='true'], [data-refused='true'], #trip-problem",
  notice: "#trip-unpaid",
};

/**
 * Takes the reader along: to the heading of a step that has opened, to what was refused, or to what
 * there is to know after coming back.
 */
export function useTripFocus(
  place: RefObject<HTMLElement | null>,
  { on, times }: TripState["focus"],
): void {
  useEffect(() => {
    const element = place.current;
    if (element === null || times === 0) return;
    const target = element.querySelector<HTMLElement>(places[on]);
    if (on === "refusal" && target !== null) {
      target.focus();
      return;
    }
    (target ?? element.querySelector<HTMLElement>(places.heading))?.focus({ preventScroll: true });
    if (on === "notice" || element.getBoundingClientRect().top < 0) element.scrollIntoView();
  }, [place, on, times]);
}
