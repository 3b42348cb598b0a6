import {
  beginsAt,
  bookableOf,
  datesOf,
  endsAt,
  type Reservation,
  refundedAmount,
} from "../domain/reservation.ts";
import type { LedgerCopy } from "../outbox/handler.ts";
import type { Outcome } from "../providers/outcome.ts";

/** The ledger in D1. One batch is one transaction; a version guards each row. */
export function d1Ledger(database: D1Database): LedgerCopy {
  return {
    record(reservation, at) {
      return batch(database, bookingStatements(database, reservation, at));
    },
  };
}

/** The copy of a booking that was paid, or of a hold that might have been: rooms and sessions alike. */
export function bookingStatements(database: D1Database, reservation: Reservation, at: number) {
  const statements = [booking(database, reservation, at)];
  if (reservation.failure !== null) statements.push(failedBooking(database, reservation, at));
  return statements;
}

export async function batch(
  database: D1Database,
  statements: D1PreparedStatement[],
): Promise<Outcome<void>> {
  try {
    await database.batch(statements);
    return { kind: "ok", value: undefined };
  } catch (error) {
    return { kind: "unknown", reason: String(error) };
  }
}

function booking(database: D1Database, reservation: Reservation, at: number) {
  const { id, version, code, kind, status, payment, customer, quote } = reservation;
  return database
    .prepare(
      `INSERT INTO bookings (reservation, version, code, kind, bookable, status, payment,
         customer_name, customer_email, dates, starts_at, ends_at, amount, currency,
         refunded_amount, recorded_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (reservation) DO UPDATE SET version = excluded.version,
         status = excluded.status, payment = excluded.payment,
         refunded_amount = excluded.refunded_amount, recorded_at = excluded.recorded_at
       WHERE excluded.version > bookings.version`,
    )
    .bind(
      id,
      version,
      code,
      kind,
      bookableOf(reservation),
      status,
      payment?.id ?? null,
      customer.name,
      customer.email,
      JSON.stringify(datesOf(reservation)),
      beginsAt(reservation),
      endsAt(reservation),
      quote.total,
      quote.currency,
      refundedAmount(reservation),
      at,
    );
}

function failedBooking(database: D1Database, reservation: Reservation, at: number) {
  const { id, version, payment, customer, quote, captured, failure } = reservation;
  const refunded = refundedAmount(reservation) >= (captured?.amount ?? 0);
  return database
    .prepare(
      `INSERT INTO failed_bookings (reservation, version, bookable, customer_name, customer_email,
         stripe_payment_id, stripe_paid, error_message, amount, currency, refunded, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (reservation) DO UPDATE SET version = excluded.version,
         error_message = excluded.error_message, refunded = excluded.refunded
       WHERE excluded.version > failed_bookings.version`,
    )
    .bind(
      id,
      version,
      bookableOf(reservation),
      customer.name,
      customer.email,
      payment?.id ?? "",
      captured === null ? 0 : 1,
      failure?.reason ?? "",
      captured?.amount ?? quote.total,
      quote.currency,
      refunded ? 1 : 0,
      at,
    );
}
