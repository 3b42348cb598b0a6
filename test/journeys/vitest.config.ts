import { defineConfig } from "vitest/config";

/** Two people's patience: a journey that takes longer is broken. */
const JOURNEY_MS = 90_000;
/** The product must build and start; a bare machine with two cores needs its time. */
const START_MS = 150_000;

export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: "journeys",
    include: ["**/*.test.ts"],
    // One product and one browser at a time: each file starts its own, and two cores are few.
    fileParallelism: false,
    testTimeout: JOURNEY_MS,
    hookTimeout: START_MS,
  },
});
