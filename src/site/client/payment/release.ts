import { askRelease } from "../api.ts";
import type { Hold, HoldAction } from "../booking-state.ts";
import { paidPath } from "../hold.ts";
import { sayProblem } from "../problem-words.ts";
import { type Claim, sayClaim } from "./claim-words.ts";

/** Gives the hold back; when it turns out to be paid, goes where paid bookings are shown. */
export async function release(
  hold: Hold,
  claim: Claim,
  dispatch: (action: HoldAction) => void,
): Promise<void> {
  dispatch({ type: "release-asked" });
  const result = await askRelease(hold.reservation, hold.clientSecret);
  if (result.ok) dispatch({ type: "released" });
  else if (result.reason === "unreachable") {
    const message = `We could not reach the booking desk. ${sayClaim(claim)} still held.`;
    dispatch({ type: "release-failed", message });
  } else if (result.problem.code === "already-paid") location.assign(paidPath(hold));
  else dispatch({ type: "release-failed", message: sayProblem(result.problem) });
}
