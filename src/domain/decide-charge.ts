import { type Decision, decided, nothing, recordInLedger } from "./decision.ts";
import type { Reservation } from "./reservation.ts";

/**
 * The provider's charge behind a payment that is known already: not everything that tells of a
 * payment names it. The first one that is heard of stays.
 */
export function chargeSeen(
  reservation: Reservation,
  seen: { payment: string; charge?: string | undefined },
): Decision {
  const { captured, payment } = reservation;
  if (seen.charge === undefined || captured === null || payment?.id !== seen.payment) {
    return nothing;
  }
  if (captured.charge !== undefined) return nothing;
  return decided({ events: [{ type: "ChargeRecorded", charge: seen.charge }] }, recordInLedger);
}
