import type { LiveHolds } from "../../domain/decide-hold.ts";
import { emailKey } from "../../domain/email-key.ts";
import type { Interval } from "../../domain/intervals.ts";
import type { Reservation } from "../../domain/reservation.ts";
import { asService } from "../../domain/service/service-reservation.ts";
import { LONGEST_TRIP_MS, type VehicleClaim } from "../../domain/service/vehicles.ts";
import type { ObjectStorage } from "../../storage.ts";
import type { Claims } from "../reservation-store.ts";

/** The vehicles that reservations take of a service. Synchronous, as its store. */
export class ServiceVehicles implements Claims {
  readonly #storage: ObjectStorage;
  readonly #vehiclesMax: number | undefined;

  constructor(storage: ObjectStorage, vehiclesMax: number | undefined) {
    this.#storage = storage;
    this.#vehiclesMax = vehiclesMax;
  }

  take(reservation: Reservation): void {
    const { id, trip } = asService(reservation);
    this.#storage.sql.exec(
      `INSERT INTO claims (reservation, starts_at, ends_at, vehicles, vehicles_max)
       VALUES (?, ?, ?, ?, ?)`,
      id,
      trip.startsAt,
      trip.endsAt,
      trip.vehicles,
      this.#vehiclesMax ?? null,
    );
  }

  release(reservation: string): void {
    this.#storage.sql.exec("DELETE FROM claims WHERE reservation = ?", reservation);
  }

  /** The claims that overlap an interval, except one reservation's own. */
  overlapping({ startsAt, endsAt }: Interval, except: string | undefined): VehicleClaim[] {
    return this.#storage.sql
      .exec<{ starts_at: number; ends_at: number; vehicles: number }>(
        `SELECT starts_at, ends_at, vehicles FROM claims
         WHERE starts_at < ? AND starts_at > ? AND ends_at > ? AND reservation <> ?`,
        endsAt,
        startsAt - LONGEST_TRIP_MS,
        startsAt,
        except ?? "",
      )
      .toArray()
      .map(({ starts_at, ends_at, vehicles }) => ({
        startsAt: starts_at,
        endsAt: ends_at,
        vehicles,
      }));
  }

  /** What a guest holds unpaid, except one reservation. */
  liveHolds(
    email: string,
    address: string,
    except = "",
  ): { byEmail: LiveHolds; byAddress: LiveHolds } {
    const count = (column: "email" | "address", key: string): LiveHolds => {
      const [row] = this.#storage.sql
        .exec<{ holds: number; units: number }>(
          `SELECT count(*) AS holds, count(*) AS units FROM reservations
           WHERE status = 'approved' AND ${column} = ? AND id <> ?`,
          key,
          except,
        )
        .toArray();
      return row ?? { holds: 0, units: 0 };
    };
    return { byEmail: count("email", emailKey(email)), byAddress: count("address", address) };
  }
}
