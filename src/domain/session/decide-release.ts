import { type Decision, decided, nothing, recordInLedger, tell } from "../decision.ts";
import { disputesIn, splitOfKept, withheldKey } from "./decide-settlement.ts";
import type { SessionReservation } from "./session-reservation.ts";

/**
 * Staff have settled why a supplier's share was withheld, and want it paid after all. What the guest
 * has finally paid is divided anew. Of the disputes they know now; another one withholds it again.
 */
export function releaseSettlement(reservation: SessionReservation): Decision {
  const split = splitOfKept(reservation);
  if (!isWithheld(reservation) || split.supplier === 0) return nothing;
  const disputes = disputesIn(reservation);
  return decided(
    {
      events: [
        { type: "SplitFixed", split },
        { type: "SettlementReleased", amount: split.supplier, disputes },
      ],
      effects: [{ effect: { kind: "transfer", amount: split.supplier }, again: true }],
    },
    split.hotel > 0 ? tell("hotel_commission_earned") : {},
    recordInLedger,
  );
}

/** Completed, and its supplier is not paid before staff say so. */
export function isWithheld(reservation: SessionReservation): boolean {
  const { status, transfer, items } = reservation;
  if (status !== "completed" || transfer?.transfer) return false;
  return items[`settlement-withheld/${withheldKey(reservation)}`] !== undefined;
}
