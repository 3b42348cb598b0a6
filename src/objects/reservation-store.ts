import type { LiveHolds } from "../domain/decide-hold.ts";
import type { Interval } from "../domain/intervals.ts";
import type { LocalDate } from "../domain/local-time.ts";
import { holdsClaims, type Reservation } from "../domain/reservation.ts";
import type { ReservationEvent } from "../domain/reservation-event.ts";
import type { ObjectStorage } from "../storage.ts";

/** Who asked for a hold: for the caps and for answering a repeated request with the same hold. */
export interface Asker {
  address: string;
  requestKey: string | null;
}

/** Stripe sends an event again for three days; a month is ten times that. */
const REMEMBER_FACTS_MS = 30 * 24 * 60 * 60_000;
/** Forgetting is spread out: what is old today can wait for the next sweep. */
const FORGET_FACTS_AT_ONCE = 500;

/** Reservations, their claims and their journal. Synchronous: call it inside the transaction. */
export class ReservationStore {
  readonly #storage: ObjectStorage;
  readonly #bufferMs: number;

  constructor(storage: ObjectStorage, bufferMs: number) {
    this.#storage = storage;
    this.#bufferMs = bufferMs;
  }

  load(id: string): Reservation | undefined {
    return this.#read("SELECT state FROM reservations WHERE id = ?", id);
  }

  byRequestKey(key: string): Reservation | undefined {
    return this.#read("SELECT state FROM reservations WHERE request_key = ?", key);
  }

  #read(query: string, key: string): Reservation | undefined {
    const [row] = this.#storage.sql.exec<{ state: string }>(query, key).toArray();
    return row && (JSON.parse(row.state) as Reservation);
  }

  insert(reservation: Reservation, asker: Asker): void {
    this.#storage.sql.exec(
      `INSERT INTO reservations (id, status, email, address, request_key, version, state)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      reservation.id,
      reservation.status,
      emailKey(reservation.customer.email),
      asker.address,
      asker.requestKey,
      reservation.version,
      JSON.stringify(reservation),
    );
    this.#takeClaims(reservation);
  }

  /**
   * Writes the new state, and takes or releases the claims that follow from it. A hold that has
   * ended gives its request key back: the guest who tries again means a new one.
   */
  update(before: Reservation, after: Reservation): void {
    this.#storage.sql.exec(
      "UPDATE reservations SET status = ?, version = ?, state = ? WHERE id = ?",
      after.status,
      after.version,
      JSON.stringify(after),
      after.id,
    );
    if (after.status === "expired") {
      this.#storage.sql.exec("UPDATE reservations SET request_key = NULL WHERE id = ?", after.id);
    }
    if (holdsClaims(before) && !holdsClaims(after)) {
      this.#storage.sql.exec("DELETE FROM claims WHERE reservation = ?", after.id);
    }
    if (!holdsClaims(before) && holdsClaims(after)) this.#takeClaims(after);
  }

  #takeClaims(reservation: Reservation): void {
    for (const { date, startsAt, endsAt } of reservation.days) {
      this.#storage.sql.exec(
        "INSERT INTO claims (date, starts_at, ends_at, buffer_ms, reservation) VALUES (?, ?, ?, ?, ?)",
        date,
        startsAt,
        endsAt,
        this.#bufferMs,
        reservation.id,
      );
    }
  }

  /** The claims of a date, except one reservation's own. */
  claimsOn(date: LocalDate, except: string | undefined): Interval[] {
    return this.#storage.sql
      .exec<{ starts_at: number; ends_at: number }>(
        "SELECT starts_at, ends_at FROM claims WHERE date = ? AND reservation <> ?",
        date,
        except ?? "",
      )
      .toArray()
      .map(({ starts_at, ends_at }) => ({ startsAt: starts_at, endsAt: ends_at }));
  }

  /** Every reservation that holds inventory now; bounded by the booking window. */
  claimants(): string[] {
    return this.#storage.sql
      .exec<{ reservation: string }>("SELECT DISTINCT reservation FROM claims")
      .toArray()
      .map(({ reservation }) => reservation);
  }

  liveHolds(email: string, address: string): { byEmail: LiveHolds; byAddress: LiveHolds } {
    const count = (column: "email" | "address", key: string): LiveHolds => {
      const [row] = this.#storage.sql
        .exec<{ holds: number; days: number }>(
          `SELECT count(DISTINCT id) AS holds, count(*) AS days
           FROM reservations JOIN claims ON claims.reservation = reservations.id
           WHERE status = 'approved' AND ${column} = ?`,
          key,
        )
        .toArray();
      return row ?? { holds: 0, days: 0 };
    };
    return { byEmail: count("email", emailKey(email)), byAddress: count("address", address) };
  }

  appendJournal(reservation: string, version: number, at: number, event: ReservationEvent): void {
    this.#storage.sql.exec(
      "INSERT INTO journal (reservation, version, at, event) VALUES (?, ?, ?, ?)",
      reservation,
      version,
      at,
      JSON.stringify(event),
    );
  }

  journal(reservation: string): { version: number; at: number; event: ReservationEvent }[] {
    return this.#storage.sql
      .exec<{ version: number; at: number; event: string }>(
        "SELECT version, at, event FROM journal WHERE reservation = ? ORDER BY version",
        reservation,
      )
      .toArray()
      .map((row) => ({ ...row, event: JSON.parse(row.event) as ReservationEvent }));
  }

  /** False when this fact (a webhook event id) was recorded before. */
  firstSightOf(fact: string, now: number): boolean {
    const { rowsWritten } = this.#storage.sql.exec(
      "INSERT INTO facts_seen (id, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
      fact,
      now,
    );
    return rowsWritten > 0;
  }

  forgetOldFacts(now: number): void {
    this.#storage.sql.exec(
      "DELETE FROM facts_seen WHERE id IN (SELECT id FROM facts_seen WHERE at < ? LIMIT ?)",
      now - REMEMBER_FACTS_MS,
      FORGET_FACTS_AT_ONCE,
    );
  }
}

/** Two spellings of one mailbox count as one guest: case, and what follows a plus sign. */
function emailKey(email: string): string {
  return email.toLowerCase().replace(/\+[^@]*@/, "@");
}
