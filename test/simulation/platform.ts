import type { ObjectStorage } from "../../src/storage.ts";
import { objectStorage, type TestStorage } from "../object-storage.ts";
import type { Faults } from "./faults.ts";
import type { Party } from "./network.ts";
import type { Scheduler } from "./scheduler.ts";

interface Living {
  alarm(): Promise<void>;
}

/** The platform retries a failed alarm six times and then drops it without a word. */
const ALARM_RETRIES = 6;
const ALARM_RETRY_MS = 2_000;

/** Thrown by the storage of an instance that has died: its code must not touch anything any more. */
class Dead extends Error {}

/**
 * A Durable Object on a hostile platform. One instance lives at a time; a crash or an eviction
 * forgets it, and whatever it awaited never comes back to it. Its storage stays.
 */
export class SimulatedObject<T extends Living> {
  readonly storage: TestStorage = objectStorage();
  readonly #name: string;
  readonly #scheduler: Scheduler;
  readonly #faults: Faults;
  readonly #make: (storage: ObjectStorage, party: Party) => T;
  readonly #onBug: (bug: string) => void;
  #instance: T | undefined;
  #life = 0;
  #alarmRuns = false;
  #alarmRetries = 0;

  constructor(
    name: string,
    surroundings: { scheduler: Scheduler; faults: Faults; onBug: (bug: string) => void },
    make: (storage: ObjectStorage, party: Party) => T,
  ) {
    this.#name = name;
    this.#scheduler = surroundings.scheduler;
    this.#faults = surroundings.faults;
    this.#onBug = (bug) => surroundings.onBug(bug);
    this.#make = make;
  }

  /** A call from outside. Rejects when the object dies meanwhile or its answer is lost. */
  async call<R>(label: string, run: (object: T) => R | Promise<R>): Promise<R> {
    const fault = this.#faults.call(`${this.#name}.${label}`);
    if (fault === "lost-before") throw new Error("the call never arrived");
    await this.#scheduler.sleep(this.#faults.latencyMs("object"), "");
    const alive = this.#alive();
    const answer = await this.#guard(label, alive, () => run(this.#wake()));
    if (!alive()) return new Promise(() => undefined);
    if (fault === "lost-after") throw new Error("the answer was lost");
    return answer;
  }

  /** What the product throws while it lives is a bug: the checker must hear of it. */
  async #guard<R>(label: string, alive: () => boolean, run: () => R | Promise<R>): Promise<R> {
    try {
      return await run();
    } catch (error) {
      if (alive()) this.#onBug(`${this.#name}.${label}: ${error}`);
      throw error;
    }
  }

  /** Forgets all memory: what was awaited never continues, what was stored stays. */
  die(): void {
    this.#instance = undefined;
    this.#life += 1;
    this.#alarmRuns = false;
    // The platform knows of an alarm that was running and fires it again.
    if (this.storage.alarmAt === undefined) this.#refire();
  }

  /** The instance that lives now, for the checker's eyes. */
  peek(): T {
    return this.#wake();
  }

  #wake(): T {
    const party = { alive: this.#alive(), die: () => this.die() };
    this.#instance ??= this.#make(this.#storageOfThisLife(), party);
    return this.#instance;
  }

  #alive(): () => boolean {
    const life = this.#life;
    return () => life === this.#life;
  }

  #storageOfThisLife(): ObjectStorage {
    const alive = this.#alive();
    const guarded = <A extends unknown[], R>(run: (...values: A) => R) => {
      return (...values: A): R => {
        if (!alive()) throw new Dead("this instance is no more");
        return run(...values);
      };
    };
    return {
      sql: { exec: guarded(this.storage.sql.exec) } as ObjectStorage["sql"],
      transactionSync: guarded(this.storage.transactionSync) as ObjectStorage["transactionSync"],
      setAlarm: guarded((at) => {
        this.storage.alarmAt = at;
        this.#alarmRetries = 0;
        this.#planAlarm(at);
        return Promise.resolve();
      }),
    };
  }

  #planAlarm(at: number): void {
    const { lost, lateMs, twice } = this.#faults.alarm();
    if (lost) return;
    this.#scheduler.at(at + lateMs, "", () => this.#fire(at));
    if (twice) this.#scheduler.at(at + lateMs + 1, "", () => this.#fire(at, true));
  }

  #fire(at: number, again = false): void {
    const due = this.storage.alarmAt === at || again;
    if (!due || this.#alarmRuns) return;
    this.storage.alarmAt = undefined;
    this.#run();
  }

  #run(): void {
    const alive = this.#alive();
    this.#alarmRuns = true;
    const handler = this.#wake();
    this.#guard("alarm", alive, () => handler.alarm()).then(
      () => {
        if (alive()) this.#alarmEnded();
      },
      () => {
        if (!alive()) return;
        this.#alarmRuns = false;
        this.#refire();
      },
    );
  }

  /** An alarm that was set while the handler ran waits for its end. */
  #alarmEnded(): void {
    this.#alarmRuns = false;
    const { alarmAt } = this.storage;
    if (alarmAt !== undefined && alarmAt <= this.#scheduler.now) this.#planAlarm(alarmAt);
  }

  #refire(): void {
    this.#alarmRetries += 1;
    if (this.#alarmRetries > ALARM_RETRIES) return;
    this.#scheduler.after(ALARM_RETRY_MS, "", () => {
      if (!this.#alarmRuns) this.#run();
    });
  }
}
