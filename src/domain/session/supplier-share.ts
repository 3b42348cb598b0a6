import { isWithheld } from "./decide-release.ts";
import type { SessionReservation } from "./session-reservation.ts";

/**
 * How the supplier's share of a completed booking stands. `due`: it sets out by itself. `withheld`:
 * only when staff say so. `none`: nothing of what the guest paid is left to divide.
 */
export type ShareState = "due" | "moved" | "withheld" | "none";

export function shareState(reservation: SessionReservation): ShareState {
  if (reservation.transfer?.transfer) return "moved";
  if (isWithheld(reservation)) return "withheld";
  return reservation.transfer === null ? "none" : "due";
}
