import { holdOf } from "../hold.ts";
import { askClassHold, askReservation } from "./session-api.ts";
import type { SessionPart } from "./session-context.ts";
import {
  checkSessionForm,
  classRequestOf,
  isClass,
  reservationRequestOf,
} from "./session-request.ts";

/** Sends the form and tells the state what came of it. A request always waits for an answer first. */
export async function submitSession({ page, state, dispatch }: SessionPart): Promise<void> {
  const { experience } = page;
  const { form } = state;
  const violations = checkSessionForm(experience, state);
  if (violations.length > 0) {
    dispatch({ type: "checked", violations });
    return;
  }
  const attemptKey = state.attemptKey ?? crypto.randomUUID();
  dispatch({ type: "submitted", attemptKey });
  if (isClass(experience) && form.mode === "session") {
    const result = await askClassHold(classRequestOf(experience.slug, form), attemptKey);
    if (result.ok) dispatch({ type: "held", hold: holdOf(result.value, result.answeredAt) });
    else if (result.reason === "problem") dispatch({ type: "refused", problem: result.problem });
    else dispatch({ type: "lost" });
    return;
  }
  const result = await askReservation(reservationRequestOf(experience.slug, form), attemptKey);
  if (result.ok) {
    const { paymentUrl } = result.value;
    dispatch({ type: "reserved", reserved: result.value });
    // The hosted payment refuses to stand in a hotel's frame: there the guest opens it.
    if (paymentUrl !== undefined && !page.isEmbedded) location.assign(paymentUrl);
  } else if (result.reason === "problem") dispatch({ type: "refused", problem: result.problem });
  else dispatch({ type: "lost" });
}
