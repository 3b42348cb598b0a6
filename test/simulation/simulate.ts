import { mkdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.ts";
import type { RunResult } from "./run.ts";
import { runSeeds } from "./run-seeds.ts";
import { KINDS, type Kind } from "./season.ts";
import type { SeedWork } from "./seed-worker.ts";

/**
 * `npm run simulate -- --seeds 20000`, `--from N`, or `--seed N --trace` for the story of one run. A
 * seed is one run, of the kind whose turn it is; `--of sessions` makes all of them that kind. Seeds
 * that once found a bug run first.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "200" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    of: { type: "string" },
    trace: { type: "boolean", default: false },
  },
});

const OUTPUT = resolve(import.meta.dirname, "../../.wrangler/simulation");
const REGRESSIONS = resolve(import.meta.dirname, "regressions.json");
/** Large enough that starting a thread is little of it, small enough that none idles at the end. */
const PORTION = 50;
/** Enough to see what is wrong; the first ones are told in full. */
const FAILURES_TOLD = 3;

const chosen = values.of === undefined ? KINDS : KINDS.filter((kind) => kind === values.of);
if (chosen.length === 0) throw new Error(`--of takes ${KINDS.join(", ")}`);

/** Each kind in turn, so that any range of seeds tries all of them. */
function runOf(seed: number): SeedWork["seeds"][number] {
  const kind = chosen[seed % chosen.length];
  if (kind === undefined) throw new Error(`--seed takes a whole number, not ${seed}`);
  return { seed, kind };
}

const product = resolve(OUTPUT, "product.mjs");

async function one(seed: number): Promise<never> {
  const { run } = (await import(product)) as {
    run: (seed: number, kind: Kind) => Promise<RunResult>;
  };
  const { story, ...result } = await run(seed, runOf(seed).kind);
  if (values.trace) console.log(story.join("\n"));
  console.log(result);
  process.exit(result.violations.length === 0 ? 0 : 1);
}

async function many(): Promise<number> {
  const regressions = JSON.parse(readFileSync(REGRESSIONS, "utf8")) as {
    seed: number;
    of: Kind;
  }[];
  const from = Number(values.from);
  const seeds: SeedWork["seeds"] = regressions.map(({ seed, of }) => ({ seed, kind: of }));
  for (let seed = from; seed < from + Number(values.seeds); seed += 1) seeds.push(runOf(seed));
  const portions: SeedWork["seeds"][] = [];
  while (seeds.length > 0) portions.push(seeds.splice(0, PORTION));
  const summary = new Summary();
  const thread = async () => {
    for (let portion = portions.shift(); portion !== undefined; portion = portions.shift()) {
      const work = { bundle: product, seeds: portion, stopAtFirst: false };
      await runSeeds(work, (result) => summary.add(result));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, thread));
  return summary.print();
}

/** What a person reads at the end. */
class Summary {
  readonly #beganAt = performance.now();
  readonly #faults: Record<string, number> = {};
  readonly #endings = new Map(KINDS.map((kind) => [kind, {} as Record<string, number>]));
  #runs = 0;
  #steps = 0;
  #failed = 0;

  add(result: RunResult): void {
    this.#runs += 1;
    this.#steps += result.steps;
    sumInto(this.#faults, result.faults);
    sumInto(this.#endings.get(result.kind) ?? {}, result.endings);
    if (result.violations.length === 0) return;
    this.#failed += 1;
    if (this.#failed <= FAILURES_TOLD) tell(result);
  }

  print(): number {
    const seconds = (performance.now() - this.#beganAt) / 1000;
    for (const [kind, paths] of this.#endings) {
      if (Object.keys(paths).length > 0) console.log(`\nPaths of ${kind}\n${table(paths)}`);
    }
    console.log(`\nFaults injected\n${table(this.#faults)}\n`);
    console.log(`${(this.#runs / seconds).toFixed(1)} seeds a second, ${this.#steps} steps`);
    console.log(`${this.#runs - this.#failed} passed, ${this.#failed} failed`);
    return this.#failed === 0 ? 0 : 1;
  }
}

/** The lines of a failed run that concern what failed, and how to see all of them. */
function tell({ seed, kind, violations, story }: RunResult): void {
  console.log(`\nseed ${seed}, ${kind}:`);
  for (const violation of violations) console.log(`  ${violation}`);
  const subjects = violations.flatMap((line) => [
    ...[...line.matchAll(/res_(?:room|session|service)_\S+_([0-9a-v]{16})/g)].map(([, id = ""]) =>
      id.slice(-4),
    ),
    ...[...line.matchAll(/\b(?:pi|re|plink|tr)_\d+\b/g)].map(([id]) => id),
  ]);
  const concerned = story.filter(
    (line) => line.includes("!!!") || subjects.some((subject) => line.includes(subject)),
  );
  console.log(concerned.join("\n"));
  console.log(`replay: npm run simulate -- --seed ${seed} --of ${kind} --trace`);
}

function sumInto(sum: Record<string, number>, more: Record<string, number>): void {
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count;
}

function table(counts: Record<string, number>): string {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${String(count).padStart(9)}  ${name}`)
    .join("\n");
}

mkdirSync(OUTPUT, { recursive: true });
await bundle(product);
process.exitCode = values.seed === undefined ? await many() : await one(Number(values.seed));
