import { type Decision, decided } from "../decision.ts";
import type { PlannedEffect, ServiceText } from "../effect.ts";
import { receiptOf, receiptSeen } from "./decide-service.ts";
import { isOnItsWay, type ReceiptStatus } from "./receipt.ts";
import type { ServiceReservation } from "./service-reservation.ts";

/** One message at its provider, to be looked at because nobody has said how it ended. */
export interface UnsettledText {
  message: ServiceText;
  /** Of a notice: the message that did not arrive. */
  about?: string | undefined;
  /** The provider's id of it. */
  id: string;
  look: 1 | 2;
}

const MINUTE_MS = 60_000;
/** Callbacks come within seconds, or when the phone is on again: a while for each. */
const LOOK_AFTER_MS = { 1: 15 * MINUTE_MS, 2: 60 * MINUTE_MS };
/** A provider that does not answer for so long is asked at the next look, if there is one. */
const LOOK_WITHIN_MS = 60 * MINUTE_MS;

/** The provider took a WhatsApp message. If no receipt says how it ends, it is looked at. */
export function textAccepted(
  reservation: ServiceReservation,
  accepted: Omit<UnsettledText, "look"> & { detail: string },
  now: number,
): Decision {
  const { detail: _, ...text } = accepted;
  return decided(
    receiptSeen(reservation, { ...accepted, status: "queued" }),
    isSettled(reservation, text) ? {} : { effects: [lookAt({ ...text, look: 1 }, now)] },
  );
}

/**
 * What a look has seen counts as a receipt does; `undefined` when the provider could not be asked.
 * After the second look it is recorded that nobody knows: a later callback is still believed.
 */
export function textLooked(
  reservation: ServiceReservation,
  { look, ...text }: UnsettledText,
  sight: { status: ReceiptStatus; detail: string } | undefined,
  now: number,
): Decision {
  if (isSettled(reservation, text)) return decided();
  if (sight !== undefined && (look === 1 || !isOnItsWay(sight.status))) {
    const seen = receiptSeen(reservation, { ...text, ...sight });
    if (!isOnItsWay(sight.status)) return seen;
    return decided(seen, { effects: [lookAt({ ...text, look: 2 }, now)] });
  }
  if (look === 1) return decided({ effects: [lookAt({ ...text, look: 2 }, now)] });
  const detail = sight === undefined ? "the provider could not be asked" : `still ${sight.status}`;
  return receiptSeen(reservation, { ...text, status: "unknown", detail });
}

/** Whether somebody has said already how the message ended. */
export function isSettled(
  reservation: ServiceReservation,
  text: Pick<UnsettledText, "message" | "about">,
): boolean {
  const known = receiptOf(reservation, text)?.status;
  return known !== undefined && !isOnItsWay(known);
}

function lookAt(text: UnsettledText, now: number): PlannedEffect {
  const dueAt = now + LOOK_AFTER_MS[text.look];
  return { effect: { kind: "look-at-text", ...text }, dueAt, giveUpAt: dueAt + LOOK_WITHIN_MS };
}
