import type { ObjectStorage } from "../storage.ts";

/** The longest pause of an alarm that finds nothing due: longer than any clock is off. */
const PAUSE_MAX_MS = 5 * 60_000;

export interface AlarmDependencies {
  storage: ObjectStorage;
  nextDueAt: () => number | undefined;
  now: () => number;
}

/** The one alarm of an object, always armed for whatever is due next. */
export class Alarm {
  readonly #deps: AlarmDependencies;
  #idleRuns = 0;

  constructor(dependencies: AlarmDependencies) {
    this.#deps = dependencies;
  }

  /** Safe to call as often as one likes, inside a transaction or not. */
  arm(): void {
    const { storage, nextDueAt, now } = this.#deps;
    const dueAt = nextDueAt();
    if (dueAt === undefined) return;
    // The platform's clock may run ahead of ours: then the alarm fires before anything is due, and
    // would fire again at once, in a circle, until our clock has caught up.
    const pauseMs = this.#idleRuns === 0 ? 1 : Math.min(2 ** this.#idleRuns * 10, PAUSE_MAX_MS);
    void storage.setAlarm(Math.max(dueAt, now() + pauseMs));
  }

  /** Runs the object's work, then arms for what is due next, whatever happened. */
  async fired(work: () => Promise<number>): Promise<void> {
    try {
      const done = await work();
      this.#idleRuns = done > 0 ? 0 : this.#idleRuns + 1;
    } finally {
      this.arm();
    }
  }
}
