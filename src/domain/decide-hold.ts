import { closePayment, type Decision, decided, nothing } from "./decision.ts";
import type { LocalDate } from "./local-time.ts";
import type { ReleaseReason, Reservation } from "./reservation.ts";
import type { ReservationEvent } from "./reservation-event.ts";
import type { Alternative } from "./room/alternatives.ts";
import { tripReleased } from "./service/trip-released.ts";
import { spotsReleased } from "./session/decide-spots.ts";

/** What is already taken, and what this guest already holds, read in the same transaction. */
export interface HoldView {
  conflicts: LocalDate[];
  alternatives: () => Alternative[];
  liveHolds: { byEmail: LiveHolds; byAddress: LiveHolds };
  caps: HoldCaps;
}

/** What one guest holds unpaid now. */
export interface LiveHolds {
  holds: number;
  /** Days of a room, spots of a session. */
  units: number;
}

export interface HoldCaps {
  perEmail: number;
  perAddress: number;
  /** The most units of one guest; a network address may hold three times as many unpaid. */
  unitsMax: number;
}

export type HoldRefusal =
  | { reason: "slot-taken"; conflicts: LocalDate[]; alternatives: Alternative[] }
  | { reason: "too-many-holds"; by: "email" | "address" };

/** Guests behind one address (an office, a library) are more than one. */
const ADDRESS_SHARE = 3;
/** As long as an idempotency key lasts; by then the hold is long over, and nobody has the secret. */
const OPEN_FOR_MS = 24 * 60 * 60_000;

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
  const hoarded = hoardedBy(view, held.days.length);
  if (hoarded) return { ok: false, refusal: { reason: "too-many-holds", by: hoarded } };
  return {
    ok: true,
    decision: decided({ events: [held] }, awaitPayment(held.heldAt, held.holdExpiresAt)),
  };
}

/** Whether this hold would be one, or would take more units, than one guest may hold unpaid. */
export function hoardedBy(
  { liveHolds, caps }: Pick<HoldView, "liveHolds" | "caps">,
  units: number,
): "email" | "address" | undefined {
  const { byEmail, byAddress } = liveHolds;
  if (byEmail.holds >= caps.perEmail || byEmail.units + units > caps.unitsMax) return "email";
  const isTooMany =
    byAddress.holds >= caps.perAddress || byAddress.units + units > caps.unitsMax * ADDRESS_SHARE;
  return isTooMany ? "address" : undefined;
}

/** What opens the payment of something held, and what ends the hold when its time is over. */
export function awaitPayment(now: number, holdExpiresAt: number): Partial<Decision> {
  return {
    effects: [
      { effect: { kind: "open-payment" }, giveUpAt: now + OPEN_FOR_MS },
      { effect: { kind: "end-hold" }, dueAt: holdExpiresAt },
    ],
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
  return decided({ events }, closePayment);
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
  return decided(
    { events: [{ type: "HoldReleased", reason }], withdrawn: ["end-hold"] },
    reservation.kind === "session" ? spotsReleased(reservation, reason) : {},
    reservation.kind === "service" ? tripReleased(reason) : {},
  );
}
