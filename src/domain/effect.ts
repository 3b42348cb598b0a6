import type { LocalDate } from "./local-time.ts";
import type { ReleaseReason } from "./reservation.ts";
import type { OpenItemKind } from "./reservation-event.ts";

export type GuestMessage = "guest-confirmation" | "guest-refund" | "guest-cancellation";
export type AlertKind = OpenItemKind | "multi-day-rollback";

/**
 * One thing to do outside the object. It is stored before it is done, with an id that follows from
 * the reservation and the effect alone: deciding twice stores it once, and every provider call
 * carries that id as its idempotency key where the provider has such a thing.
 */
export type Effect =
  | { kind: "open-payment" }
  /** Due when the hold ends: asks the provider first, and releases only what can no longer be paid. */
  | { kind: "end-hold"; reason?: ReleaseReason }
  /** Cancels a payment that nobody may pay any more (its hold is gone). */
  | { kind: "close-payment" }
  /** Gate 2: a fresh look at the calendar after the money came. */
  | { kind: "check-slot" }
  | { kind: "write-day"; date: LocalDate; generation: number }
  | { kind: "erase-day"; date: LocalDate; generation: number }
  | { kind: "refund"; key: string; amount: number; reason: string }
  /** Reads the payment's refunds at the provider: the answer to every refund webhook. */
  | { kind: "follow-refunds" }
  | { kind: "tell-guest"; message: GuestMessage }
  | { kind: "alert-staff"; alert: AlertKind; detail: string; key: string }
  | { kind: "complete-booking" }
  | { kind: "record-in-ledger" };

export interface PlannedEffect {
  effect: Effect;
  /** UTC epoch milliseconds; absent means now. */
  dueAt?: number;
  /** After this instant the effect is given up instead of tried again. */
  giveUpAt?: number;
  /** An effect that is stored already and done, or not yet due, becomes due again. */
  again?: boolean;
}

/** The part of the id that tells two effects of one reservation apart. */
export function effectName(effect: Effect): string {
  switch (effect.kind) {
    case "write-day":
    case "erase-day":
      return `${effect.kind}/${effect.date}/${effect.generation}`;
    case "refund":
      return `refund/${effect.key}`;
    case "tell-guest":
      return `tell-guest/${effect.message}`;
    case "alert-staff":
      return `alert-staff/${effect.alert}/${effect.key}`;
    default:
      return effect.kind;
  }
}
