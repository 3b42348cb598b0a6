import { outboxMigration } from "../../outbox/outbox-migrations.ts";
import { reservationTables } from "../reservation-tables.ts";

/** The tables of one service. `docs/tables.md` states what each promises. Append only. */
export const serviceMigrations: readonly string[] = [
  reservationTables,
  `
  CREATE TABLE claims (
    reservation TEXT PRIMARY KEY,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at AND ends_at - starts_at <= 86400000),
    vehicles INTEGER NOT NULL CHECK (vehicles >= 0),
    vehicles_max INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX claims_by_start ON claims (starts_at);
  CREATE TRIGGER claims_never_exceed_the_vehicles BEFORE INSERT ON claims
  WHEN NEW.vehicles > 0 AND NEW.vehicles_max IS NOT NULL AND EXISTS (
    SELECT 1 FROM (
      SELECT NEW.starts_at AS instant
      UNION SELECT starts_at FROM claims
        WHERE starts_at > NEW.starts_at AND starts_at < NEW.ends_at
    ) WHERE NEW.vehicles + (
      SELECT coalesce(sum(vehicles), 0) FROM claims
      WHERE starts_at <= instant AND starts_at > NEW.starts_at - 86400000 AND ends_at > instant
    ) > NEW.vehicles_max
  )
  BEGIN SELECT RAISE(ABORT, 'no vehicle left'); END;
  CREATE TRIGGER claims_never_change BEFORE UPDATE ON claims
  BEGIN SELECT RAISE(ABORT, 'claims never change'); END;
  `,
  outboxMigration,
];
