import type { ObjectStorage } from "../storage.ts";

/** The longest pause of an alarm that keeps firing too early: longer than any clock is off. */
const PAUSE_MAX_MS = 5 * 60_000;

export interface AlarmDependencies {
  storage: ObjectStorage;
  nextDueAt: () => number | undefined;
  now: () => number;
}

/** The one alarm of an object, always armed for whatever is due next. */
export class Alarm {
  readonly #deps: AlarmDependencies;
  #armedFor = 0;
  #earlyRuns = 0;

  constructor(dependencies: AlarmDependencies) {
    this.#deps = dependencies;
  }

  /** Safe to call as often as one likes, inside a transaction or not. Never postpones anything. */
  arm(): void {
    this.#armAfter(1);
  }

  /**
   * Runs the object's work, then arms for what is due next, whatever happened. If the platform's
   * clock runs ahead of ours, the alarm fires before its time; it would fire again at once, in a
   * circle, until our clock has caught up: so it pauses, longer each time.
   */
  async fired(work: () => Promise<void>): Promise<void> {
    const early = this.#deps.now() < this.#armedFor;
    this.#earlyRuns = early ? this.#earlyRuns + 1 : 0;
    try {
      await work();
    } finally {
      this.#armAfter(early ? Math.min(2 ** this.#earlyRuns * 10, PAUSE_MAX_MS) : 1);
    }
  }

  #armAfter(pauseMs: number): void {
    const { storage, nextDueAt, now } = this.#deps;
    const dueAt = nextDueAt();
    if (dueAt === undefined) return;
    this.#armedFor = dueAt;
    void storage.setAlarm(Math.max(dueAt, now() + pauseMs));
  }
}
