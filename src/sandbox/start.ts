/**
 * `npm start`: the whole product on this machine. Builds the site, writes two wrangler
 * configurations (the app pointed at the sandbox, and the sandbox in front of it), runs both in
 * workerd, fires the crons that wrangler leaves to us, and says where to click.
 *
 * PORT: where it listens (8787). PERSIST: where its files and state live (`.wrangler/`).
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { build } from "esbuild";
import { experimental_readRawConfig } from "wrangler";
import { cronFires } from "./cron.ts";
import { DEFAULT_PORT } from "./defaults.ts";
import {
  appConfig,
  appVariables,
  cronsOf,
  realProviders,
  sandboxConfig,
  variablesOf,
} from "./local-config.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, "../..");
const WRANGLER = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
const READY_MS = 120_000;
const POLL_MS = 250;
const MINUTE_MS = 60_000;
const STOP_MS = 5_000;

const port = Number(process.env.PORT ?? DEFAULT_PORT);
const publicBase = `http://localhost:${port}`;
const home = resolve(ROOT, process.env.PERSIST ?? ".wrangler");
const generated = join(home, "sandbox");
const state = join(home, "state");

const environment = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "1" };

/** Set once somebody has asked us to stop: wrangler's exit is then no failure. */
let stopping = false;

await main();

async function main(): Promise<void> {
  const app = experimental_readRawConfig({ config: join(ROOT, "wrangler.toml") }).rawConfig;
  const personal = personalVariables();
  if ((await freePort(port)) !== port) {
    console.error(`Port ${port} is taken. Stop what listens there, or: PORT=8788 npm start`);
    process.exit(1);
  }
  mkdirSync(generated, { recursive: true });
  await buildSite();
  await buildScripts();
  writeConfigurations({ ...app }, personal);
  await migrateDatabases({ ...app });
  const { child, forward } = await startWrangler();
  await waitUntilReady(child);
  forward();
  announce(personal, { ...app });
  fireCrons(cronsOf({ ...app }));
}

