import { AsyncLocalStorage } from "node:async_hooks";
import type { ObjectStorage } from "../src/storage.ts";
import { objectStorage } from "./object-storage.ts";

interface Living {
  alarm(): Promise<void>;
}

const lives = new AsyncLocalStorage<{ object: StagedObject<Living>; life: number }>();

/** The object on whose behalf code runs now, and in which of its lives; absent for the doors. */
export const runningLife = () => lives.getStore();

/**
 * A Durable Object on its own storage. A crash ends a life: what that life still waits for never
 * comes, and it writes nothing more; its storage stays.
 */
export class StagedObject<T extends Living> {
  readonly storage = objectStorage();
  life = 0;
  readonly #make: (storage: ObjectStorage) => T;
  #object: T;
  #died = Promise.withResolvers<never>();

  constructor(make: (storage: ObjectStorage) => T) {
    this.#make = make;
    this.#object = make(this.#storageOfThisLife());
    this.#died.promise.catch(() => {});
  }

  get object(): T {
    return this.#object;
  }

  /** Forgets all memory, as an eviction or a crash does; what is stored stays. */
  restart(): void {
    this.life += 1;
    this.#object = this.#make(this.#storageOfThisLife());
    const before = this.#died;
    this.#died = Promise.withResolvers<never>();
    this.#died.promise.catch(() => {});
    before.reject(new Error("the object crashed"));
  }

  /** Runs something of the object as it lives now; rejects if it crashes meanwhile. */
  living<R>(run: (object: T) => Promise<R>): Promise<R> {
    const here = { object: this as unknown as StagedObject<Living>, life: this.life };
    return Promise.race([lives.run(here, () => run(this.#object)), this.#died.promise]);
  }

  /** Fires the alarm. The platform runs it again when its object died under it. */
  async fire(now: number): Promise<void> {
    this.storage.alarmAt = undefined;
    await this.living((object) => object.alarm()).catch(() => {
      this.storage.alarmAt ??= now + 1;
    });
  }

  #storageOfThisLife(): ObjectStorage {
    const { storage, life } = this;
    const alive = () => {
      if (life !== this.life) throw new Error("this object has crashed");
    };
    return {
      sql: {
        exec(query, ...bindings) {
          alive();
          return storage.sql.exec(query, ...bindings);
        },
      },
      transactionSync(run) {
        alive();
        return storage.transactionSync(run);
      },
      setAlarm(at) {
        alive();
        return storage.setAlarm(at);
      },
    };
  }
}
