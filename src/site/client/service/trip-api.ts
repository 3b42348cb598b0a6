import type { PublicService } from "../../../catalogue/public-view.ts";
import type { ExtraAnswers } from "../../../domain/extras.ts";
import type { LocalDate, WallTime } from "../../../domain/local-time.ts";
import type { PriceLine } from "../../../domain/money.ts";
import { ask, type PaymentState, post, type QuoteAnswer } from "../api.ts";

/** What a price depends on, and what of the rest is settled already: the API checks that too. */
export interface TripQuoteRequest {
  service: PublicService["slug"];
  route: string;
  format: string;
  package: string;
  passengers: number;
  date?: LocalDate;
  time?: WallTime;
  pickup?: { place: string; details?: string };
  dropOff?: string;
  extras?: ExtraAnswers;
}

export interface CheckoutRequest extends TripQuoteRequest {
  date: LocalDate;
  time: WallTime;
  pickup: { place: string; details?: string };
  notes?: string;
  guest: { name: string; email: string; phone: string; whatsapp: boolean };
  /** An unpaid trip of this guest that this one takes the place of. */
  replaces?: { reservation: string; checkoutSession: string };
}

/** A trip that is kept until `holdExpiresAt` (ISO 8601), and where it is paid. */
export interface CheckoutAnswer {
  reservation: string;
  bookingCode: string;
  checkoutSession: string;
  /** Absent once the trip is no longer kept. */
  url?: string;
  amount: number;
  currency: string;
  lines: PriceLine[];
  holdExpiresAt: string;
}

/** A trip as its guest may see it after paying. */
export interface BookedTrip {
  code: string;
  route: string;
  format: string;
  package: string;
  date: LocalDate;
  time: WallTime;
  passengers: number;
  pickup: { place: string; details?: string };
  dropOff?: string;
  extras: { label: string; value: string }[];
  lines: PriceLine[];
  total: number;
  currency: string;
  /** As it was agreed to, in sentences. */
  refundPolicy: string[];
  /** Whether the guest is written to by WhatsApp, too. */
  whatsapp: boolean;
  refundedAmount?: number;
  /** Why a paid trip was not kept, or an unpaid one is over: only when its payment has failed. */
  reason?: string;
}

export interface BookedTripAnswer {
  status: PaymentState;
  booking: BookedTrip | null;
}

/** The price of a trip so far. Holds nothing. */
export const askTripQuote = (trip: TripQuoteRequest) => post<QuoteAnswer>("/api/quote", trip);

/** Keeps the trip and opens the hosted payment. Repeating it with the same `attemptKey` is safe. */
export const askCheckout = (request: CheckoutRequest, attemptKey: string) =>
  post<CheckoutAnswer>("/api/checkout-sessions", request, { "idempotency-key": attemptKey });

/** Gives an unpaid trip up: its vehicles are free for others at once. */
export const giveUpTrip = (reservation: string, checkoutSession: string) =>
  post<{ status: string }>(`/api/reservations/${reservation}/release`, { checkoutSession });

/** What became of a trip; the id of the hosted payment is known to its guest only. */
export function askBookedTrip(session: string, reservation: string) {
  const query = new URLSearchParams({ session_id: session, reservation });
  return ask<BookedTripAnswer>(`/api/bookings/by-checkout-session?${query}`);
}
