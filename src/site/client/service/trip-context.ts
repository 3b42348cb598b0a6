import type { Dispatch } from "preact/hooks";
import type { ServicePageData } from "../../pages/service-page.tsx";
import type { TripAction, TripState } from "./trip-state.ts";

/** What every part of the builder is given. */
export interface TripPart {
  page: ServicePageData;
  state: TripState;
  dispatch: Dispatch<TripAction>;
}
