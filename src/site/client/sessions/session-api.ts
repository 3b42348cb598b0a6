import type { LocalDate, WallTime } from "../../../domain/local-time.ts";
import { ask, type HoldAnswer, post } from "../api.ts";

/** A session that guests may book. `session` is "2026-12-12T10:00": date and time on the wall. */
export interface OfferedSession {
  session: string;
  date: LocalDate;
  time: WallTime;
  startsAt: string;
  endsAt: string;
  spotsTotal: number;
  spotsAvailable: number;
}

export interface ReservationRequest {
  experience: string;
  /** One of the two: a session that there is, or a date and time of the guest's own. */
  session?: string;
  requested?: { date: LocalDate; time: WallTime };
  participants: number;
  guest: { firstName: string; lastName: string; email: string; phone: string };
  hotel?: string;
}

/** What became of a reservation request. Instants are ISO 8601. */
export interface ReservationAnswer {
  reservation: string;
  status: "approved" | "pending";
  bookingUrl: string;
  paymentUrl?: string;
  paymentDeadline?: string;
  responseDeadline?: string;
}

export interface ClassRequest {
  experience: string;
  session: string;
  participants: number;
  customer: { name: string; email: string; phone?: string };
  hotel?: string;
}

export type GuestBookingStatus =
  | "pending"
  | "approved"
  | "paid"
  | "confirmed"
  | "completed"
  | "cancelled"
  | "declined"
  | "expired"
  | "failed";

/** The guest's own view of a reservation. Amounts are in minor units, instants ISO 8601. */
export interface GuestBooking {
  status: GuestBookingStatus;
  code: string;
  date: LocalDate;
  time: WallTime;
  participants: number;
  /** Which hotel brought the guest. */
  hotel?: string;
  total: number;
  currency: string;
  paymentUrl?: string;
  paymentDeadline?: string;
  responseDeadline?: string;
  cancelUntil?: string;
  canCancel: boolean;
  /** Where the guest cancels, while that is possible. */
  cancelUrl?: string;
  /** All that goes back, and how much of it has gone, is on its way, or did not arrive. */
  refundedAmount?: number;
  refund?: { returned: number; underway: number; failed: number };
  /** What was paid once more by mistake: it goes back, has set out, or could not. */
  paidTwice?: { taken: number; returned: number; failed: number };
  /** A payment has come that does not fit: people look at it. */
  paymentMismatched?: boolean;
  /** Why a paid booking was not kept, as a sentence. */
  reason?: string;
}

/** The sessions of each date from `from` to `to`, both included. */
export function askSessions(experience: string, from: LocalDate, to: LocalDate) {
  const query = new URLSearchParams({ from, to });
  return ask<{ sessions: OfferedSession[] }>(`/api/experiences/${experience}/sessions?${query}`);
}

/** Takes spots, or asks the supplier. Repeating it with the same `attemptKey` is safe. */
export const askReservation = (request: ReservationRequest, attemptKey: string) =>
  post<ReservationAnswer>("/api/reservations", request, { "idempotency-key": attemptKey });

/** Holds spots of a class and opens a payment. Repeating it with the same `attemptKey` is safe. */
export const askClassHold = (request: ClassRequest, attemptKey: string) =>
  post<HoldAnswer>("/api/create-payment-intent", request, { "idempotency-key": attemptKey });

/** A reservation as its guest may see it; the token comes from a link of theirs. */
export function askGuestBooking(reservation: string, token: string) {
  const query = new URLSearchParams({ token });
  return ask<GuestBooking>(`/api/bookings/${encodeURIComponent(reservation)}?${query}`);
}
