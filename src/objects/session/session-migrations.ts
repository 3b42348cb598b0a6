import { outboxMigration } from "../../outbox/outbox-migrations.ts";
import { reservationTables } from "../reservation-tables.ts";

/** The tables of one session. `docs/tables.md` states what each promises. Append only. */
export const sessionMigrations: readonly string[] = [
  reservationTables,
  `
  CREATE INDEX requests_by_email ON reservations (email) WHERE status = 'pending';
  CREATE INDEX requests_by_address ON reservations (address) WHERE status = 'pending';

  CREATE TABLE session (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    opened_by TEXT NOT NULL CHECK (opened_by IN ('schedule', 'staff', 'request')),
    opened_at INTEGER NOT NULL,
    spots_total INTEGER NOT NULL CHECK (spots_total > 0)
  ) STRICT;

  CREATE TABLE claims (
    reservation TEXT PRIMARY KEY,
    spots INTEGER NOT NULL CHECK (spots > 0)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER claims_never_exceed_the_spots BEFORE INSERT ON claims
  WHEN NEW.spots + (SELECT coalesce(sum(spots), 0) FROM claims)
    > (SELECT coalesce(max(spots_total), 0) FROM session)
  BEGIN SELECT RAISE(ABORT, 'no spots left'); END;
  CREATE TRIGGER claims_never_change BEFORE UPDATE ON claims
  BEGIN SELECT RAISE(ABORT, 'claims never change'); END;

  CREATE TABLE copy (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL
  ) STRICT;
  INSERT INTO copy (one, version) VALUES (1, 0);
  `,
  outboxMigration,
];
