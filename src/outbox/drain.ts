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
 * Runs what is due, a few at a time, until nothing is or the time is up; what becomes due meanwhile
 * takes the place of what has ended. A row is a wake-up signal: each attempt acts on what is true
 * when it runs, not on what was true when the row was written. Returns how many were attempted.
 */
export async function drain<E>(dependencies: DrainDependencies<E>): Promise<number> {
  const { now, claim, attempt } = dependencies;
  const until = now() + LONGEST_DRAIN_MS;
  const underway = new Set<Promise<void>>();
  let attempted = 0;
  const fill = () => {
    while (underway.size < CONCURRENCY && now() < until) {
      const row = claim();
      if (row === undefined) return;
      attempted += 1;
      const run = attempt(row).finally(() => underway.delete(run));
      underway.add(run);
    }
  };
  fill();
  while (underway.size > 0) {
    await Promise.race(underway);
    fill();
  }
  return attempted;
}
