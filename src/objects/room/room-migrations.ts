import { outboxMigration } from "../../outbox/outbox-migrations.ts";
import { reservationTables } from "../reservation-tables.ts";

/** The tables of one room. `docs/tables.md` states what each promises. Append only. */
export const roomMigrations: readonly string[] = [
  `${reservationTables}
  CREATE TABLE claims (
    date TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    buffer_ms INTEGER NOT NULL,
    reservation TEXT NOT NULL,
    PRIMARY KEY (date, starts_at, reservation)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX claims_of_reservation ON claims (reservation);
  CREATE TRIGGER claims_never_overlap BEFORE INSERT ON claims
  WHEN EXISTS (
    SELECT 1 FROM claims WHERE date = NEW.date
      AND starts_at < NEW.ends_at + NEW.buffer_ms
      AND ends_at > NEW.starts_at - NEW.buffer_ms
  )
  BEGIN SELECT RAISE(ABORT, 'claims overlap'); END;
  CREATE TRIGGER claims_never_move BEFORE UPDATE ON claims
  BEGIN SELECT RAISE(ABORT, 'claims never move'); END;

  CREATE TABLE calendar_busy (
    date TEXT NOT NULL,
    event TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (date, event)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX calendar_busy_of_event ON calendar_busy (event);

  CREATE TABLE calendar_state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    calendar TEXT,
    cursor TEXT,
    read_at INTEGER,
    window_until INTEGER,
    channel TEXT,
    channel_resource TEXT,
    channel_token TEXT,
    channel_expires_at INTEGER
  ) STRICT;
  INSERT INTO calendar_state (one) VALUES (1);
  `,
  outboxMigration,
  "UPDATE reservations SET state = json_set(state, '$.kind', 'room') WHERE state ->> 'kind' IS NULL",
  // The messages of every bookable are one effect now.
  `UPDATE outbox SET id = replace(id, '/tell-guest/', '/tell/'), name = replace(name, 'tell-guest/', 'tell/'),
     effect = json_set(effect, '$.kind', 'tell') WHERE name LIKE 'tell-guest/%'`,
];
