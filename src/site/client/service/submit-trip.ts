import { checkTrip } from "./check-trip.ts";
import { askCheckout } from "./trip-api.ts";
import type { TripPart } from "./trip-context.ts";
import { checkoutRequestOf } from "./trip-request.ts";

/** Keeps the trip and leads to its payment. */
export async function submitTrip({ page, state, dispatch }: TripPart): Promise<void> {
  const { service } = page;
  const violations = checkTrip(service, state.form);
  if (violations.length > 0) {
    dispatch({ type: "checked", violations });
    return;
  }
  const isOver = state.checkout !== undefined && state.checkout.expiresAt <= Date.now();
  const attemptKey = (isOver ? undefined : state.attemptKey) ?? crypto.randomUUID();
  dispatch({ type: "submitted", attemptKey });
  // The same attempt leads to the same payment; any other takes the place of what is not paid.
  const earlier = state.checkout?.attemptKey === attemptKey ? undefined : state.checkout;
  const request = checkoutRequestOf(service, state.form, earlier);
  const result = await askCheckout(request, attemptKey);
  if (!result.ok) {
    if (result.reason === "problem") dispatch({ type: "refused", problem: result.problem });
    else dispatch({ type: "lost" });
    return;
  }
  const { url, holdExpiresAt, reservation, checkoutSession: session } = result.value;
  const leftMs = Date.parse(holdExpiresAt) - result.answeredAt;
  // The same key gets the same answer, also after the time is over: then there is nothing to pay.
  if (url === undefined || leftMs <= 0) {
    dispatch({ type: "checkout-over" });
    dispatch({ type: "refused", problem: heldTooLong });
    return;
  }
  dispatch({ type: "checkout-opened", expiresAt: Date.now() + leftMs, reservation, session });
  location.assign(url);
}

const heldTooLong = {
  code: "hold-over",
  title: "The time to pay is over",
  status: 409,
  detail: "The time that we kept your trip for is over. Nothing was charged. Press again to pay.",
};
