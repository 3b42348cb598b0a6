import type { ExtraAnswers } from "../../domain/extras.ts";
import type { LocalDate, WallTime } from "../../domain/local-time.ts";
import type { PriceLine, Quote } from "../../domain/money.ts";
import type { Alternative } from "../../domain/room/alternatives.ts";
import type { DayAvailability } from "../../domain/room/free-time.ts";

/** A broken rule as the API says it: `field` is a path in the request, `message` is for the guest. */
export interface FieldViolation {
  field: string;
  message: string;
  date?: LocalDate;
}

/** RFC 9457 problem details with this product's additions. */
export interface Problem {
  code: string;
  title: string;
  status: number;
  detail?: string;
  violations?: FieldViolation[];
  conflicts?: LocalDate[];
  alternatives?: Alternative[];
  /** How many spots a full session still has. */
  spotsAvailable?: number;
}

/**
 * `unreachable`: no usable answer came back, so whether the request was carried out is not known.
 * `answeredAt`: the API's clock when it answered (UTC epoch ms), this machine's where it says none.
 */
export type ApiResult<T> =
  | { ok: true; value: T; answeredAt: number }
  | { ok: false; reason: "problem"; problem: Problem }
  | { ok: false; reason: "unreachable" };

export interface RoomSlot {
  room: string;
  dates: LocalDate[];
  start: WallTime;
  end: WallTime;
  attendees: number;
  discount?: string;
  extras?: ExtraAnswers;
}

export interface QuoteAnswer extends Quote {
  refundPolicy: string[];
}

export interface HoldRequest extends RoomSlot {
  customer: { name: string; email: string; phone?: string };
  notes?: string;
}

export interface HoldAnswer {
  reservation: string;
  paymentIntent: string;
  clientSecret: string;
  publishableKey: string;
  amount: number;
  currency: string;
  lines: PriceLine[];
  /** UTC epoch milliseconds, or an ISO 8601 instant. */
  holdExpiresAt: number | string;
}

/** `unpaid`: held, and no payment has been heard of yet. */
export type PaymentState =
  | "unpaid"
  | "processing"
  | "confirmed"
  | "refunded"
  | "expired"
  | "unknown";

interface PaidFor {
  reservation: string;
  code?: string;
  timeZone: string;
  currency: string;
  lines: PriceLine[];
  total: number;
  refundedAmount?: number;
  reason?: string;
  customer?: { name: string; email: string };
  refundPolicy: string[];
  replyTo: string;
}

export interface PaidRoom extends PaidFor {
  room: { slug: string; name: string };
  days: { date: LocalDate; start: WallTime; end: WallTime }[];
  attendees: number;
  alternatives?: Alternative[];
}

export interface PaidClass extends PaidFor {
  experience: { slug: string; name: string };
  date: LocalDate;
  start: WallTime;
  end: WallTime;
  participants: number;
  meetingPoint: string;
  whatToBring: string[];
  /** Until when the link in the confirmation email cancels it; absent when it cannot be cancelled. */
  cancelUntil?: string;
  /** Which hotel brought the guest. */
  hotel?: string;
}

export type PaidBooking = PaidRoom | PaidClass;

export interface PaymentAnswer {
  found: boolean;
  status: PaymentState;
  booking: PaidBooking | null;
}

/** An answer that takes longer than this is treated as lost: a guest should not stare at a spinner. */
const answerTimeoutMs = 20_000;

/** Calls the API; never throws. */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<ApiResult<T>> {
  try {
    const response = await fetch(path, { ...init, signal: AbortSignal.timeout(answerTimeoutMs) });
    const body = (await response.json()) as unknown;
    if (response.ok) return { ok: true, value: body as T, answeredAt: answeredAt(response) };
    return isProblem(body)
      ? { ok: false, reason: "problem", problem: body }
      : { ok: false, reason: "unreachable" };
  } catch {
    return { ok: false, reason: "unreachable" };
  }
}

/** The header counts whole seconds: the end of that second never promises more than there is. */
function answeredAt(response: Response): number {
  const date = Date.parse(response.headers.get("date") ?? "");
  return Number.isNaN(date) ? Date.now() : date + 999;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "title" in body;
}

export const post = <T>(path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask<T>(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

/** The availability of each date from `from` to `to`, both included. */
export function askAvailability(room: string, from: LocalDate, to: LocalDate) {
  const query = new URLSearchParams({ from, to });
  return ask<{ days: DayAvailability[] }>(`/api/rooms/${room}/availability?${query}`);
}

/** The price of a slot. Holds nothing. */
export const askQuote = (slot: RoomSlot) => post<QuoteAnswer>("/api/quote", slot);

/** Holds the slot and opens a payment. Repeating it with the same `attemptKey` is safe. */
export const askHold = (request: HoldRequest, attemptKey: string) =>
  post<HoldAnswer>("/api/create-payment-intent", request, { "idempotency-key": attemptKey });

/** Gives an unpaid hold back. */
export const askRelease = (reservation: string, clientSecret: string) =>
  post<{ status: string }>(`/api/reservations/${reservation}/release`, { clientSecret });

/** What became of a payment. Personal details come only with the payment's client secret. */
export function askPayment(payment: {
  paymentIntent: string;
  clientSecret?: string | undefined;
  reservation?: string | undefined;
}) {
  const query = new URLSearchParams({ payment_intent: payment.paymentIntent });
  if (payment.clientSecret) query.set("payment_intent_client_secret", payment.clientSecret);
  if (payment.reservation) query.set("reservation", payment.reservation);
  return ask<PaymentAnswer>(`/api/bookings/by-payment-intent?${query}`);
}
