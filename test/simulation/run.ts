import "./shared-formatters.ts";
import { createHash } from "node:crypto";
import { Checker } from "./checker/checker.ts";
import { type Kind, SEASONS } from "./season.ts";
import { planWorkload } from "./workload/workload.ts";
import { World } from "./world.ts";

const HOUR_MS = 60 * 60_000;
/** By then even what is retried hourly has been tried again. */
const CALM_HOURS = 4;
/** A run that needs more than this does not come to rest. */
const STEPS_MAX = 200_000;

export interface RunResult {
  seed: number;
  kind: Kind;
  /** What the checker holds against it; empty when all is well. */
  violations: readonly string[];
  steps: number;
  faults: Record<string, number>;
  /** How reservations ended, and which paths were reached. */
  endings: Record<string, number>;
  /** Of every journal and every vendor's state: the same seed must give the same. */
  hash: string;
  story: string[];
}

/** The crons that are due on the hour, and those that are due daily. */
const HOURLY = ["0 * * * *", "*/15 * * * *"];
const DAILY = ["0 10 * * *", "0 2 * * *"];

/** One run: a busy time in bad weather, then quiet days in which all must be settled. */
export async function run(seed: number, kind: Kind): Promise<RunResult> {
  const world = new World(seed, kind);
  const guests = planWorkload(world);
  const checker = new Checker(world, guests);
  await world.scheduler.until(world.busyUntil, STEPS_MAX);
  world.faults.calm();
  const { clearsAt } = world.faults;
  const settleUntil = async (ms: number) => {
    sweep(world);
    await world.scheduler.until(clearsAt + ms, STEPS_MAX);
  };
  while (world.scheduler.now < clearsAt)
    await settleUntil(world.scheduler.now + HOUR_MS - clearsAt);
  world.tell("--- the weather clears ---");
  for (let hour = 1; hour <= CALM_HOURS; hour += 1) {
    await settleUntil(hour * HOUR_MS);
    checker.eachCalmHour();
  }
  checker.whenCalm();
  for (let day = 1; day <= SEASONS[kind].quietDays; day += 1) await settleUntil(day * 24 * HOUR_MS);
  checker.atTheEnd();
  return {
    seed,
    kind,
    violations: checker.violations,
    steps: world.scheduler.steps,
    faults: Object.fromEntries(world.faults.counts),
    endings: checker.endings(),
    hash: hashOf(world),
    story: world.story,
  };
}

function sweep(world: World): void {
  if (world.kind === "rooms") void world.sweep("");
  else if (world.kind === "services") void world.sweep("*/15 * * * *");
  else for (const cron of [...HOURLY, ...DAILY]) void world.sweep(cron);
}

function hashOf(world: World): string {
  const hash = createHash("sha256");
  for (const { object, calendar } of world.rooms) {
    const rows = object.storage.database.prepare("SELECT * FROM journal ORDER BY seq").all();
    hash.update(JSON.stringify([rows, [...calendar.events.values()]]));
  }
  for (const { object } of [...world.sessions, ...world.suppliers, ...world.services]) {
    const rows = object.storage.database.prepare("SELECT * FROM journal ORDER BY seq").all();
    hash.update(JSON.stringify(rows));
  }
  const { links, connect } = world.stripe;
  hash.update(JSON.stringify([[...links.links.values()], connect.transfers]));
  hash.update(JSON.stringify([[...world.stripe.intents.values()], world.stripe.refunds]));
  hash.update(JSON.stringify(world.mail.accepted));
  if (world.kind === "services") hash.update(JSON.stringify(world.twilio.copies));
  return hash.digest("hex");
}
