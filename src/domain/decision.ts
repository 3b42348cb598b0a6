import type { AlertKind, Effect, Message, PlannedEffect } from "./effect.ts";
import type { Reservation } from "./reservation.ts";
import { refundsUnderway } from "./reservation.ts";
import type { OpenItemKind, ReservationEvent } from "./reservation-event.ts";

/** What a command leads to. The object writes all of it in one transaction, or nothing. */
export interface Decision {
  events: ReservationEvent[];
  effects: PlannedEffect[];
  /** Names of stored effects that must not run any more. */
  withdrawn: string[];
}

export const nothing: Decision = { events: [], effects: [], withdrawn: [] };

export function decided(...parts: Partial<Decision>[]): Decision {
  return {
    events: parts.flatMap((part) => part.events ?? []),
    effects: parts.flatMap((part) => part.effects ?? []),
    withdrawn: parts.flatMap((part) => part.withdrawn ?? []),
  };
}

/**
 * Opens an item for staff and alerts them; the same key a second time does nothing. `payment`: the one
 * that it is about, where that is not the reservation's own.
 */
export function openItem(
  reservation: Reservation,
  item: { kind: OpenItemKind; key: string; detail: string; payment?: string },
): Decision {
  const key = `${item.kind}/${item.key}`;
  if (reservation.items[key] !== undefined) return nothing;
  return decided(
    { events: [{ type: "ItemOpened", key, kind: item.kind, detail: item.detail }] },
    alertStaff(item.kind, item.key, item.detail, item.payment),
  );
}

/** The item of an effect that does not succeed, by its name: one, however it is noticed. */
export function effectStuck(name: string, reason: string) {
  return {
    kind: "effect-stuck" as const,
    key: name,
    detail: `${name} does not succeed: ${reason}`,
  };
}

export function alertStaff(
  alert: AlertKind,
  key: string,
  detail: string,
  payment?: string,
): Partial<Decision> {
  const another = payment === undefined ? {} : { payment };
  return { effects: [{ effect: { kind: "alert-staff", alert, key, detail, ...another } }] };
}

/** Each message of a reservation is told once, however often it is decided. */
export function tell(...messages: Message[]): Partial<Decision> {
  return { effects: messages.map((message) => ({ effect: { kind: "tell", message } })) };
}

/** The ledger is a copy: every change that a list or a report shows asks for a new one. */
export const recordInLedger: Partial<Decision> = {
  effects: [{ effect: { kind: "record-in-ledger" }, again: true }],
};

/** Nobody may pay it any more. Asked for anew each time: a link may have sessions open by then. */
export const closePayment: Partial<Decision> = {
  effects: [{ effect: { kind: "close-payment" }, again: true }],
};

/** At most what was captured and is not already on its way back; nothing when that is nothing. */
export function requestRefund(
  reservation: Reservation,
  wanted: { key: string; amount: number; reason: string },
): Decision {
  const left = (reservation.captured?.amount ?? 0) - refundsUnderway(reservation);
  const amount = Math.min(wanted.amount, left);
  if (amount <= 0 || reservation.refunds[wanted.key] !== undefined) return nothing;
  const effect: Effect = { kind: "refund", key: wanted.key, amount, reason: wanted.reason };
  return decided({
    events: [{ type: "RefundRequested", key: wanted.key, amount }],
    effects: [{ effect }],
  });
}
