import { emailKey } from "../domain/email-key.ts";
import { refundedAmount, refundIds } from "../domain/reservation.ts";
import type { SessionName } from "../domain/session/session-name.ts";
import type { SessionReservation } from "../domain/session/session-reservation.ts";
import type { SessionTimes } from "../domain/session/session-times.ts";
import type { SessionLedger, SessionSnapshot } from "../objects/session/session-copy.ts";
import { batch, bookingStatements } from "./d1-ledger.ts";

/** The ledger's copies of sessions and of what is reserved in them. A version guards each row. */
export function sessionLedger(database: D1Database): SessionLedger {
  return {
    record: (reservation, at, session, address) =>
      batch(database, [
        reservationStatement(database, reservation, address),
        sessionStatement(database, session, at),
        // Before money there is no booking: a request is none, and neither is an unpaid hold.
        ...(reservation.captured === null ? [] : bookingStatements(database, reservation, at)),
      ]),
    recordSession: (session, at) => batch(database, [sessionStatement(database, session, at)]),
  };
}

/**
 * Notes that somebody is about to ask a session for something, so that the sweep finds it even if
 * neither its alarm nor its first copy ever come. Its next copy says the truth again.
 */
export async function noteSessionDue(
  database: D1Database,
  { experience, date, time, startsAt, endsAt }: SessionName & SessionTimes,
  at: number,
): Promise<void> {
  await database
    .prepare(
      `INSERT INTO sessions (experience, date, time, starts_at, ends_at, open, spots_total,
         spots_available, version, next_due_at, recorded_at)
       VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 0, ?6, ?6)
       ON CONFLICT DO UPDATE SET
         next_due_at = min(coalesce(sessions.next_due_at, excluded.next_due_at), excluded.next_due_at)`,
    )
    .bind(experience, date, time, startsAt, endsAt, at)
    .run();
}

function sessionStatement(database: D1Database, session: SessionSnapshot, at: number) {
  const { experience, date, time, startsAt, endsAt, exists, version, nextDueAt } = session;
  return database
    .prepare(
      `INSERT INTO sessions (experience, date, time, starts_at, ends_at, open, spots_total,
         spots_available, version, next_due_at, recorded_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET open = excluded.open, spots_total = excluded.spots_total,
         spots_available = excluded.spots_available, version = excluded.version,
         next_due_at = excluded.next_due_at, recorded_at = excluded.recorded_at
       WHERE excluded.version > sessions.version`,
    )
    .bind(
      experience,
      date,
      time,
      startsAt,
      endsAt,
      exists ? 1 : 0,
      session.spotsTotal,
      session.spotsAvailable,
      version,
      nextDueAt,
      at,
    );
}

function reservationStatement(
  database: D1Database,
  reservation: SessionReservation,
  address: string | undefined,
) {
  const { customer } = reservation;
  const asker = { asker_email: emailKey(customer.email), asker_address: address ?? null };
  const row = { ...rowOf(reservation), ...asker };
  const columns = Object.keys(row);
  const changes = columns.map((column) => `${column} = excluded.${column}`);
  return database
    .prepare(
      `INSERT INTO session_reservations (${columns.join(", ")})
       VALUES (${columns.map(() => "?").join(", ")})
       ON CONFLICT (reservation) DO UPDATE SET ${changes.join(", ")}
       WHERE excluded.version > session_reservations.version`,
    )
    .bind(...Object.values(row));
}

function rowOf(reservation: SessionReservation): Record<string, string | number | null> {
  const { session, customer, quote, terms, split, link, payment, captured, transfer } = reservation;
  return {
    reservation: reservation.id,
    version: reservation.version,
    experience: reservation.experience,
    date: session.date,
    time: session.time,
    flow: reservation.flow,
    status: reservation.status,
    supplier: reservation.supplier,
    hotel: reservation.hotel,
    user_id: reservation.userId,
    guest_name: customer.name,
    guest_email: customer.email,
    guest_phone: customer.phone ?? null,
    participants: reservation.participants,
    total: quote.total,
    currency: quote.currency,
    begun_at: reservation.heldAt,
    response_deadline: reservation.responseDeadline,
    responded_at: reservation.respondedAt,
    payment_deadline: reservation.holdExpiresAt,
    payment_link: link?.id ?? null,
    payment_link_url: link?.url ?? null,
    payment: payment?.id ?? null,
    charge: captured?.charge ?? null,
    paid_at: captured?.at ?? null,
    supplier_amount: split?.supplier ?? null,
    hotel_amount: split?.hotel ?? null,
    platform_amount: split?.platform ?? null,
    refunded_amount: refundedAmount(reservation),
    refunds: JSON.stringify(refundIds(reservation)),
    completion_check_at: terms.completionCheckAt,
    auto_complete_at: terms.autoCompleteAt,
    completed_at: reservation.completedAt,
    transfer: transfer?.transfer ?? null,
  };
}
