import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryDirectory } from "./product.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const WRANGLER = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
/** Small enough to start in a moment anywhere; the free plan would allow three megabytes. */
const BUNDLE_BYTES_MAX = 300_000;

const directory = temporaryDirectory();
const metadata = join(directory, "metadata.json");
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What `npm run deploy` would upload. */
const scripts = () =>
  readdirSync(directory)
    .filter((name) => /\.m?js$/.test(name))
    .map((name) => readFileSync(join(directory, name)));

describe("what is deployed", () => {
  beforeAll(async () => {
    const where = ["--outdir", directory, "--metafile", metadata];
    const command = [WRANGLER, "deploy", "--dry-run", ...where];
    const env = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "1" };
    await promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
  });

  it("is at most 300 KB, compressed", () => {
    expect(scripts()).toHaveLength(1);
    const bytes = scripts().map((script) => gzipSync(script).length);
    expect(Math.max(...bytes)).toBeLessThanOrEqual(BUNDLE_BYTES_MAX);
  });

  it("is made of nothing from the sandbox, and knows none of its keys", () => {
    const { inputs } = JSON.parse(readFileSync(metadata, "utf8")) as { inputs: object };
    const files = Object.keys(inputs);
    expect(files.some((file) => file.endsWith("src/worker.ts"))).toBe(true);
    expect(files.filter((file) => file.includes("/sandbox/"))).toEqual([]);
    const text = scripts().join("\n");
    for (const mark of ["sk_test_sandbox", "pk_test_sandbox", "whsec_sandbox", "/sandbox/"]) {
      expect(text.includes(mark), mark).toBe(false);
    }
  });

  it("comes with the pages' scripts and styles, and without the sandbox's", () => {
    const assets = join(ROOT, "dist/site");
    expect(existsSync(join(assets, "assets/room.js"))).toBe(true);
    const files = readdirSync(assets, { recursive: true }).map(String);
    expect(files.filter((file) => file.includes("sandbox"))).toEqual([]);
  });
});
