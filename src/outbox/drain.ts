import type { Row } from "./outbox.ts";

export interface DrainDependencies<E> {
  now: () => number;
  /** Leases the next due row in a transaction of its own, before anything is called. */
  claim: () => Row<E> | undefined;
  /** Calls the provider and records the answer. Never rejects. */
  attempt: (row: Row<E>) => Promise<void>;
}

/** Workerd gives an object six connections at once; two stay free for guests who are waiting. */
const CONCURRENCY = 4;
/** An alarm may run for minutes, but new rows should not wait behind a slow provider's for long. */
const LONGEST_DRAIN_MS = 20_000;

/**
 * Runs what is due, a few at a time. A row is a wake-up signal: each attempt acts on what is true
 * when it runs, not on what was true when the row was written.
 */
export class Drain<E> {
  readonly #deps: DrainDependencies<E>;
  readonly #underway = new Set<Promise<void>>();
  #until = Number.NEGATIVE_INFINITY;

  constructor(dependencies: DrainDependencies<E>) {
    this.#deps = dependencies;
  }

  /** Until nothing is due or the time is up; what was begun is waited for. */
  async run(): Promise<void> {
    this.#until = this.#deps.now() + LONGEST_DRAIN_MS;
    this.#fill();
    while (this.#underway.size > 0) await Promise.race(this.#underway);
    this.#until = Number.NEGATIVE_INFINITY;
  }

  /**
   * Something became due. While a drain is under way it takes a free place at once: a provider that
   * is slow with one guest's email must not keep the next guest's booking waiting. Not before the
   * transaction that wrote it is over.
   */
  refill(): void {
    queueMicrotask(() => this.#fill());
  }

  #fill(): void {
    const { now, claim, attempt } = this.#deps;
    while (this.#underway.size < CONCURRENCY && now() < this.#until) {
      const row = claim();
      if (row === undefined) return;
      const run: Promise<void> = attempt(row).finally(() => {
        this.#underway.delete(run);
        this.#fill();
      });
      this.#underway.add(run);
    }
  }
}
