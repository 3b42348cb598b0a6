import type { LiveHolds } from "../../domain/decide-hold.ts";
import { emailKey } from "../../domain/email-key.ts";
import type { Interval } from "../../domain/intervals.ts";
import type { LocalDate } from "../../domain/local-time.ts";
import type { Reservation } from "../../domain/reservation.ts";
import { asRoom } from "../../domain/room/room-reservation.ts";
import type { ObjectStorage } from "../../storage.ts";
import type { Claims } from "../reservation-store.ts";

/** The time that reservations take of a room: a row a day. Synchronous, as its store. */
export class RoomClaims implements Claims {
  readonly #storage: ObjectStorage;
  readonly #bufferMs: number;

  constructor(storage: ObjectStorage, bufferMs: number) {
    this.#storage = storage;
    this.#bufferMs = bufferMs;
  }

  take(reservation: Reservation): void {
    for (const { date, startsAt, endsAt } of asRoom(reservation).days) {
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

  release(reservation: string): void {
    this.#storage.sql.exec("DELETE FROM claims WHERE reservation = ?", reservation);
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

  /** Every reservation that holds time now; bounded by the booking window. */
  claimants(): string[] {
    return this.#storage.sql
      .exec<{ reservation: string }>("SELECT DISTINCT reservation FROM claims")
      .toArray()
      .map(({ reservation }) => reservation);
  }

  liveHolds(email: string, address: string): { byEmail: LiveHolds; byAddress: LiveHolds } {
    const count = (column: "email" | "address", key: string): LiveHolds => {
      const [row] = this.#storage.sql
        .exec<{ holds: number; units: number }>(
          `SELECT count(DISTINCT id) AS holds, count(*) AS units
           FROM reservations JOIN claims ON claims.reservation = reservations.id
           WHERE status = 'approved' AND ${column} = ?`,
          key,
        )
        .toArray();
      return row ?? { holds: 0, units: 0 };
    };
    return { byEmail: count("email", emailKey(email)), byAddress: count("address", address) };
  }
}
