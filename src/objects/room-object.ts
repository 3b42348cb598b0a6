import type { Room } from "../catalogue/catalogue.ts";
import type { Effect } from "../domain/effect.ts";
import type { Reservation } from "../domain/reservation.ts";
import { randomPart } from "../domain/reservation-id.ts";
import { Drain } from "../outbox/drain.ts";
import type { EffectDependencies, LedgerCopy } from "../outbox/handler.ts";
import { Outbox, type Row } from "../outbox/outbox.ts";
import type { Providers } from "../providers/providers.ts";
import type { ObjectStorage } from "../storage.ts";
import { Alarm } from "./alarm.ts";
import { CalendarMirror } from "./calendar-mirror.ts";
import { CalendarStore } from "./calendar-store.ts";
import { CalendarUpkeep, type UpkeepEffect } from "./calendar-upkeep.ts";
import { EffectRunner } from "./effect-runner.ts";
import type { Log } from "./event-log.ts";
import { migrate } from "./migrations.ts";
import { OwnEntries } from "./own-entries.ts";
import { ReservationBook } from "./reservation-book.ts";
import { ReservationStore } from "./reservation-store.ts";
import { RoomBookings } from "./room-bookings.ts";
import { roomMigrations } from "./room-migrations.ts";

/** What one room is made with. Nothing here is global: a simulator gives its own of everything. */
export interface RoomSurroundings {
  room: Room;
  /** Discounts that other rooms give, so that a guest is told "not in this room". */
  discountsElsewhere: readonly string[];
  storage: ObjectStorage;
  providers: Providers;
  ledger: LedgerCopy;
  publicUrl: string;
  now: () => number;
  randomBytes: (length: number) => Uint8Array;
  log: Log;
}

/** One room, put together: its commands, its calendar, and the alarm that drains its outbox. */
export class RoomObject {
  readonly bookings: RoomBookings;
  readonly calendar: CalendarUpkeep;
  readonly store: ReservationStore;
  readonly outbox: Outbox<Effect | UpkeepEffect>;
  readonly #surroundings: RoomSurroundings;
  readonly #runner: EffectRunner;
  readonly #alarm: Alarm;
  readonly #drain: Drain<Effect | UpkeepEffect>;

  constructor(surroundings: RoomSurroundings) {
    this.#surroundings = surroundings;
    const { room, storage, providers, now, log, randomBytes, publicUrl } = surroundings;
    migrate(storage, roomMigrations);
    const arm = () => this.arm();
    const store = new ReservationStore(storage, room.rules.bufferMs);
    const calendarStore = new CalendarStore(storage);
    this.store = store;
    this.outbox = new Outbox<Effect | UpkeepEffect>(storage);
    this.#alarm = new Alarm({ storage, nextDueAt: () => this.outbox.nextDueAt(), now });
    this.#drain = new Drain<Effect | UpkeepEffect>({
      now,
      claim: () => this.outbox.claim(now()),
      attempt: (row) => this.#attempt(row),
    });
    const effectOutbox = new Outbox<Effect>(storage);
    const upkeepOutbox = new Outbox<UpkeepEffect>(storage);
    const book = new ReservationBook({ storage, store, outbox: effectOutbox, now, log, arm });
    const attemptOf = (reservation: string, name: string) =>
      effectOutbox.attempt(reservation, name);
    const own = new OwnEntries({ room: room.slug, store, book, attemptOf });
    const mirror = new CalendarMirror({
      storage,
      store: calendarStore,
      calendar: providers.calendar,
      calendarId: room.calendarId,
      rules: room.rules,
      now,
      isOwn: (id) => own.isOwn(id),
      ownEntry: (item, span) => own.seen(item, span),
      afterFullRead: (standing, startedAt) => own.missed(standing, startedAt),
    });
    this.calendar = new CalendarUpkeep({
      outbox: upkeepOutbox,
      mirror,
      store: calendarStore,
      calendar: providers.calendar,
      room: room.slug,
      calendarId: room.calendarId,
      publicUrl,
      randomId: () => randomPart(randomBytes(16)),
      now,
      log,
      arm,
    });
    const effects: EffectDependencies = {
      ...providers,
      ledger: surroundings.ledger,
      room: { ...room, timeZone: room.rules.timeZone },
      now,
      readCalendar: () => mirror.refreshAnew(),
      slotView: (reservation: Reservation) => this.bookings.slotView(reservation),
      attemptOf,
      publicUrl,
    };
    this.#runner = new EffectRunner({ storage, store, book, outbox: effectOutbox, effects, log });
    this.bookings = new RoomBookings({
      room,
      discountsElsewhere: surroundings.discountsElsewhere,
      storage,
      store,
      calendarStore,
      book,
      outbox: effectOutbox,
      runner: this.#runner,
      mirror,
      wakeCalendar: (stalenessMs) => this.calendar.wake(stalenessMs),
      now,
      log,
      randomBytes,
    });
    this.arm();
  }

  /** The alarm: runs what is due, then arms for what is due next. Never throws for a provider. */
  alarm(): Promise<void> {
    return this.#alarm.fired(() => this.#drain.run());
  }

  /** What a cron pokes: the same code as the alarm's, for an alarm that was lost. */
  sweep(): void {
    const { now, room } = this.#surroundings;
    this.store.forgetOldFacts(now());
    this.calendar.wake(room.calendar.stalenessMs);
    this.calendar.ensureChannel();
    this.arm();
  }

  arm(): void {
    this.#alarm.arm();
    this.#drain.refill();
  }

  #attempt(row: Row<Effect | UpkeepEffect>): Promise<void> {
    return isUpkeep(row) ? this.calendar.attempt(row) : this.#runner.attempt(row as Row<Effect>);
  }
}

function isUpkeep(row: Row<Effect | UpkeepEffect>): row is Row<UpkeepEffect> {
  return row.effect.kind === "read-calendar" || row.effect.kind === "renew-channel";
}
