/** A stretch of time, UTC epoch milliseconds: from its start to just before its end. */
export interface Period {
  startsAt: number;
  endsAt: number;
}

/** What one hotel has earned in one currency, minor units. */
export interface Commission {
  hotel: string;
  bookings: number;
  amount: number;
  currency: string;
  /** Of these, how many gave money back after they were settled: look at them before paying. */
  refundedAfterwards: number;
  /** Of these, how many suppliers were not paid: blocked for now, or withheld for a dispute. */
  supplierUnpaid: number;
}

/** More lines than that are no batch that anybody pays by hand. */
const LINES_MAX = 500;

/**
 * Each hotel's share of the bookings that were completed in a period ("Hotel revenue" of the
 * experiences document). A booking is completed once, so no two periods pay it twice.
 */
export async function commissions(
  database: D1Database,
  { startsAt, endsAt }: Period,
): Promise<Commission[]> {
  const { results } = await database
    .prepare(
      `SELECT hotel, currency, count(*) AS bookings, sum(hotel_amount) AS amount,
         sum(refunded_amount > total - supplier_amount - hotel_amount - platform_amount)
           AS refundedAfterwards,
         sum(supplier_amount > 0 AND transfer IS NULL) AS supplierUnpaid
       FROM session_reservations
       WHERE status = 'completed' AND hotel IS NOT NULL AND hotel_amount > 0
         AND completed_at >= ? AND completed_at < ?
       GROUP BY hotel, currency ORDER BY hotel, currency LIMIT ${LINES_MAX}`,
    )
    .bind(startsAt, endsAt)
    .all<Commission>();
  return results;
}
