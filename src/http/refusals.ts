import type { HoldRefusal } from "../domain/decide-hold.ts";
import { formatDay } from "../domain/local-time.ts";
import type { HoldProblem } from "../objects/room-bookings.ts";
import { problem } from "./problem.ts";

/** Every refusal of a hold, as the wire says it: the one exhaustive place. */
export function holdRefused(refusal: HoldRefusal | HoldProblem): Response {
  switch (refusal.reason) {
    case "invalid-request":
      return problem("invalid-request", { violations: refusal.violations });
    case "slot-taken": {
      const { conflicts, alternatives } = refusal;
      const days = conflicts.map((date) => formatDay(date, "en-CA")).join("; ");
      return problem("slot-taken", { detail: `Taken on ${days}.`, conflicts, alternatives });
    }
    case "too-many-holds": {
      const whose = refusal.by === "email" ? "this email address" : "this network";
      const detail = `There are too many unpaid reservations of this room from ${whose}. Pay or give back one of them first.`;
      return problem("too-many-holds", { detail }, { "retry-after": "900" });
    }
    case "room-not-bookable":
      return problem("room-not-bookable");
    case "idempotency-key-reused":
      return problem("idempotency-key-reused");
    case "availability-check-failed":
      return problem(
        "availability-check-failed",
        { detail: "Nothing is held and nothing is charged. Please try again in a minute." },
        { "retry-after": "60" },
      );
    case "payment-provider-unavailable":
      return problem(
        "payment-provider-unavailable",
        { detail: "Nothing is held and nothing is charged. Please try again in a minute." },
        { "retry-after": "60" },
      );
  }
}
