import type { Effect } from "../domain/effect.ts";
import { Drain } from "../outbox/drain.ts";
import type { EffectDependencies } from "../outbox/handler.ts";
import type { FindHandler } from "../outbox/handlers.ts";
import { Outbox, type Row } from "../outbox/outbox.ts";
import type { ObjectStorage } from "../storage.ts";
import { Alarm } from "./alarm.ts";
import { EffectRunner } from "./effect-runner.ts";
import type { Log } from "./event-log.ts";
import { PaidHolds } from "./paid-holds.ts";
import { ReservationBook } from "./reservation-book.ts";
import { type Claims, ReservationStore } from "./reservation-store.ts";

/** `Own`: what the bookable does for itself, not for a reservation; kept in the same outbox. */
export interface CoreDependencies<Dependencies extends EffectDependencies, Own> {
  /** Migrated. */
  storage: ObjectStorage;
  claims: Claims;
  /** May refer to what is made after the core: nothing is asked of it before the first call. */
  effects: Dependencies;
  handlerOf: FindHandler<Dependencies>;
  /** Does an effect of its own; `undefined` when it is a reservation's. */
  attemptOwn?: (row: Row<Effect | Own>) => Promise<void> | undefined;
  log: Log;
}

/**
 * What is the same in every bookable, put together: reservations, the outbox of their effects, the
 * alarm that drains it, and the commands of whatever is held and paid. It is armed when it is made,
 * so an object that wakes goes on with what it had left to do.
 */
export class BookableCore<Dependencies extends EffectDependencies, Own = never> {
  readonly store: ReservationStore;
  readonly book: ReservationBook;
  readonly outbox: Outbox<Effect>;
  readonly holds: PaidHolds;
  readonly #now: () => number;
  readonly #alarm: Alarm;
  readonly #drain: Drain<Effect | Own>;

  constructor(dependencies: CoreDependencies<Dependencies, Own>) {
    const { storage, claims, effects, handlerOf, attemptOwn, log } = dependencies;
    const { now, slotView } = effects;
    const store = new ReservationStore(storage, claims);
    const outbox = new Outbox<Effect>(storage);
    const book = new ReservationBook({ storage, store, outbox, now, log, arm: () => this.arm() });
    const runner = new EffectRunner({ storage, store, book, outbox, effects, handlerOf, log });
    const runNow = (effectId: string) => runner.runNow(effectId);
    this.store = store;
    this.book = book;
    this.outbox = outbox;
    this.holds = new PaidHolds({ storage, store, book, outbox, runNow, slotView, now });
    this.#now = now;
    this.#alarm = new Alarm({ storage, nextDueAt: () => outbox.nextDueAt(), now });
    this.#drain = new Drain<Effect | Own>({
      now,
      claim: () => outbox.claim(now()),
      attempt: (row) => attemptOwn?.(row) ?? runner.attempt(row as Row<Effect>),
    });
    this.arm();
  }

  /** The alarm: runs what is due, then arms for what is due next. Never throws for a provider. */
  alarm(): Promise<void> {
    return this.#alarm.fired(() => this.#drain.run());
  }

  /** What the crons poke: the same code as the alarm's, for an alarm that was lost. */
  sweep(): void {
    this.store.forgetOldFacts(this.#now());
    this.arm();
  }

  /**
   * Staff want an effect tried now. Returns whether there is one of that id that waits or has failed,
   * and whose time has come; `early` when it is known that it may come sooner.
   */
  retry(effect: string, early = false): boolean {
    const found = this.outbox.hurry(effect, this.#now(), early);
    this.arm();
    return found;
  }

  arm(): void {
    this.#alarm.arm();
    this.#drain.refill();
  }
}
