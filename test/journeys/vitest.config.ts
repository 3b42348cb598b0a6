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
    // Each file starts a product and a browser of its own, and mostly waits for them.
    maxWorkers: 3,
    testTimeout: JOURNEY_MS,
    hookTimeout: START_MS,
  },
});
