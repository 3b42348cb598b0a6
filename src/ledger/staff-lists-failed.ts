import { type Page, pageOf } from "./staff-lists-page.ts";

/** What a member of staff did about something, in their words. */
export interface Resolution {
  at: number;
  by: string;
  note: string;
}

/** A payment that succeeded and did not become a booking. Amounts in minor units. */
export interface FailedBooking {
  reservation: string;
  bookable: string;
  customer: { name: string; email: string };
  payment: string;
  paid: boolean;
  reason: string;
  amount: number;
  currency: string;
  refunded: boolean;
  createdAt: number;
  resolution: Resolution | null;
  /** Not refunded in full as far as Stripe has confirmed, and nobody has said what became of it. */
  open: boolean;
}

export interface FailedWanted {
  after?: { open: number; createdAt: number; reservation: string } | undefined;
  limit: number;
}

interface FailedRow {
  reservation: string;
  bookable: string;
  customer_name: string;
  customer_email: string;
  stripe_payment_id: string;
  stripe_paid: number;
  error_message: string;
  amount: number;
  currency: string;
  refunded: number;
  created_at: number;
  resolved_at: number | null;
  resolved_by: string | null;
  resolution: string | null;
  is_open: number;
}

/** What is still open first, then the newest. */
export async function listFailedBookings(
  database: D1Database,
  { after, limit }: FailedWanted,
): Promise<Page<FailedBooking>> {
  const { results } = await database
    .prepare(
      `SELECT * FROM (SELECT *, refunded = 0 AND resolved_at IS NULL AS is_open
         FROM failed_bookings)
       WHERE ?1 IS NULL OR (is_open, created_at, reservation) < (?1, ?2, ?3)
       ORDER BY is_open DESC, created_at DESC, reservation DESC LIMIT ?4`,
    )
    .bind(after?.open ?? null, after?.createdAt ?? null, after?.reservation ?? null, limit + 1)
    .all<FailedRow>();
  return pageOf(results, limit, {
    cursor: (row) => [row.is_open, row.created_at, row.reservation],
    item: failedBooking,
  });
}

/**
 * Says what became of a failed booking; who was first stays. `undefined` when there is none with
 * this id.
 */
export async function resolveFailedBooking(
  database: D1Database,
  reservation: string,
  { at, by, note }: Resolution,
): Promise<Resolution | undefined> {
  const { results } = await database
    .prepare(
      `UPDATE failed_bookings SET
         resolution = CASE WHEN resolved_at IS NULL THEN ?2 ELSE resolution END,
         resolved_by = CASE WHEN resolved_at IS NULL THEN ?3 ELSE resolved_by END,
         resolved_at = coalesce(resolved_at, ?4)
       WHERE reservation = ?1 RETURNING *`,
    )
    .bind(reservation, note, by, at)
    .all<FailedRow>();
  const [row] = results;
  return row && (resolutionOf(row) ?? undefined);
}

function failedBooking(row: FailedRow): FailedBooking {
  const { reservation, bookable, amount, currency } = row;
  return {
    reservation,
    bookable,
    customer: { name: row.customer_name, email: row.customer_email },
    payment: row.stripe_payment_id,
    paid: row.stripe_paid === 1,
    reason: row.error_message,
    amount,
    currency,
    refunded: row.refunded === 1,
    createdAt: row.created_at,
    resolution: resolutionOf(row),
    open: row.is_open === 1,
  };
}

function resolutionOf({ resolved_at: at, resolved_by: by, resolution }: FailedRow) {
  return at === null ? null : { at, by: by ?? "", note: resolution ?? "" };
}
