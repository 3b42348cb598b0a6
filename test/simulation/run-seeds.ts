import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import type { RunResult } from "./run.ts";
import type { SeedWork } from "./seed-worker.ts";

const WORKER = resolve(import.meta.dirname, "seed-worker.ts");

/** Runs seeds of one bundle in a thread of its own, and tells of each result. */
export function runSeeds(work: SeedWork, onResult: (result: RunResult) => void): Promise<void> {
  return new Promise((done, fail) => {
    const worker = new Worker(WORKER, { workerData: work });
    worker.on("message", onResult);
    worker.on("error", fail);
    worker.on("exit", () => done());
  });
}
