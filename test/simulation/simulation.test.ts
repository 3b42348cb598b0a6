import { mkdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bundle } from "./bundle.ts";
import { mutants } from "./mutant-list.ts";
import { Random } from "./random.ts";
import type { RunResult } from "./run.ts";
import { Scheduler } from "./scheduler.ts";
import type { Kind } from "./season.ts";

const OUTPUT = resolve(import.meta.dirname, "../../.wrangler/simulation");

describe("the simulator", () => {
  let run: (seed: number, kind: Kind) => Promise<RunResult>;

  beforeAll(async () => {
    mkdirSync(OUTPUT, { recursive: true });
    const file = resolve(OUTPUT, "tested.mjs");
    await bundle(file);
    ({ run } = await import(file));
  });

  it("does exactly the same for the same seed: journals, vendors, inbox and story", async () => {
    for (const [seed, kind] of [
      [3, "rooms"],
      [42, "rooms"],
      [2587, "rooms"],
      [3, "sessions"],
      [42, "sessions"],
      [3, "services"],
      [42, "services"],
    ] as const) {
      const [first, second] = [await run(seed, kind), await run(seed, kind)];
      expect(second.hash).toBe(first.hash);
      expect(second.story).toEqual(first.story);
    }
  });

  it("does something else for another seed", async () => {
    for (const kind of ["rooms", "sessions", "services"] as const) {
      const [one, other] = [await run(7, kind), await run(8, kind)];
      expect(other.hash).not.toBe(one.hash);
    }
  });
});

describe("the mutants", () => {
  it.each(mutants)("$name: its guard stands where the list says, once", ({ file, find }) => {
    expect(readFileSync(file, "utf8").split(find)).toHaveLength(2);
  });

  it("are at least thirty, each with a name of its own", () => {
    expect(mutants.length).toBeGreaterThanOrEqual(30);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });
});

describe("the scheduler", () => {
  it("runs steps by time, those of one instant in the order in which they were planned", async () => {
    const scheduler = new Scheduler(0, () => undefined);
    const ran: string[] = [];
    for (const [at, name] of [
      [5, "b"],
      [1, "a"],
      [5, "c"],
      [9, "d"],
    ] as const) {
      scheduler.at(at, name, () => ran.push(name));
    }
    await scheduler.until(5);
    expect(ran).toEqual(["a", "b", "c"]);
    expect(scheduler.now).toBe(5);
  });

  it("lets everything that can go on go on between two steps", async () => {
    const scheduler = new Scheduler(0, () => undefined);
    const ran: string[] = [];
    scheduler.at(1, "", async () => {
      for (let turn = 0; turn < 50; turn += 1) await undefined;
      ran.push("first is through");
    });
    scheduler.at(2, "", () => ran.push("second begins"));
    await scheduler.until(2);
    expect(ran).toEqual(["first is through", "second begins"]);
  });
});

describe("chance", () => {
  it("is the same for the same seed and spread over its range", () => {
    const draw = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 1_000 }, () => random.between(1, 6));
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    for (const face of [1, 2, 3, 4, 5, 6]) {
      expect(draw(1).filter((one) => one === face).length).toBeGreaterThan(100);
    }
  });

  it("has sources aside that cost it no draw, each another one", () => {
    const [disturbed, undisturbed] = [new Random(7), new Random(7)];
    const [one, other] = [disturbed.aside(1), disturbed.aside(2)];
    const drawn = one.next();
    expect(drawn).not.toBe(other.next());
    expect(undisturbed.aside(1).next()).toBe(drawn);
    expect(disturbed.next()).toBe(undisturbed.next());
  });
});
