import type { Decision } from "../domain/decision.ts";
import { type Effect, effectName } from "../domain/effect.ts";
import { evolve, type Reservation } from "../domain/reservation.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { ObjectStorage } from "../storage.ts";
import { type Log, logLineOf } from "./event-log.ts";
import type { Asker, ReservationStore } from "./reservation-store.ts";

export interface BookDependencies {
  storage: ObjectStorage;
  store: ReservationStore;
  outbox: Outbox<Effect>;
  now: () => number;
  log: Log;
  /** Arms the alarm for the earliest due row; called inside the transaction. */
  arm: () => void;
}

/**
 * The one way in which anything about a reservation changes: in a single transaction, load it,
 * decide, and write rows, claims, journal and effects together; or nothing of it.
 */
export class ReservationBook {
  readonly #deps: BookDependencies;

  constructor(dependencies: BookDependencies) {
    this.#deps = dependencies;
  }

  /** Writes the first decision about a reservation; it must begin with `Held`. */
  open(decision: Decision, asker: Asker): Reservation {
    return this.#write(undefined, decision, asker);
  }

  /**
   * Decides on a reservation as it is now. `undefined` when there is none with this id. Safe inside
   * another transaction: the platform nests them.
   */
  commit(
    id: string,
    decide: (reservation: Reservation, now: number) => Decision,
  ): Reservation | undefined {
    const { storage, store, now } = this.#deps;
    return storage.transactionSync(() => {
      const reservation = store.load(id);
      if (reservation === undefined) return undefined;
      return this.#write(reservation, decide(reservation, now()), undefined);
    });
  }

  #write(before: Reservation | undefined, decision: Decision, asker: Asker | undefined) {
    const { store, log, now } = this.#deps;
    const at = now();
    let current = before;
    for (const event of decision.events) {
      current = evolve(current, event);
      store.appendJournal(current.id, current.version, at, event);
      log(logLineOf(event, current));
    }
    if (current === undefined) throw new Error("a decision without events begins no reservation");
    if (before !== undefined && current !== before) store.update(before, current);
    if (before === undefined && asker !== undefined) store.insert(current, asker);
    this.#plan(current.id, decision, at);
    return current;
  }

  #plan(subject: string, { effects, withdrawn }: Decision, at: number): void {
    const { outbox, arm } = this.#deps;
    for (const name of withdrawn) outbox.withdraw(subject, name);
    for (const { effect, dueAt, giveUpAt, again } of effects) {
      const name = effectName(effect);
      outbox.plan({ subject, name, effect, dueAt: dueAt ?? at, giveUpAt, again }, at);
    }
    if (effects.length > 0) arm();
  }
}
