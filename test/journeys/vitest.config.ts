import { defineConfig } from "vitest/config";

/** Some journeys wait for a lease of a minute; a machine three times slower than ours gets through. */
const JOURNEY_MS = 180_000;
/** The product must build and start; two cores that others use as well need their time. */
const START_MS = 300_000;

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
