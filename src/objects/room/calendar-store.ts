import type { Interval } from "../../domain/intervals.ts";
import type { LocalDate } from "../../domain/local-time.ts";
import type { ObjectStorage } from "../../storage.ts";

/** One busy stretch of the room's calendar, on one date; a longer event has a row for each. */
export interface BusyRow extends Interval {
  date: LocalDate;
}

export interface CalendarState {
  /** Whose cursor it is: a room may get another calendar. */
  calendar: string | null;
  cursor: string | null;
  /** When the calendar was last read to its end. */
  readAt: number | null;
  /** The full read reached until here; later days are not mirrored. */
  windowUntil: number | null;
}

export interface ChannelState {
  id: string;
  resource: string;
  token: string;
  expiresAt: number;
}

/** The room's copy of its calendar: what staff put there, without our own entries. */
export class CalendarStore {
  readonly #storage: ObjectStorage;

  constructor(storage: ObjectStorage) {
    this.#storage = storage;
  }

  busyOn(date: LocalDate): Interval[] {
    return this.#storage.sql
      .exec<{ starts_at: number; ends_at: number }>(
        "SELECT starts_at, ends_at FROM calendar_busy WHERE date = ?",
        date,
      )
      .toArray()
      .map(({ starts_at, ends_at }) => ({ startsAt: starts_at, endsAt: ends_at }));
  }

  /** Replaces everything known of one event; an event with no rows is gone or takes no time. */
  replaceEvent(event: string, rows: readonly BusyRow[]): void {
    this.#storage.sql.exec("DELETE FROM calendar_busy WHERE event = ?", event);
    for (const { date, startsAt, endsAt } of rows) {
      this.#storage.sql.exec(
        "INSERT INTO calendar_busy (date, event, starts_at, ends_at) VALUES (?, ?, ?, ?)",
        date,
        event,
        startsAt,
        endsAt,
      );
    }
  }

  clear(): void {
    this.#storage.sql.exec("DELETE FROM calendar_busy");
  }

  state(): CalendarState {
    const [row] = this.#storage.sql
      .exec<{
        calendar: string | null;
        cursor: string | null;
        read_at: number | null;
        window_until: number | null;
      }>("SELECT calendar, cursor, read_at, window_until FROM calendar_state")
      .toArray();
    return {
      calendar: row?.calendar ?? null,
      cursor: row?.cursor ?? null,
      readAt: row?.read_at ?? null,
      windowUntil: row?.window_until ?? null,
    };
  }

  saveState({ calendar, cursor, readAt, windowUntil }: CalendarState): void {
    this.#storage.sql.exec(
      "UPDATE calendar_state SET calendar = ?, cursor = ?, read_at = ?, window_until = ?",
      calendar,
      cursor,
      readAt,
      windowUntil,
    );
  }

  channel(): ChannelState | undefined {
    const [row] = this.#storage.sql
      .exec<{
        channel: string | null;
        channel_resource: string;
        channel_token: string;
        channel_expires_at: number;
      }>("SELECT channel, channel_resource, channel_token, channel_expires_at FROM calendar_state")
      .toArray();
    if (row === undefined || row.channel === null) return undefined;
    return {
      id: row.channel,
      resource: row.channel_resource,
      token: row.channel_token,
      expiresAt: row.channel_expires_at,
    };
  }

  saveChannel({ id, resource, token, expiresAt }: ChannelState): void {
    this.#storage.sql.exec(
      `UPDATE calendar_state SET channel = ?, channel_resource = ?, channel_token = ?,
         channel_expires_at = ?`,
      id,
      resource,
      token,
      expiresAt,
    );
  }
}
