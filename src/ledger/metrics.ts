import { type Commission, commissions, type Period } from "./commissions.ts";

/** So many of so many; `rate` is null while there is nothing to compare with. */
export interface Rate {
  count: number;
  of: number;
  rate: number | null;
}

/**
 * The experiences document's "Success Metrics to Track", of the session reservations that began in
 * a period; revenue of the bookings that were completed in it.
 */
export interface SessionMetrics {
  /** Bookings created of requests submitted. */
  requestConversion: Rate;
  /** Requests accepted or declined of all requests. */
  supplierResponse: Rate;
  /** Bookings of everything that could be paid: accepted requests, instant bookings and classes. */
  paymentCompletion: Rate;
  /** From request to answer, milliseconds; null while nobody has answered. */
  averageResponseMs: number | null;
  /** Cancelled of all bookings. */
  cancellation: Rate;
  hotelRevenue: Commission[];
}

/** A paid reservation that stands, or stood: a payment that failed to become one never was. */
const BOOKED = "status IN ('confirmed', 'completed', 'cancelled')";

interface Counts {
  requests: number;
  requests_booked: number;
  answered: number;
  payable: number;
  booked: number;
  cancelled: number;
  response_ms: number | null;
}

export async function sessionMetrics(
  database: D1Database,
  period: Period,
): Promise<SessionMetrics> {
  const { results } = await database
    .prepare(
      `SELECT count(*) FILTER (WHERE flow = 'request') AS requests,
         count(*) FILTER (WHERE flow = 'request' AND ${BOOKED}) AS requests_booked,
         count(responded_at) AS answered,
         count(payment_deadline) AS payable,
         count(*) FILTER (WHERE ${BOOKED}) AS booked,
         count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
         avg(responded_at - begun_at) AS response_ms
       FROM session_reservations WHERE begun_at >= ? AND begun_at < ?`,
    )
    .bind(period.startsAt, period.endsAt)
    .all<Counts>();
  const [counts] = results;
  if (counts === undefined) throw new Error("an aggregate has one row");
  const { requests, answered, payable, booked, cancelled, response_ms } = counts;
  return {
    requestConversion: rateOf(counts.requests_booked, requests),
    supplierResponse: rateOf(answered, requests),
    paymentCompletion: rateOf(booked, payable),
    averageResponseMs: response_ms === null ? null : Math.round(response_ms),
    cancellation: rateOf(cancelled, booked),
    hotelRevenue: await commissions(database, period),
  };
}

/** Failed bookings that came up in a period, and the refunds of the bookings that begin in it. */
export async function troubleMetrics(database: D1Database, { startsAt, endsAt }: Period) {
  const failed = await database
    .prepare(
      `SELECT count(*) AS count, count(*) FILTER (WHERE refunded = 0 AND resolved_at IS NULL) AS open
       FROM failed_bookings WHERE created_at >= ? AND created_at < ?`,
    )
    .bind(startsAt, endsAt)
    .all<{ count: number; open: number }>();
  const refunds = await database
    .prepare(
      `SELECT currency, count(*) AS bookings, sum(refunded_amount) AS amount FROM bookings
       WHERE refunded_amount > 0 AND starts_at >= ? AND starts_at < ?
       GROUP BY currency ORDER BY currency`,
    )
    .bind(startsAt, endsAt)
    .all<{ currency: string; bookings: number; amount: number }>();
  const [failedBookings = { count: 0, open: 0 }] = failed.results;
  return { failedBookings, refunds: refunds.results };
}

function rateOf(count: number, of: number): Rate {
  return { count, of, rate: of === 0 ? null : count / of };
}
