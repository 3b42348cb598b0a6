import { emailKey } from "../domain/email-key.ts";
import { holdsClaims, type Reservation } from "../domain/reservation.ts";
import type { ReservationEvent } from "../domain/reservation-event.ts";
import type { ObjectStorage } from "../storage.ts";

/** Who asked for a hold: for the caps and for answering a repeated request with the same hold. */
export interface Asker {
  address: string;
  requestKey: string | null;
}

/** What reservations take of a bookable: time of a room, spots of a session. */
export interface Claims {
  /** Throws when it is not there to be taken: the decision has looked in the same transaction. */
  take(reservation: Reservation): void;
  release(reservation: string): void;
}

/** Stripe sends an event again for three days; a month is ten times that. */
const REMEMBER_FACTS_MS = 30 * 24 * 60 * 60_000;
/** Forgetting is spread out: what is old today can wait for the next sweep. */
const FORGET_FACTS_AT_ONCE = 500;

/** Reservations and their journal, and claims as they follow from them. Synchronous: call it inside the transaction. */
export class ReservationStore {
  readonly #storage: ObjectStorage;
  readonly #claims: Claims;

  constructor(storage: ObjectStorage, claims: Claims) {
    this.#storage = storage;
    this.#claims = claims;
  }

  load(id: string): Reservation | undefined {
    return this.#read("SELECT state FROM reservations WHERE id = ?", id);
  }

  byRequestKey(key: string): Reservation | undefined {
    return this.#read("SELECT state FROM reservations WHERE request_key = ?", key);
  }

  /** The digest of the network address that asked for it. */
  addressOf(id: string): string | undefined {
    const rows = this.#storage.sql.exec<{ address: string }>(
      "SELECT address FROM reservations WHERE id = ?",
      id,
    );
    return rows.toArray()[0]?.address;
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
    if (holdsClaims(reservation)) this.#claims.take(reservation);
  }

  /**
   * Writes the new state, and takes or releases the claims that follow from it. What has ended unpaid
   * gives its request key back: the guest who tries again means a new one. What was paid keeps it,
   * also when it failed or was cancelled: a repeat that only lost its answer must not pay again.
   */
  update(before: Reservation, after: Reservation): void {
    this.#storage.sql.exec(
      "UPDATE reservations SET status = ?, version = ?, state = ? WHERE id = ?",
      after.status,
      after.version,
      JSON.stringify(after),
      after.id,
    );
    if (after.status === "expired" || after.status === "declined") {
      this.#storage.sql.exec("UPDATE reservations SET request_key = NULL WHERE id = ?", after.id);
    }
    if (holdsClaims(before) && !holdsClaims(after)) this.#claims.release(after.id);
    if (!holdsClaims(before) && holdsClaims(after)) this.#claims.take(after);
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
