import { parentPort, workerData } from "node:worker_threads";
import type { RunResult } from "./run.ts";

/** What a worker is told: the bundle to run, and which seeds. */
export interface SeedWork {
  bundle: string;
  seeds: number[];
  /** Stop at the first violation: what a mutant needs. */
  stopAtFirst: boolean;
}

const { bundle, seeds, stopAtFirst } = workerData as SeedWork;
const { run } = (await import(bundle)) as { run: (seed: number) => Promise<RunResult> };

for (const seed of seeds) {
  const { story, ...result } = await run(seed);
  const failed = result.violations.length > 0;
  parentPort?.postMessage(failed ? { ...result, story } : { ...result, story: [] });
  if (failed && stopAtFirst) break;
}
// Timers of calls that were given up are still set; nothing waits for them.
process.exit(0);
