import { type Decision, tell } from "../decision.ts";
import type { ReleaseReason } from "../reservation.ts";

/**
 * A trip's vehicles go back unpaid. Its client knows that, unless they have paid by a method that
 * takes its time: then they wait for a confirmation, and hear that none comes.
 */
export function tripReleased(reason: ReleaseReason): Partial<Decision> {
  return reason === "payment-failed" ? tell("client-payment-failed") : {};
}
