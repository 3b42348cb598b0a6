import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { buildSync } from "esbuild";
import { appVariables } from "../../src/sandbox/local-config.ts";

/** Nothing listens there: every outbound call of the app is answered by the sandbox Worker. */
const PUBLIC_BASE = "http://localhost:8787";
const SCRIPTS = ".wrangler/test";

const compatibility = {
  compatibilityDate: "2026-10-01",
  compatibilityFlags: ["nodejs_compat"],
};

/** A Worker that stands beside the product, bundled now. */
export function besideWorker(
  name: string,
  entryPoint: string,
  durableObjects: Record<string, { className: string; useSQLite: true }>,
) {
  const scriptPath = `${SCRIPTS}/${name}.js`;
  buildSync({
    entryPoints: [entryPoint],
    outfile: scriptPath,
    bundle: true,
    format: "esm",
    external: ["cloudflare:*", "node:*"],
    conditions: ["workerd", "worker", "browser"],
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "error",
  });
  return { name, modules: true as const, scriptPath, durableObjects, ...compatibility };
}

interface Beside {
  workers: ReturnType<typeof besideWorker>[];
  durableObjects: Record<string, { className: string; scriptName: string }>;
}

/** The product in workerd, with the sandbox and whatever else stands beside it. */
export function workerdProject(
  name: string,
  include: string,
  { workers, durableObjects }: Beside = { workers: [], durableObjects: {} },
) {
  const sandbox = besideWorker("sandbox", "src/sandbox/worker.ts", {
    SANDBOX: { className: "SandboxState", useSQLite: true },
  });
  return {
    // Stripe ships source maps without their sources: a warning for each of its files.
    logLevel: "error" as const,
    plugins: [
      cloudflareTest(async () => ({
        wrangler: { configPath: "./wrangler.toml" },
        miniflare: {
          bindings: {
            ...appVariables(PUBLIC_BASE, {}, {}),
            LEDGER_MIGRATIONS: await readD1Migrations("src/ledger/migrations"),
          },
          durableObjects,
          // Default-deny: what is not the sandbox's is answered 404 by it.
          outboundService: "sandbox",
          serviceBindings: { SANDBOX: "sandbox" },
          workers: [
            {
              ...sandbox,
              bindings: { PUBLIC_URL: PUBLIC_BASE, WEBHOOK_DELIVERY: "manual" },
              serviceBindings: {
                APP: () => new Response("the test delivers webhooks itself", { status: 404 }),
              },
            },
            ...workers,
          ],
        },
      })),
    ],
    test: { name, include: [include] },
  };
}
