import { defineConfig } from "vitest/config";
import { workerdProject } from "./test/workerd/project.ts";

export default defineConfig({
  test: {
    // The product's log lines are asserted on, not read here.
    onConsoleLog: () => false,
    // Left to itself a machine of two cores gets one.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "rules",
          // Not a measure of anything: machines are shared, and some properties are tried often.
          testTimeout: 30_000,
          hookTimeout: 60_000,
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.worker.test.ts", "test/journeys/**"],
        },
      },
      workerdProject("workerd", "test/**/*.worker.test.ts"),
    ],
  },
});