function personalVariables(): Record<string, string> {
  const file = join(ROOT, ".dev.vars");
  if (!existsSync(file)) return {};
  const read = parseEnv(readFileSync(file, "utf8"));
  return Object.fromEntries(
    Object.entries(read).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

async function buildSite(): Promise<void> {
  const script = join(ROOT, "src/site/build.ts");
  if (existsSync(script)) await run([script], "The site could not be built.");
}

/** What a browser loads from the sandbox: the stand-in for Stripe.js, and the page's own script. */
async function buildScripts(): Promise<void> {
  const outdir = join(generated, "scripts/sandbox");
  await build({
    entryPoints: {
      "stripe/v3": join(HERE, "client/stripe-js.ts"),
      page: join(HERE, "client/page.ts"),
    },
    outdir,
    bundle: true,
    format: "iife",
    target: "es2022",
    logLevel: "error",
  });
  const headers = "/sandbox/*\n  Access-Control-Allow-Origin: *\n";
  writeFileSync(join(generated, "scripts/_headers"), headers);
}

function writeConfigurations(app: Record<string, unknown>, personal: Record<string, string>): void {
  const variables = appVariables(publicBase, variablesOf(app), personal);
  writeJson("app.json", appConfig(app, { variables, absolute: (path) => resolve(ROOT, path) }));
  const own = experimental_readRawConfig({ config: join(HERE, "wrangler.toml") }).rawConfig;
  const delivery = process.env.WEBHOOK_DELIVERY;
  writeJson(
    "sandbox.json",
    sandboxConfig(
      { ...own },
      {
        appName: String(app.name),
        variables: {
          PUBLIC_URL: publicBase,
          ...(delivery === undefined ? {} : { WEBHOOK_DELIVERY: delivery }),
        },
        scripts: join(generated, "scripts"),
        absolute: (path) => resolve(HERE, path),
      },
    ),
  );
}

function writeJson(name: string, config: unknown): void {
  writeFileSync(join(generated, name), `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}

async function migrateDatabases(app: Record<string, unknown>): Promise<void> {
  const databases: unknown[] = Array.isArray(app.d1_databases) ? app.d1_databases : [];
  for (const database of databases) {
    if (typeof database !== "object" || database === null || !("migrations_dir" in database)) {
      continue;
    }
    const name = "database_name" in database ? String(database.database_name) : "";
    const where = ["--local", "--persist-to", state, "-c", join(generated, "app.json")];
    const command = [WRANGLER, "d1", "migrations", "apply", name, ...where];
    await run(command, `The database ${name} could not be migrated.`);
  }
}

/** Runs a Node script to its end; its output is shown only when it fails. */
async function run(command: string[], failure: string): Promise<void> {
  const child = spawn(process.execPath, command, { cwd: ROOT, env: environment });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise((done) => child.once("exit", done));
  if (code === 0) return;
  process.stderr.write(Buffer.concat(chunks));
  console.error(failure);
  process.exit(1);
}

/** Its output is kept back until `forward` is called, and shown if it ends before. */
async function startWrangler(): Promise<{ child: ChildProcess; forward(): void }> {
  const child = spawn(
    process.execPath,
    [
      WRANGLER,
      "dev",
      ...["-c", join(generated, "sandbox.json"), "-c", join(generated, "app.json")],
      ...["--port", String(port), "--inspector-port", String(await freePort())],
      ...["--persist-to", state, "--show-interactive-dev-session=false"],
    ],
    { cwd: ROOT, env: environment, stdio: ["ignore", "pipe", "pipe"] },
  );
  let text = "";
  let forwarding = false;
  const collect = (target: NodeJS.WriteStream) => (chunk: Buffer) => {
    if (forwarding) target.write(workersOnly(chunk.toString()));
    else text += chunk.toString();
  };
  child.stdout?.on("data", collect(process.stdout));
  child.stderr?.on("data", collect(process.stderr));
  stopTogether(child);
  child.once("exit", (code) => {
    if (!forwarding) process.stderr.write(text);
    process.exit(stopping ? 0 : (code ?? 1));
  });
  return {
    child,
    forward: () => {
      forwarding = true;
    },
  };
}

/** wrangler's own line for every request would bury what the Workers say. */
function workersOnly(text: string): string {
  return text
    .replaceAll(/^\[wrangler:info\] [A-Z]+ \/.*\n/gm, "")
    .replaceAll(/^\[undefined\] /gm, "");
}

function stopTogether(child: ChildProcess): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      stopping = true;
      child.kill(signal);
      setTimeout(() => child.kill("SIGKILL"), STOP_MS).unref();
    });
  }
  process.once("exit", () => child.kill());
}

async function waitUntilReady(child: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + READY_MS;
  while (Date.now() < giveUpAt) {
    const answer = await fetch(`${publicBase}/sandbox/faults`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resume) => setTimeout(resume, POLL_MS));
  }
  console.error(`Nothing answered at ${publicBase} in time.`);
  child.kill();
}

function announce(personal: Record<string, string>, app: Record<string, unknown>): void {
  const real = realProviders(personal);
  const lines = [
    "",
    `  ${String(app.name)} is running on this machine; nothing leaves it.`,
    "",
    `  Start here        ${publicBase}/`,
    `  A room            ${publicBase}/rooms/sonic-studio`,
    `  An experience     ${publicBase}/experiences/linocut-workshop`,
    `  A class           ${publicBase}/experiences/bargaining-basics`,
    `  A trip            ${publicBase}/services/airport-transfers`,
    `  A tour            ${publicBase}/services/cocoa-estate-tours`,
    `  A hotel's widget  ${publicBase}/sandbox/hotel/harbour-house`,
    `  What happened     ${publicBase}/sandbox   (messages, calendars, payments, faults)`,
    `  Every message     ${publicBase}/sandbox/emails`,
    "",
    "  Pay with 4242 4242 4242 4242, any later date, any CVC.",
    ...(real.length === 0 ? [] : [`  Real providers, from .dev.vars: ${real.join(", ")}`]),
    "  Stop with Ctrl-C. State is kept; POST /sandbox/reset forgets what the vendors know.",
    "",
  ];
  console.log(lines.join("\n"));
}

/** Crons do not fire locally: once at the start, then on their schedules. */
function fireCrons(crons: string[]): void {
  const fire = (cron: string) => {
    const url = `${publicBase}/cdn-cgi/local/scheduled?cron=${encodeURIComponent(cron)}`;
    void fetch(url).catch(() => undefined);
  };
  for (const cron of crons) fire(cron);
  const tick = () => {
    const now = Date.now();
    for (const cron of crons) if (cronFires(cron, now)) fire(cron);
    setTimeout(tick, MINUTE_MS - (Date.now() % MINUTE_MS)).unref();
  };
  setTimeout(tick, MINUTE_MS - (Date.now() % MINUTE_MS)).unref();
}

/** The port that was asked for, if nobody has it; with 0, any that is free. */
function freePort(wanted = 0): Promise<number | undefined> {
  return new Promise((found) => {
    const server = createServer();
    server.once("error", () => found(undefined));
    server.listen(wanted, "localhost", () => {
      const address = server.address();
      const open = typeof address === "object" && address !== null ? address.port : undefined;
      server.close(() => found(open));
    });
  });
}
