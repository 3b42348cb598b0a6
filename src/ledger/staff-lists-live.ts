/** Changed this recently, a reservation may still have something to do. */
const RECENT_MS = 30 * 24 * 60 * 60_000;

/**
 * Reservations that may have something left to do outside: rank 0 where the copy shows that
 * something is late or its money unsettled, 1 for the rest. Newest change first within a rank.
 */
const LIVE = `
  SELECT reservation, bookable, recorded_at AS changed_at,
    CASE WHEN status = 'paid'
      OR status IN ('failed', 'cancelled') AND refunded_amount < amount THEN 0 ELSE 1 END AS rank
  FROM bookings WHERE status IN ('paid', 'confirmed') OR recorded_at >= ?1 - ${RECENT_MS}
  UNION ALL
  SELECT reservation, experience, begun_at,
    CASE WHEN coalesce(payment_deadline, response_deadline) < ?1 THEN 0 ELSE 1 END
  FROM session_reservations WHERE status IN ('pending', 'approved')
  UNION ALL
  SELECT reservation, experience, completed_at, 0
  FROM session_reservations WHERE status = 'completed' AND transfer IS NULL AND supplier_amount > 0`;

/** Ids of at most `limit` live reservations, those that look late first. */
export async function liveReservations(
  database: D1Database,
  { now, limit }: { now: number; limit: number },
): Promise<string[]> {
  const { results } = await database
    .prepare(
      `SELECT reservation FROM (${LIVE}) GROUP BY reservation
       ORDER BY min(rank), max(changed_at) DESC, reservation LIMIT ?2`,
    )
    .bind(now, limit)
    .all<{ reservation: string }>();
  return results.map(({ reservation }) => reservation);
}

/** Ids of at most `limit` reservations of one bookable whose money is not settled by its copy. */
export async function unsettledReservations(
  database: D1Database,
  { bookable, now, limit }: { bookable: string; now: number; limit: number },
): Promise<string[]> {
  const { results } = await database
    .prepare(
      `SELECT reservation FROM bookings WHERE bookable = ?1 AND (status = 'paid'
         OR status IN ('failed', 'cancelled') AND refunded_amount < amount
           AND recorded_at >= ?2 - ${RECENT_MS})
       UNION
       SELECT reservation FROM session_reservations WHERE experience = ?1 AND status = 'approved'
       LIMIT ?3`,
    )
    .bind(bookable, now, limit)
    .all<{ reservation: string }>();
  return results.map(({ reservation }) => reservation);
}
