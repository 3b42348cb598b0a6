import { defineConfig } from "vitest/config";
import { besideWorker, workerdProject } from "../workerd/project.ts";

const floor = besideWorker("floor", "test/bench/floor.ts", {
  FLOOR: { className: "Floor", useSQLite: true },
});

/** `npm run bench`: what the product's steps cost, as multiples of one insert in a bare object. */
export default defineConfig({
  test: {
    // Only the table is read here, not the product's log.
    onConsoleLog: (line) => (line.startsWith("{") ? false : undefined),
    testTimeout: 600_000,
    projects: [
      workerdProject("bench", "test/bench/*.bench.ts", {
        workers: [floor],
        durableObjects: { FLOOR: { className: "Floor", scriptName: "floor" } },
      }),
    ],
  },
});
