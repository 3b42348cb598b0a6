import { giveUpTrip } from "./trip-api.ts";
import type { TripPart } from "./trip-context.ts";

/**
 * Gives up the trip that is kept and not paid. One that turns out to be paid is not given up: its
 * guest is led to the page that says how it stands.
 */
export async function giveUp({ page, state, dispatch }: TripPart): Promise<void> {
  const { checkout, givingUp } = state;
  if (checkout === undefined || givingUp === "asking") return;
  const { reservation, session } = checkout;
  dispatch({ type: "give-up-asked" });
  const result = await giveUpTrip(reservation, session);
  const code = result.ok || result.reason !== "problem" ? undefined : result.problem.code;
  if (code === "already-paid" || code === "payment-processing") {
    const query = new URLSearchParams({ reservation, session_id: session });
    location.assign(`/services/${page.service.slug}/booked?${query}`);
    return;
  }
  dispatch({ type: result.ok || code === "unknown-reservation" ? "gave-up" : "give-up-failed" });
}
