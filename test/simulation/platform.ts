import type { ObjectStorage } from "../../src/storage.ts";
import { objectStorage, type TestStorage } from "../object-storage.ts";
import type { Faults } from "./faults.ts";
import type { Party } from "./network.ts";
import type { Scheduler } from "./scheduler.ts";

/** What has nothing to do by itself sets no alarm. */
type Living = object & { alarm?: () => Promise<void> };

/** The platform retries a failed alarm six times and then drops it without a word. */
const ALARM_RETRIES = 6;
const ALARM_RETRY_MS = 2_000;

/** Thrown by the storage of an instance that has died: its code must not touch anything any more. */
class Dead extends Error {}

/** A call between two parts of the Worker that had no answer: the platform's fault, not the product's. */
export class CallLost extends Error {}

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
  /** Whether a cron would find an alarm of that time that was lost. */
  readonly #isWatched: (alarmAt: number) => boolean;
  #instance: T | undefined;
  #life = 0;
  #alarmRuns = false;
  #alarmRetries = 0;
  readonly #callers = new Set<(error: Error) => void>();

  constructor(
    name: string,
    surroundings: { scheduler: Scheduler; faults: Faults; onBug: (bug: string) => void },
    make: (storage: ObjectStorage, party: Party) => T,
    isWatched: (alarmAt: number) => boolean = () => true,
  ) {
    this.#name = name;
    this.#scheduler = surroundings.scheduler;
    this.#faults = surroundings.faults;
    this.#onBug = (bug) => surroundings.onBug(bug);
    this.#make = make;
    this.#isWatched = isWatched;
  }

  /** A call from outside. Rejects when the object dies meanwhile or its answer is lost. */
  async call<R>(label: string, run: (object: T) => R | Promise<R>): Promise<R> {
    const fault = this.#faults.call(`${this.#name}.${label}`);
    if (fault === "lost-before") throw new CallLost("the call never arrived");
    await this.#scheduler.sleep(this.#faults.latencyMs("object"), "");
    const alive = this.#alive();
    const answer = await this.#guard(label, alive, () => run(this.#wake()));
    if (!alive()) return new Promise(() => undefined);
    if (fault === "lost-after") throw new CallLost("the answer was lost");
    return answer;
  }

  /** The same from somebody who is told when the object dies, and who may die while it waits. */
  rpc<R>(label: string, run: (object: T) => R | Promise<R>, caller?: Party): Promise<R> {
    return new Promise((resolve, reject) => {
      const isHeard = () => this.#callers.delete(fail) && (caller?.alive() ?? true);
      const fail = (error: Error) => {
        if (isHeard()) reject(error);
      };
      this.#callers.add(fail);
      this.call(label, run).then((answer) => {
        if (isHeard()) resolve(answer);
      }, fail);
    });
  }

  /** What the product throws while it lives is a bug: the checker must hear of it. */
  async #guard<R>(label: string, alive: () => boolean, run: () => R | Promise<R>): Promise<R> {
    try {
      return await run();
    } catch (error) {
      const isBug = alive() && !(error instanceof CallLost);
      if (isBug) this.#onBug(`${this.#name}.${label}: ${error}`);
      throw error;
    }
  }

  /** Forgets all memory: what was awaited never continues, what was stored stays. */
  die(): void {
    const wasRunning = this.#alarmRuns;
    this.#instance = undefined;
    this.#life += 1;
    this.#alarmRuns = false;
    for (const fail of this.#callers) fail(new CallLost(`${this.#name} died`));
    const { alarmAt } = this.storage;
    // The platform knows of an alarm that was running and fires it again, and of one that fell due
    // meanwhile.
    if (alarmAt === undefined) this.#refire();
    else if (wasRunning && alarmAt <= this.#scheduler.now) this.#planAlarm(alarmAt);
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
    if (lost && this.#isWatched(at)) return;
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
    this.#guard("alarm", alive, () => handler.alarm?.()).then(
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
