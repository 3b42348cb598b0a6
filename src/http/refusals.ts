import type { HoldRefusal } from "../domain/decide-hold.ts";
import { formatDay } from "../domain/local-time.ts";
import type { HoldProblem } from "../objects/room/room-bookings.ts";
import type { TripProblem } from "../objects/service/service-bookings.ts";
import type { SessionProblem } from "../objects/session/session-bookings.ts";
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
      return providerUnavailable();
  }
}

/** Every refusal of a trip's hold. */
export function tripRefused(refusal: TripProblem): Response {
  switch (refusal.reason) {
    case "invalid-request":
      return problem("invalid-request", { violations: refusal.violations });
    case "slot-taken": {
      const { conflicts, alternatives } = refusal;
      const detail = "No vehicle is free at that time.";
      return problem("slot-taken", { detail, conflicts, alternatives });
    }
    case "too-many-holds": {
      const whose = refusal.by === "email" ? "this email address" : "this network";
      const detail = `There are too many unpaid reservations from ${whose}. Pay one of them first, or wait until it ends.`;
      return problem("too-many-holds", { detail }, { "retry-after": "900" });
    }
    case "idempotency-key-reused":
      return problem("idempotency-key-reused");
    case "earlier-paid":
      return problem("already-paid", {
        detail: "The trip that this one was to replace is paid, and stays booked.",
      });
    case "earlier-processing":
      return problem("payment-processing", {
        detail: "The payment of the trip that this one was to replace is on its way.",
      });
    case "earlier-unanswered":
      return problem(
        "payment-provider-unavailable",
        {
          detail:
            "We could not reach the payment provider. Please try again in a minute: your earlier trip is being given up.",
        },
        { "retry-after": "60" },
      );
    case "payment-provider-unavailable":
      return providerUnavailable();
  }
}

/** Every refusal of a session's reservation. */
export function sessionRefused(refusal: SessionProblem): Response {
  switch (refusal.reason) {
    case "invalid-request":
      return problem("invalid-request", { violations: refusal.violations });
    case "session-full": {
      const { spotsAvailable } = refusal;
      const left = spotsAvailable === 1 ? "1 spot is" : `${spotsAvailable} spots are`;
      const detail = spotsAvailable > 0 ? `Only ${left} left.` : "This session is full.";
      return problem("session-full", { detail, spotsAvailable });
    }
    case "too-many-holds": {
      const whose = refusal.by === "email" ? "this email address" : "this network";
      const detail = `There are too many unpaid reservations from ${whose}. Pay one of them first, or wait until it ends.`;
      return problem("too-many-holds", { detail }, { "retry-after": "900" });
    }
    case "idempotency-key-reused":
      return problem("idempotency-key-reused");
    case "payment-provider-unavailable":
      return providerUnavailable();
  }
}

function providerUnavailable(): Response {
  return problem(
    "payment-provider-unavailable",
    { detail: "Nothing new is held or charged. Please try again in a minute." },
    { "retry-after": "60" },
  );
}
