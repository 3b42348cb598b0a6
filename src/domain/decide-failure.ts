import {
  closePayment,
  type Decision,
  decided,
  nothing,
  recordInLedger,
  requestRefund,
  tell,
} from "./decision.ts";
import type { Message, PlannedEffect } from "./effect.ts";
import type { LocalDate } from "./local-time.ts";
import { evolve, type FailureReason, type Reservation } from "./reservation.ts";
import type { ReservationEvent } from "./reservation-event.ts";
import type { Alternative } from "./room/alternatives.ts";

export interface Failure {
  reason: FailureReason;
  detail: string;
  conflicts?: LocalDate[];
  alternatives?: Alternative[];
}

export const refundMessage: Record<Reservation["kind"], Message> = {
  room: "guest-refund",
  session: "guest_refund_processed",
  service: "client-refund",
};

/**
 * Paid, but not to be booked: everything written goes, and the money goes back in full. The guest
 * hears it now: what is free nearby will not stay free, and a refund can take its time.
 */
export function failFulfilment(reservation: Reservation, failure: Failure): Decision {
  if (reservation.status !== "paid") return nothing;
  const { reason, detail, conflicts = [], alternatives = [] } = failure;
  const event: ReservationEvent = {
    type: "FulfilmentFailed",
    reason,
    detail,
    conflicts,
    alternatives,
  };
  const failed = evolve(reservation, event);
  const amount = reservation.captured?.amount ?? 0;
  return decided(
    { events: [event] },
    undoFulfilment(failed),
    requestRefund(failed, { key: "not-booked", amount, reason }),
    tell(refundMessage[failed.kind]),
    recordInLedger,
  );
}

/**
 * Takes back what was done outside for a reservation. A room: deletes every day that was or may have
 * been written. A day whose write was never even tried is deleted too: it costs one call, and needs
 * no trust in what was recorded about a lost answer. Anything else: nobody may pay it any more.
 */
export function undoFulfilment(reservation: Reservation): Partial<Decision> {
  if (reservation.kind !== "room") return closePayment;
  const entries = Object.entries(reservation.calendar);
  const effects = entries.map(
    ([date, { generation }]): PlannedEffect => ({
      effect: { kind: "erase-day", date, generation },
      again: true,
    }),
  );
  const withdrawn = entries.map(([date, { generation }]) => `write-day/${date}/${generation}`);
  return { effects, withdrawn: [...withdrawn, "check-slot"] };
}
