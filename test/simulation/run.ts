import { createHash } from "node:crypto";
import { Checker } from "./checker.ts";
import { planWorkload } from "./workload.ts";
import { STARTS_AT, WORKLOAD_MS, World } from "./world.ts";

const HOUR_MS = 60 * 60_000;
/** Long enough for the last booking to be over, and for refunds to fail days later and be noticed. */
const QUIET_DAYS = 12;
/** By then even what is retried hourly has been tried again. */
const CALM_HOURS = 4;
/** A run that needs more than this does not come to rest. */
const STEPS_MAX = 200_000;

export interface RunResult {
  seed: number;
  /** What the checker holds against it; empty when all is well. */
  violations: string[];
  steps: number;
  faults: Record<string, number>;
  /** How reservations ended, and which paths were reached. */
  endings: Record<string, number>;
  /** Of every journal and every vendor's state: the same seed must give the same. */
  hash: string;
  story: string[];
}

/** One run: a busy half day in bad weather, then twelve quiet days in which all must be settled. */
export async function run(seed: number): Promise<RunResult> {
  const world = new World(seed);
  const guests = planWorkload(world);
  const checker = new Checker(world, guests);
  await world.scheduler.until(STARTS_AT + WORKLOAD_MS, STEPS_MAX);
  world.faults.calm();
  world.tell("--- the weather clears ---");
  const settleUntil = async (ms: number) => {
    sweep(world);
    await world.scheduler.until(STARTS_AT + WORKLOAD_MS + ms, STEPS_MAX);
  };
  for (let hour = 1; hour <= CALM_HOURS; hour += 1) {
    await settleUntil(hour * HOUR_MS);
    checker.nothingOverdue();
  }
  checker.whenCalm();
  for (let day = 1; day <= QUIET_DAYS; day += 1) await settleUntil(day * 24 * HOUR_MS);
  checker.atTheEnd();
  return {
    seed,
    violations: checker.violations,
    steps: world.scheduler.steps,
    faults: Object.fromEntries(world.faults.counts),
    endings: checker.endings(),
    hash: hashOf(world),
    story: world.story,
  };
}

function sweep(world: World): void {
  for (const { object } of world.rooms) {
    void object.call("sweep", (room) => room.sweep());
  }
  void world.desk.call("sweep", (desk) => desk.arm());
}

function hashOf(world: World): string {
  const hash = createHash("sha256");
  for (const { object, calendar } of world.rooms) {
    const rows = object.storage.database.prepare("SELECT * FROM journal ORDER BY seq").all();
    hash.update(JSON.stringify([rows, [...calendar.events.values()]]));
  }
  hash.update(JSON.stringify([[...world.stripe.intents.values()], world.stripe.refunds]));
  hash.update(JSON.stringify(world.mail.accepted));
  return hash.digest("hex");
}
