import type { LocalDate } from "../domain/local-time.ts";
import { type Page, pageOf } from "./staff-lists-page.ts";

/** What staff look for among the bookings. Everything that is given must hold. */
export interface BookingsWanted {
  /** Local dates of the bookable, both included: a booking counts when it has a day among them. */
  from?: LocalDate | undefined;
  to?: LocalDate | undefined;
  kind?: "room" | "session" | "service" | undefined;
  status?: string | undefined;
  /** Part of the id, the code, the payment, or the guest's name or email address. */
  q?: string | undefined;
  after?: { startsAt: number; reservation: string } | undefined;
  limit: number;
}

export interface ListedBooking {
  reservation: string;
  kind: string;
  /** The room, the session's experience, or the service. */
  bookable: string;
  /** Null until it is paid: guests have no code before. */
  code: string | null;
  status: string;
  payment: string | null;
  customer: { name: string; email: string };
  dates: LocalDate[];
  startsAt: number;
  endsAt: number;
  amount: number;
  currency: string;
  refundedAmount: number;
  /** Of sessions only. */
  session: { flow: string; participants: number; supplier: string; hotel: string | null } | null;
}

interface BookingRow {
  reservation: string;
  kind: string;
  bookable: string;
  code: string | null;
  status: string;
  payment: string | null;
  customer_name: string;
  customer_email: string;
  dates: string;
  starts_at: number;
  ends_at: number;
  amount: number;
  currency: string;
  refunded_amount: number;
  flow: string | null;
  participants: number | null;
  supplier: string | null;
  hotel: string | null;
}

/** Bookings, and the requests and unpaid reservations of sessions, which are no bookings yet. */
const SEEN = `
  SELECT reservation, kind, bookable, code, b.status, b.payment, customer_name, customer_email,
    dates, starts_at, ends_at, amount, b.currency, b.refunded_amount,
    flow, participants, supplier, hotel
  FROM bookings b LEFT JOIN session_reservations s USING (reservation)
  UNION ALL
  SELECT reservation, 'session', experience, NULL, status, payment, guest_name, guest_email,
    json_array(date), starts_at, ends_at, total, currency, refunded_amount,
    flow, participants, supplier, hotel
  FROM session_reservations JOIN sessions USING (experience, date, time)
  WHERE paid_at IS NULL`;

/** What the ledger's copies show, by start. A list to find things in: the object knows better. */
export async function listBookings(
  database: D1Database,
  wanted: BookingsWanted,
): Promise<Page<ListedBooking>> {
  const { from, to, kind, status, q, after, limit } = wanted;
  const { results } = await database
    .prepare(
      `SELECT * FROM (${SEEN})
       WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR status = ?2)
         AND EXISTS (SELECT 1 FROM json_each(dates)
           WHERE (?3 IS NULL OR value >= ?3) AND (?4 IS NULL OR value <= ?4))
         AND (?5 IS NULL OR instr(lower(reservation || ' ' || coalesce(code, '') || ' '
           || coalesce(payment, '') || ' ' || customer_name || ' ' || customer_email),
           lower(?5)) > 0)
         AND (?6 IS NULL OR (starts_at, reservation) > (?6, ?7))
       ORDER BY starts_at, reservation LIMIT ?8`,
    )
    .bind(
      kind ?? null,
      status ?? null,
      from ?? null,
      to ?? null,
      q ?? null,
      after?.startsAt ?? null,
      after?.reservation ?? null,
      limit + 1,
    )
    .all<BookingRow>();
  return pageOf(results, limit, {
    cursor: (row) => [row.starts_at, row.reservation],
    item: listedBooking,
  });
}

function listedBooking(row: BookingRow): ListedBooking {
  const { reservation, kind, bookable, code, status, payment, amount, currency } = row;
  const { flow, participants, supplier, hotel } = row;
  const isSession = flow !== null && participants !== null && supplier !== null;
  return {
    reservation,
    kind,
    bookable,
    code,
    status,
    payment,
    customer: { name: row.customer_name, email: row.customer_email },
    dates: JSON.parse(row.dates) as LocalDate[],
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    amount,
    currency,
    refundedAmount: row.refunded_amount,
    session: isSession ? { flow, participants, supplier, hotel } : null,
  };
}
