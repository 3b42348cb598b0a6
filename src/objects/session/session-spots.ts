import type { LiveHolds } from "../../domain/decide-hold.ts";
import { emailKey } from "../../domain/email-key.ts";
import type { Reservation } from "../../domain/reservation.ts";
import { asSession } from "../../domain/session/session-reservation.ts";
import type { ObjectStorage } from "../../storage.ts";
import type { Claims } from "../reservation-store.ts";

/** How a session came to be. */
export type OpenedBy = "schedule" | "staff" | "request";

/** The session itself and the spots that reservations take of it. Synchronous, as its store. */
export class SessionSpots implements Claims {
  readonly #storage: ObjectStorage;

  constructor(storage: ObjectStorage) {
    this.#storage = storage;
  }

  /** The spots of the session, `undefined` while there is none at this time. */
  total(): number | undefined {
    return this.#one("SELECT spots_total AS value FROM session");
  }

  taken(): number {
    return this.#one("SELECT coalesce(sum(spots), 0) AS value FROM claims") ?? 0;
  }

  /** Opens the session if there is none: its spots are then what they were, whatever changes. */
  open(by: OpenedBy, spotsTotal: number, now: number): void {
    this.#storage.sql.exec(
      `INSERT INTO session (one, opened_by, opened_at, spots_total) VALUES (1, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      by,
      now,
      spotsTotal,
    );
  }

  take(reservation: Reservation): void {
    const { id, participants } = asSession(reservation);
    this.#storage.sql.exec(
      "INSERT INTO claims (reservation, spots) VALUES (?, ?)",
      id,
      participants,
    );
  }

  release(reservation: string): void {
    this.#storage.sql.exec("DELETE FROM claims WHERE reservation = ?", reservation);
  }

  /** Unpaid and unanswered reservations: a request holds nothing, but costs its supplier a look. */
  liveHolds(email: string, address: string): { byEmail: LiveHolds; byAddress: LiveHolds } {
    const count = (column: "email" | "address", key: string): LiveHolds => {
      const [row] = this.#storage.sql
        .exec<{ holds: number; units: number }>(
          `SELECT count(*) AS holds, coalesce(sum(spots), 0) AS units FROM (
             SELECT state ->> 'participants' AS spots FROM reservations
               WHERE status = 'approved' AND ${column} = ?1
             UNION ALL
             SELECT state ->> 'participants' FROM reservations
               WHERE status = 'pending' AND ${column} = ?1)`,
          key,
        )
        .toArray();
      return row ?? { holds: 0, units: 0 };
    };
    return { byEmail: count("email", emailKey(email)), byAddress: count("address", address) };
  }

  /** One more for each copy that is taken, so that an older one never overwrites a newer. */
  nextCopyVersion(): number {
    return this.#one("UPDATE copy SET version = version + 1 RETURNING version AS value") ?? 0;
  }

  #one(query: string): number | undefined {
    return this.#storage.sql.exec<{ value: number }>(query).toArray()[0]?.value;
  }
}
