import type { Alternative } from "./alternatives.ts";
import { type Decision, decided, nothing } from "./decision.ts";
import type { LocalDate } from "./local-time.ts";
import type { ReleaseReason, Reservation } from "./reservation.ts";
import type { ReservationEvent } from "./reservation-event.ts";

/** What is already taken, and what this guest already holds, read in the same transaction. */
export interface HoldView {
  conflicts: LocalDate[];
  alternatives: () => Alternative[];
  liveHolds: { byEmail: number; byAddress: number };
  caps: { perEmail: number; perAddress: number };
}

export type HoldRefusal =
  | { reason: "slot-taken"; conflicts: LocalDate[]; alternatives: Alternative[] }
  | { reason: "too-many-holds"; by: "email" | "address" };

/** Gate 1. The caps count unpaid holds only, so that nobody can hoard a room for nothing. */
export function decideHold(
  held: Extract<ReservationEvent, { type: "Held" }>,
  view: HoldView,
): { ok: true; decision: Decision } | { ok: false; refusal: HoldRefusal } {
  if (view.conflicts.length > 0) {
    const { conflicts } = view;
    return {
      ok: false,
      refusal: { reason: "slot-taken", conflicts, alternatives: view.alternatives() },
    };
  }
  if (view.liveHolds.byEmail >= view.caps.perEmail) {
    return { ok: false, refusal: { reason: "too-many-holds", by: "email" } };
  }
  if (view.liveHolds.byAddress >= view.caps.perAddress) {
    return { ok: false, refusal: { reason: "too-many-holds", by: "address" } };
  }
  return {
    ok: true,
    decision: decided({
      events: [held],
      effects: [
        { effect: { kind: "open-payment" } },
        { effect: { kind: "end-hold" }, dueAt: held.holdExpiresAt },
      ],
    }),
  };
}

/** The provider opened the payment. If the hold is gone meanwhile, nobody may pay it any more. */
export function paymentOpened(
  reservation: Reservation,
  opened: { payment: string; secret: string },
): Decision {
  if (reservation.payment !== null) return nothing;
  const events: ReservationEvent[] = [{ type: "PaymentOpened", ...opened }];
  if (reservation.status === "approved") return decided({ events });
  return decided({ events, effects: [{ effect: { kind: "close-payment" } }] });
}

/** The guest gives it back: the hold ends now instead of later, the provider asked first. */
export function giveBack(reservation: Reservation): Decision {
  if (reservation.status !== "approved") return nothing;
  const effect = { kind: "end-hold" as const, reason: "given-back" as const };
  return decided({ effects: [{ effect, again: true }] });
}

/**
 * Ends a hold that is known to be unpaid. The caller must have asked the provider, or must know
 * that the payment's secret was never given to anybody.
 */
export function releaseHold(reservation: Reservation, reason: ReleaseReason): Decision {
  if (reservation.status !== "approved") return nothing;
  return decided({ events: [{ type: "HoldReleased", reason }], withdrawn: ["end-hold"] });
}
