import type { PublicService } from "../../../catalogue/public-view.ts";
import type { WallTime } from "../../../domain/local-time.ts";
import { pickupTimes } from "./pickup-days.ts";
import type { TripState } from "./trip-state.ts";

/** The pickup times of the chosen day, without those that were refused because they are full. */
export function openTimes(
  service: PublicService,
  { form, taken }: Pick<TripState, "form" | "taken">,
): WallTime[] {
  const full = taken.filter(({ date }) => date === form.date).map(({ time }) => time);
  return pickupTimes(service, form.date).filter((time) => !full.includes(time));
}
