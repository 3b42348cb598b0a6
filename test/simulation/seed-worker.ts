import { parentPort, workerData } from "node:worker_threads";
import type { RunResult } from "./run.ts";
import type { Kind } from "./season.ts";

/** What a worker is told: the bundle to run, and which seeds of which kind. */
export interface SeedWork {
  bundle: string;
  seeds: { seed: number; kind: Kind }[];
  /** Stop at the first violation: what a mutant needs. */
  stopAtFirst: boolean;
}

const { bundle, seeds, stopAtFirst } = workerData as SeedWork;
const { run } = (await import(bundle)) as { run: (seed: number, kind: Kind) => Promise<RunResult> };

for (const { seed, kind } of seeds) {
  const { story, ...result } = await run(seed, kind);
  const failed = result.violations.length > 0;
  parentPort?.postMessage(failed ? { ...result, story } : { ...result, story: [] });
  if (failed && stopAtFirst) break;
}
// Timers of calls that were given up are still set; nothing waits for them.
process.exit(0);
