import type { Room } from "../../catalogue/catalogue.ts";
import type { Effect } from "../../domain/effect.ts";
import type { Reservation } from "../../domain/reservation.ts";
import { randomPart } from "../../domain/reservation-id.ts";
import { asRoom } from "../../domain/room/room-reservation.ts";
import { composeForRoom, roomFacts } from "../../outbox/compose-room.ts";
import type { LedgerCopy, RoomEffectDependencies } from "../../outbox/handler.ts";
import { roomHandler } from "../../outbox/handlers.ts";
import { Outbox, type Row } from "../../outbox/outbox.ts";
import type { Providers } from "../../providers/providers.ts";
import type { ObjectStorage } from "../../storage.ts";
import { BookableCore } from "../bookable-core.ts";
import type { Log } from "../event-log.ts";
import { migrate } from "../migrations.ts";
import type { PaidHolds } from "../paid-holds.ts";
import type { ReservationStore } from "../reservation-store.ts";
import { CalendarMirror } from "./calendar-mirror.ts";
import { CalendarStore } from "./calendar-store.ts";
import { CalendarUpkeep, type UpkeepEffect } from "./calendar-upkeep.ts";
import { OwnEntries } from "./own-entries.ts";
import { RoomBookings } from "./room-bookings.ts";
import { RoomClaims } from "./room-claims.ts";
import { roomMigrations } from "./room-migrations.ts";

/** What one room is made with. Nothing here is global: a simulator gives its own of everything. */
export interface RoomSurroundings {
  room: Room;
  /** Discounts that other rooms give, so that a guest is told "not in this room". */
  discountsElsewhere: readonly string[];
  storage: ObjectStorage;
  providers: Omit<Providers, "payouts" | "whatsapp">;
  ledger: LedgerCopy;
  publicUrl: string;
  now: () => number;
  randomBytes: (length: number) => Uint8Array;
  log: Log;
}

/** One room, put together: its commands, its calendar, and the core that drains its outbox. */
export class RoomObject {
  readonly bookings: RoomBookings;
  readonly holds: PaidHolds;
  readonly calendar: CalendarUpkeep;
  readonly store: ReservationStore;
  readonly outbox: Outbox<Effect>;
  readonly #surroundings: RoomSurroundings;
  readonly #core: BookableCore<RoomEffectDependencies, UpkeepEffect>;
  readonly #mirror: CalendarMirror;

  constructor(surroundings: RoomSurroundings) {
    this.#surroundings = surroundings;
    const { room, discountsElsewhere, storage, now, log, randomBytes } = surroundings;
    migrate(storage, roomMigrations);
    const claims = new RoomClaims(storage, room.rules.bufferMs);
    const calendarStore = new CalendarStore(storage);
    this.#core = new BookableCore({
      storage,
      claims,
      effects: this.#effects(),
      handlerOf: roomHandler,
      attemptOwn: (row) => (isUpkeep(row) ? this.calendar.attempt(row) : undefined),
      log,
    });
    const { store, book, holds, outbox } = this.#core;
    this.store = store;
    this.holds = holds;
    this.outbox = outbox;
    this.#mirror = this.#mirrorOf(calendarStore, claims);
    this.calendar = this.#upkeepOf(calendarStore);
    this.bookings = new RoomBookings({
      room,
      discountsElsewhere,
      storage,
      store,
      claims,
      calendarStore,
      book,
      holds,
      mirror: this.#mirror,
      wakeCalendar: (stalenessMs) => this.calendar.wake(stalenessMs),
      now,
      log,
      randomBytes,
    });
  }

  #effects(): RoomEffectDependencies {
    const { room, providers, ledger, publicUrl, now } = this.#surroundings;
    const bookable = { ...room, timeZone: room.rules.timeZone };
    const factsOf = (reservation: Reservation) =>
      roomFacts(asRoom(reservation), { bookable, publicUrl, now });
    return {
      ...providers,
      ledger,
      bookable,
      calendarId: room.calendarId,
      now,
      readCalendar: () => this.#mirror.refreshAnew(),
      slotView: (reservation) => this.bookings.slotView(asRoom(reservation)),
      compose: (message, reservation) => composeForRoom(message, factsOf(reservation)),
      factsOf,
      attemptOf: (reservation, name) => this.outbox.attempt(reservation, name),
      publicUrl,
    };
  }

  #mirrorOf(store: CalendarStore, claims: RoomClaims): CalendarMirror {
    const { room, storage, providers, now } = this.#surroundings;
    const own = new OwnEntries({
      room: room.slug,
      store: this.store,
      claims,
      book: this.#core.book,
      attemptOf: (reservation, name) => this.outbox.attempt(reservation, name),
    });
    return new CalendarMirror({
      storage,
      store,
      calendar: providers.calendar,
      calendarId: room.calendarId,
      rules: room.rules,
      now,
      isOwn: (id) => own.isOwn(id),
      ownEntry: (item, span) => own.seen(item, span),
      afterFullRead: (standing, startedAt) => own.missed(standing, startedAt),
    });
  }

  #upkeepOf(store: CalendarStore): CalendarUpkeep {
    const { room, storage, providers, publicUrl, randomBytes, now, log } = this.#surroundings;
    return new CalendarUpkeep({
      outbox: new Outbox<UpkeepEffect>(storage),
      mirror: this.#mirror,
      store,
      calendar: providers.calendar,
      room: room.slug,
      calendarId: room.calendarId,
      publicUrl,
      randomId: () => randomPart(randomBytes(16)),
      now,
      log,
      arm: () => this.arm(),
    });
  }

  alarm(): Promise<void> {
    return this.#core.alarm();
  }

  /** Reads the calendar besides, and keeps its push channel open. */
  sweep(): void {
    this.calendar.wake(this.#surroundings.room.calendar.stalenessMs);
    this.calendar.ensureChannel();
    this.#core.sweep();
  }

  retry(effect: string, early = false): boolean {
    return this.#core.retry(effect, early);
  }

  arm(): void {
    this.#core.arm();
  }
}

function isUpkeep(row: Row<Effect | UpkeepEffect>): row is Row<UpkeepEffect> {
  return row.effect.kind === "read-calendar" || row.effect.kind === "renew-channel";
}
