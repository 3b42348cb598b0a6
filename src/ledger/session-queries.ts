import { emailKey } from "../domain/email-key.ts";
import type { LocalDate, WallTime } from "../domain/local-time.ts";
import type { SessionName } from "../domain/session/session-name.ts";

/** What the ledger knows of a session. */
export interface ListedSession {
  date: LocalDate;
  time: WallTime;
  open: boolean;
  spotsTotal: number;
  spotsAvailable: number;
}

/** An experience takes place a few times a day at most; more rows than that are no list to read. */
const SESSIONS_MAX = 1_000;
/** As many objects as one cron run pokes; what is left waits for the next. */
const DUE_MAX = 500;

/** The copies of an experience's sessions, from one date to another, both included. */
export async function listedSessions(
  database: D1Database,
  wanted: { experience: string; from: LocalDate; to: LocalDate },
): Promise<ListedSession[]> {
  const { results } = await database
    .prepare(
      `SELECT date, time, open, spots_total, spots_available FROM sessions
       WHERE experience = ? AND date BETWEEN ? AND ? AND version > 0 ORDER BY date, time LIMIT ${SESSIONS_MAX}`,
    )
    .bind(wanted.experience, wanted.from, wanted.to)
    .all<{
      date: string;
      time: string;
      open: number;
      spots_total: number;
      spots_available: number;
    }>();
  return results.map(({ date, time, open, spots_total, spots_available }) => ({
    date,
    time,
    open: open === 1,
    spotsTotal: spots_total,
    spotsAvailable: spots_available,
  }));
}

/**
 * How many unpaid reservations and unanswered requests one guest and one network have, of all
 * sessions. A deadline that has passed ends them here, whatever the copy still says.
 */
export async function unpaidReservations(
  database: D1Database,
  { email, address, now }: { email: string; address: string; now: number },
): Promise<{ byEmail: number; byAddress: number }> {
  const unpaid = (column: "asker_email" | "asker_address", place: number) =>
    `(SELECT count(*) FROM session_reservations
       WHERE status IN ('pending', 'approved') AND ${column} = ?${place}
         AND coalesce(payment_deadline, response_deadline) > ?3)`;
  const { results } = await database
    .prepare(
      `SELECT ${unpaid("asker_email", 1)} AS by_email, ${unpaid("asker_address", 2)} AS by_address`,
    )
    .bind(emailKey(email), address, now)
    .all<{ by_email: number; by_address: number }>();
  const [row] = results;
  return { byEmail: row?.by_email ?? 0, byAddress: row?.by_address ?? 0 };
}

/** Which reservation a Payment Link was opened for, as far as its copy has come. */
export async function reservationOfLink(
  database: D1Database,
  link: string,
): Promise<string | undefined> {
  const { results } = await database
    .prepare("SELECT reservation FROM session_reservations WHERE payment_link = ?")
    .bind(link)
    .all<{ reservation: string }>();
  return results[0]?.reservation;
}

/** What each of the document's crons looks for: reservations whose deadline has passed. */
const due = {
  "expire-pending-reservations": "status = 'pending' AND response_deadline < ?",
  "expire-unpaid-reservations": "status = 'approved' AND payment_deadline < ?",
  "send-completion-checks": "status = 'confirmed' AND completion_check_at < ?",
  "auto-complete-bookings": "status = 'confirmed' AND auto_complete_at < ?",
} as const;

export type CronName = keyof typeof due;

/** The sessions in which a deadline has passed without their alarm having acted on it. */
export async function sessionsPastDeadline(
  database: D1Database,
  cron: CronName,
  now: number,
): Promise<SessionName[]> {
  const { results } = await database
    .prepare(
      `SELECT DISTINCT experience, date, time FROM session_reservations
       WHERE ${due[cron]} LIMIT ${DUE_MAX}`,
    )
    .bind(now)
    .all<SessionName>();
  return results;
}

/** The sessions with anything else to do that should have been done by then. */
export async function sessionsOverdue(database: D1Database, before: number) {
  const { results } = await database
    .prepare(
      `SELECT experience, date, time FROM sessions WHERE next_due_at < ?
       ORDER BY next_due_at LIMIT ${DUE_MAX}`,
    )
    .bind(before)
    .all<SessionName>();
  return results;
}
