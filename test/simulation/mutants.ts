import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { bundle, type Mutant } from "./bundle.ts";
import { mutants } from "./mutant-list.ts";
import type { RunResult } from "./run.ts";
import { runSeeds } from "./run-seeds.ts";

/**
 * `npm run simulate:mutants`: takes out one guard at a time and runs seeds until the checker
 * objects. A survivor is a hole in the simulator. `npm run simulate:mutants -- WORD` runs some:
 * `rooms`, `sessions`, `services`, or those with the word in their name.
 */
const SIMULATION = resolve(import.meta.dirname, "../../.wrangler/simulation");
/** Of this run alone: two may run side by side. */
const OUTPUT = resolve(SIMULATION, `mutants-${process.pid}`);
/** A guard that so many runs do not need is not tried by the workload. */
const SEEDS_MAX = 400;

interface Verdict {
  mutant: Mutant;
  caughtBy?: RunResult;
}

async function judge(mutant: Mutant, index: number): Promise<Verdict> {
  const file = resolve(OUTPUT, `mutant-${index}.mjs`);
  await bundle(file, mutant);
  let caughtBy: RunResult | undefined;
  const { of: kind = "rooms", from = 1 } = mutant;
  const seeds = Array.from({ length: SEEDS_MAX }, (_, nth) => ({ seed: from + nth, kind }));
  await runSeeds({ bundle: file, seeds, stopAtFirst: true }, (result) => {
    if (result.violations.length > 0) caughtBy ??= result;
  });
  return caughtBy === undefined ? { mutant } : { mutant, caughtBy };
}

function line({ mutant, caughtBy }: Verdict): string {
  const by = caughtBy ? `seed ${caughtBy.seed}`.padEnd(10) : "SURVIVED  ";
  const why = caughtBy?.violations[0]?.slice(0, 70) ?? "";
  return `${by} ${mutant.name.padEnd(68)} ${why}`;
}

mkdirSync(OUTPUT, { recursive: true });
const [word = ""] = process.argv.slice(2);
const chosen = mutants.filter(({ name, of = "rooms" }) => name.includes(word) || of === word);
const waiting = [...chosen.entries()];
const verdicts: Verdict[] = [];
const thread = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [index, mutant] = next;
    const verdict = await judge(mutant, index);
    verdicts.push(verdict);
    console.log(line(verdict));
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, thread));
rmSync(OUTPUT, { recursive: true });
const survivors = verdicts.filter(({ caughtBy }) => caughtBy === undefined);
console.log(`\n${chosen.length - survivors.length} passed, ${survivors.length} failed`);
process.exit(survivors.length === 0 ? 0 : 1);
