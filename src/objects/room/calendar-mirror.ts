import { overlaps, widen } from "../../domain/intervals.ts";
import { addDays, datesBetween, dayInterval, localDateOf } from "../../domain/local-time.ts";
import type { RoomRules } from "../../domain/room/room-rules.ts";
import type { Calendar, CalendarItem, CalendarPage, Span } from "../../providers/calendar.ts";
import type { Outcome } from "../../providers/outcome.ts";
import type { ObjectStorage } from "../../storage.ts";
import type { BusyRow, CalendarStore } from "./calendar-store.ts";

export interface MirrorDependencies {
  storage: ObjectStorage;
  store: CalendarStore;
  calendar: Calendar;
  calendarId: string;
  rules: RoomRules;
  now: () => number;
  /**
   * Called inside the transaction for every item under one of our ids. Returns true if the item's
   * time must block like a stranger's (it was moved away from its booking's time).
   */
  ownEntry: (item: CalendarItem, span: { startsAt: number; endsAt: number } | undefined) => boolean;
  isOwn: (id: string) => boolean;
  /**
   * Called inside the transaction of a full read, with every id that stands in the calendar. False
   * when the list may lag behind: then the next read must be a full one too.
   */
  afterFullRead: (standing: ReadonlySet<string>, readStartedAt: number) => boolean;
}

const DAY_MS = 24 * 60 * 60_000;
/** A full read reaches this far beyond the booking window, so that it need not be daily. */
const READ_AHEAD_MS = 30 * DAY_MS;
/** And is renewed while this much is left, so that no bookable day ever lies outside of it. */
const RENEW_AHEAD_MS = 3 * DAY_MS;
/** 2,500 events a page at most is Google's limit; a room with more than 20 pages is a mistake. */
const PAGES_MAX = 40;

/**
 * Keeps the object's copy of its calendar. A read is incremental where a cursor is known, and full
 * where it is not, has expired, or its window comes to its end. The copy changes in one transaction
 * after the last page: a read that breaks off changes nothing.
 */
export class CalendarMirror {
  readonly #deps: MirrorDependencies;
  #underway: Promise<Outcome<void>> | undefined;

  constructor(dependencies: MirrorDependencies) {
    this.#deps = dependencies;
  }

  /** Reads what changed. Callers that come while a read is under way share its answer. */
  refresh(): Promise<Outcome<void>> {
    this.#underway ??= this.#read().finally(() => {
      this.#underway = undefined;
    });
    return this.#underway;
  }

  /** A read that begins now, not one that may have looked before whatever the caller waits for. */
  async refreshAnew(): Promise<Outcome<void>> {
    await this.#underway;
    return this.refresh();
  }

  isStale(stalenessMs: number): boolean {
    const { readAt } = this.#deps.store.state();
    return readAt === null || this.#deps.now() - readAt > stalenessMs;
  }

  async #read(): Promise<Outcome<void>> {
    const { store, rules, calendarId, now } = this.#deps;
    const startedAt = now();
    const { calendar, cursor, windowUntil } = store.state();
    const needed = startedAt + rules.horizonMs + RENEW_AHEAD_MS;
    const isOurs = cursor !== null && calendar === calendarId;
    if (isOurs && windowUntil !== null && windowUntil > needed) {
      const changed = await this.#pages({ cursor });
      if (changed.kind !== "ok") return changed;
      if (changed.value !== "expired") {
        this.#apply(changed.value, { startedAt, windowUntil, full: false });
        return { kind: "ok", value: undefined };
      }
    }
    return this.#readAll(startedAt);
  }

  async #readAll(startedAt: number): Promise<Outcome<void>> {
    const { rules } = this.#deps;
    const today = localDateOf(startedAt, rules.timeZone);
    const from = dayInterval(today, rules.timeZone).startsAt;
    const windowUntil = startedAt + rules.horizonMs + READ_AHEAD_MS;
    const all = await this.#pages({ from, until: windowUntil });
    if (all.kind !== "ok") return all;
    if (all.value === "expired") {
      return { kind: "retryable", reason: "the calendar gave no full answer" };
    }
    this.#apply(all.value, { startedAt, windowUntil, full: true });
    return { kind: "ok", value: undefined };
  }

  async #pages(since: { cursor: string } | { from: number; until: number }) {
    const { calendar, calendarId } = this.#deps;
    const items: CalendarItem[] = [];
    let page: string | undefined;
    for (let count = 0; count < PAGES_MAX; count += 1) {
      const answer: Outcome<CalendarPage | "expired"> = await calendar.changes({
        calendar: calendarId,
        since,
        page,
      });
      if (answer.kind !== "ok") return answer;
      if (answer.value === "expired") return { kind: "ok" as const, value: "expired" as const };
      items.push(...answer.value.items);
      const { nextPage, cursor } = answer.value;
      if (cursor !== undefined) return { kind: "ok" as const, value: { items, cursor } };
      if (nextPage === undefined) break;
      page = nextPage;
    }
    return { kind: "retryable" as const, reason: "the calendar's pages did not come to an end" };
  }

  #apply(
    { items, cursor }: { items: CalendarItem[]; cursor: string },
    read: { startedAt: number; windowUntil: number; full: boolean },
  ): void {
    const { storage, store } = this.#deps;
    storage.transactionSync(() => {
      if (read.full) store.clear();
      for (const item of items) store.replaceEvent(item.id, this.#rowsOf(item, read));
      let certain = true;
      if (read.full) {
        const standing = items.filter(({ state }) => state !== "gone").map(({ id }) => id);
        certain = this.#deps.afterFullRead(new Set(standing), read.startedAt);
      }
      store.saveState({
        calendar: this.#deps.calendarId,
        cursor: certain ? cursor : null,
        readAt: read.startedAt,
        windowUntil: read.windowUntil,
      });
    });
  }

  #rowsOf(item: CalendarItem, read: { startedAt: number; windowUntil: number }): BusyRow[] {
    const { rules, isOwn, ownEntry } = this.#deps;
    const span = item.span && instants(item.span, rules.timeZone);
    if (isOwn(item.id) && !ownEntry(item, span)) return [];
    if (item.state !== "busy" || span === undefined) return [];
    const { startsAt, endsAt } = widen(span, rules.bufferMs);
    const from = localDateOf(Math.max(startsAt, read.startedAt - DAY_MS), rules.timeZone);
    const until = localDateOf(Math.min(endsAt, read.windowUntil), rules.timeZone);
    if (until < from) return [];
    return datesBetween(from, until)
      .filter((date) => overlaps(widen(dayInterval(date, rules.timeZone), rules.bufferMs), span))
      .map((date) => ({ date, ...span }));
  }
}

function instants(span: Span, timeZone: string): { startsAt: number; endsAt: number } {
  if ("startsAt" in span) return span;
  const until = span.until > span.from ? span.until : addDays(span.from, 1);
  return {
    startsAt: dayInterval(span.from, timeZone).startsAt,
    endsAt: dayInterval(until, timeZone).startsAt,
  };
}
