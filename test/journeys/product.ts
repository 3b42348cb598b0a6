import { type ChildProcess, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
/** Longer than `npm start` itself waits for its server, and its builds besides. */
const READY_MS = 240_000;
const POLL_MS = 100;
/** What is waited for long is asked for seldom: each question takes time from the product. */
const POLL_MAX_MS = 1_000;
const POLL_GROWTH = 1.1;
/** Whatever follows by itself (a webhook, a repeat of a call) does so by then, on a busy machine. */
const FOLLOWS_MS = 60_000;
/** `npm start` needs five seconds to stop wrangler for good. */
const STOP_MS = 8_000;

/** `npm start`, running in a process group of its own. */
export interface Product {
  url: string;
  port: number;
  /** Everything it has printed since it was started. */
  log(): string;
  /** Whether it has logged this message about this payment or supplier, in one entry. */
  said(message: string, about: string): boolean;
  /** `kill -9` of everything it has started: nothing is asked, nothing is saved. */
  kill(): Promise<void>;
  /** Ctrl-C, and `kill -9` for what does not listen. */
  stop(): Promise<void>;
}

export interface Start {
  state: string;
  port?: number;
  /** The tree that is started: this one, unless the journey is about a changed copy of it. */
  root?: string;
}

/** Starts the product with its own state and waits until it says that it is running. */
export async function startProduct(options: Start): Promise<Product> {
  if (existsSync(join(ROOT, ".dev.vars"))) {
    throw new Error("The journeys pay and refund: move .dev.vars away, it may name real accounts.");
  }
  const port = options.port ?? (await freePort());
  const child = spawn("npm", ["start"], {
    cwd: options.root ?? ROOT,
    env: { ...process.env, PORT: String(port), PERSIST: options.state },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let text = "";
  const collect = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const killGroup = () => signalGroup(child, "SIGKILL");
  process.once("exit", killGroup);
  const ended = new Promise<void>((done) => child.once("exit", () => done()));

  const giveUpAt = Date.now() + READY_MS;
  while (!text.includes("is running on this machine")) {
    if (child.exitCode !== null || Date.now() > giveUpAt) {
      killGroup();
      throw new Error(`npm start did not start:\n${text}`);
    }
    await pause(POLL_MS);
  }

  return {
    url: `http://localhost:${port}`,
    port,
    log: () => text,
    // An entry that names what it is about is too long for one line: it ends with a brace of its own.
    said: (message, about) =>
      text
        .split(/^\}$/m)
        .some((entry) => entry.includes(`message: '${message}'`) && entry.includes(about)),
    async kill() {
      killGroup();
      await ended;
      process.off("exit", killGroup);
    },
    async stop() {
      signalGroup(child, "SIGINT");
      const inTime = await Promise.race([ended.then(() => true), pause(STOP_MS).then(() => false)]);
      killGroup();
      if (!inTime) await ended;
      process.off("exit", killGroup);
    },
  };
}

/**
 * The product for all tests of a file, on a free port and with state that is gone afterwards. With
 * `rules`, a copy of the tree is started whose rooms.config.ts they have changed.
 */
export function useProduct(rules?: (config: string) => string): () => Product {
  let product: Product | undefined;
  const state = temporaryDirectory();
  const copy = rules === undefined ? undefined : temporaryDirectory();
  beforeAll(async () => {
    if (copy === undefined || rules === undefined) product = await startProduct({ state });
    else product = await startProduct({ state, root: copyTree(copy, rules) });
  });
  afterAll(async () => {
    await product?.stop();
    rmSync(state, { recursive: true, force: true });
    if (copy !== undefined) rmSync(copy, { recursive: true, force: true });
  });
  return () => {
    if (product === undefined) throw new Error("The product runs only inside of tests.");
    return product;
  };
}

/** What no copy needs: it is large, it is shared by a link, or it belongs to this tree alone. */
const NOT_COPIED = ["node_modules", ".wrangler", ".git", "dist", "test", "test-results"];

/** Copies the tree, whose rooms.config.ts `rules` changes, into an empty directory. */
export function copyTree(target: string, rules: (config: string) => string): string {
  for (const name of readdirSync(ROOT)) {
    if (NOT_COPIED.includes(name)) continue;
    cpSync(join(ROOT, name), join(target, name), { recursive: true });
  }
  symlinkSync(realpathSync(join(ROOT, "node_modules")), join(target, "node_modules"));
  const config = join(target, "rooms.config.ts");
  writeFileSync(config, rules(readFileSync(config, "utf8")));
  return target;
}

export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), "twogate-"));
}

export function pause(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms));
}

/** Asks again until the answer is there; fails with what was asked for. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  withinMs = FOLLOWS_MS,
): Promise<T> {
  const giveUpAt = Date.now() + withinMs;
  for (let pollMs = POLL_MS; ; pollMs = Math.min(pollMs * POLL_GROWTH, POLL_MAX_MS)) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > giveUpAt) throw new Error(`Not within ${withinMs / 1000} s: ${what}`);
    await pause(pollMs);
  }
}

/** Waits for a line of its log, which comes through two pipes: later than what it tells of. */
export async function untilSaid(product: Product, message: string, about: string): Promise<void> {
  await eventually(`"${message}" in the log`, async () => product.said(message, about));
}

export function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => found(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
