import type { Outcome } from "./outcome.ts";

/** Where an entry stands: two instants, or whole days (`until` exclusive) in the calendar's zone. */
export type Span = { startsAt: number; endsAt: number } | { from: string; until: string };

/** One entry of a calendar; recurring entries come as their single instances. */
export interface CalendarItem {
  id: string;
  /** `free`: it stands in the calendar but takes no time. `gone`: deleted or cancelled. */
  state: "busy" | "free" | "gone";
  /** Absent on entries that are gone. */
  span?: Span | undefined;
}

export interface CalendarPage {
  items: CalendarItem[];
  nextPage?: string | undefined;
  /** Only on the last page: where the next look begins. */
  cursor?: string | undefined;
}

export interface NewEntry {
  id: string;
  startsAt: number;
  endsAt: number;
  timeZone: string;
  summary: string;
  description: string;
  /** Marks the entry as ours: its reservation, date and generation. */
  marks: Record<string, string>;
}

export interface Channel {
  id: string;
  resource: string;
  expiresAt: number;
}

/** The port to whoever keeps the calendar. Every method may be repeated safely. */
export interface Calendar {
  /** A full read of a window, or only what changed since a cursor. `expired`: read all again. */
  changes(request: {
    calendar: string;
    since: { cursor: string } | { from: number; until: number };
    page?: string | undefined;
  }): Promise<Outcome<CalendarPage | "expired">>;
  /**
   * Writes an entry under an id that we chose. `ok` also when it stands there already and carries
   * our marks; `burnt` when the id was used and deleted, so that it can never be written again.
   */
  write(calendar: string, entry: NewEntry): Promise<Outcome<"written" | "burnt">>;
  /** `ok` for an entry that is not there (any more). */
  erase(calendar: string, id: string): Promise<Outcome<"erased" | "absent">>;
  watch(request: {
    calendar: string;
    channel: string;
    token: string;
    address: string;
  }): Promise<Outcome<Channel>>;
  unwatch(channel: { id: string; resource: string }): Promise<Outcome<void>>;
}
