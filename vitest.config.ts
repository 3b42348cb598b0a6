import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { buildSync } from "esbuild";
import { defineConfig } from "vitest/config";
import { appVariables } from "./src/sandbox/local-config.ts";

/** Nothing listens there: every outbound call of the app is answered by the sandbox Worker. */
const PUBLIC_BASE = "http://localhost:8787";
const SANDBOX_SCRIPT = ".wrangler/test/sandbox.js";

buildSync({
  entryPoints: ["src/sandbox/worker.ts"],
  outfile: SANDBOX_SCRIPT,
  bundle: true,
  format: "esm",
  external: ["cloudflare:*", "node:*"],
  conditions: ["workerd", "worker", "browser"],
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "error",
});

const compatibility = {
  compatibilityDate: "2026-10-01",
  compatibilityFlags: ["nodejs_compat"],
};

export default defineConfig({
  test: {
    // The product's log lines are asserted on, not read here.
    onConsoleLog: () => false,
    projects: [
      {
        test: {
          name: "rules",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.worker.test.ts", "test/journeys/**"],
        },
      },
      {
        // Stripe ships source maps without their sources: a warning for each of its files.
        logLevel: "error",
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                ...appVariables(PUBLIC_BASE, {}, {}),
                LEDGER_MIGRATIONS: await readD1Migrations("src/ledger/migrations"),
              },
              // Default-deny: what is not the sandbox's is answered 404 by it.
              outboundService: "sandbox",
              serviceBindings: { SANDBOX: "sandbox" },
              workers: [
                {
                  name: "sandbox",
                  modules: true,
                  scriptPath: SANDBOX_SCRIPT,
                  ...compatibility,
                  bindings: { PUBLIC_URL: PUBLIC_BASE, WEBHOOK_DELIVERY: "manual" },
                  durableObjects: { SANDBOX: { className: "SandboxState", useSQLite: true } },
                  serviceBindings: {
                    APP: () => new Response("the test delivers webhooks itself", { status: 404 }),
                  },
                },
              ],
            },
          })),
        ],
        test: { name: "workerd", include: ["test/**/*.worker.test.ts"] },
      },
    ],
  },
});
