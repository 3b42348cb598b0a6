import { decided } from "../../domain/decision.ts";
import type { Interval } from "../../domain/intervals.ts";
import { reservationId } from "../../domain/reservation-id.ts";
import { dayDeletedByHand, dayMovedByHand } from "../../domain/room/decide-fulfilment.ts";
import { type EntryName, entryId, parseEntryId } from "../../domain/room/entry-id.ts";
import { asRoom, type RoomReservation } from "../../domain/room/room-reservation.ts";
import type { AttemptRecord } from "../../outbox/outbox.ts";
import type { CalendarItem } from "../../providers/calendar.ts";
import type { ReservationBook } from "../reservation-book.ts";
import type { ReservationStore } from "../reservation-store.ts";
import type { RoomClaims } from "./room-claims.ts";

export interface OwnEntriesDependencies {
  room: string;
  store: ReservationStore;
  claims: RoomClaims;
  book: ReservationBook;
  attemptOf: (reservation: string, effectName: string) => AttemptRecord | undefined;
}

/** A full list may lag behind a write by this much; a day written later is not missed in it. */
const LIST_LAG_MS = 60_000;

/**
 * What our own entries in the calendar mean when they come back in a read: the booking's copy as it
 * should be, something a person changed, or an orphan that must go.
 */
export class OwnEntries {
  readonly #deps: OwnEntriesDependencies;

  constructor(dependencies: OwnEntriesDependencies) {
    this.#deps = dependencies;
  }

  isOwn(id: string): boolean {
    return parseEntryId(id) !== undefined;
  }

  /** True when the entry's time must block like a stranger's. Call it inside the transaction. */
  seen(item: CalendarItem, span: Interval | undefined): boolean {
    const name = parseEntryId(item.id);
    const reservation = name && this.#reservationOf(name);
    if (name === undefined || reservation === undefined) return true;
    const { date, generation } = name;
    const day = { date, generation };
    const entry = reservation.calendar[date];
    const isLive = ["paid", "confirmed", "completed"].includes(reservation.status);
    const gone = item.state === "gone";
    if (!isLive || entry?.generation !== generation) {
      if (!gone) this.#erase(reservation, day);
      return false;
    }
    if (gone) {
      this.#deps.book.commit(reservation.id, (now, at) => dayDeletedByHand(asRoom(now), day, at));
      return false;
    }
    if (span === undefined || isWhereItBelongs(reservation, date, span)) return false;
    this.#deps.book.commit(reservation.id, (now, at) => dayMovedByHand(asRoom(now), day, at));
    return true;
  }

  /**
   * After a full read, which does not report what was deleted: what should stand, but does not?
   * False when that cannot be told yet of a day that was written only just now.
   */
  missed(standing: ReadonlySet<string>, readStartedAt: number): boolean {
    const { store, claims, book, attemptOf } = this.#deps;
    let certain = true;
    for (const id of claims.claimants()) {
      const reservation = store.load(id);
      if (reservation?.status !== "confirmed") continue;
      for (const [date, { generation, state }] of Object.entries(asRoom(reservation).calendar)) {
        const written = attemptOf(id, `write-day/${date}/${generation}`)?.lastAttemptAt ?? 0;
        if (state !== "written" || standing.has(entryId(id, date, generation))) continue;
        if (written + LIST_LAG_MS >= readStartedAt) certain = false;
        else book.commit(id, (now, at) => dayDeletedByHand(asRoom(now), { date, generation }, at));
      }
    }
    return certain;
  }

  #reservationOf({ random }: EntryName): RoomReservation | undefined {
    const { store, room } = this.#deps;
    const reservation = store.load(reservationId(room, random));
    return reservation && asRoom(reservation);
  }

  /** An entry of a booking that is no more: an insert that landed late, or a lost deletion. */
  #erase(reservation: RoomReservation, day: { date: string; generation: number }): void {
    this.#deps.book.commit(reservation.id, () =>
      decided({ effects: [{ effect: { kind: "erase-day", ...day }, again: true }] }),
    );
  }
}

function isWhereItBelongs(reservation: RoomReservation, date: string, span: Interval): boolean {
  return reservation.days.some(
    (day) => day.date === date && day.startsAt === span.startsAt && day.endsAt === span.endsAt,
  );
}
