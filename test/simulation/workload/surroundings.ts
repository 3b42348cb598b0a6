import { SEASONS, STARTS_AT } from "../season.ts";
import type { World } from "../world.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./dates.ts";

const WORKLOAD_MS = SEASONS.rooms.workloadMs;

const SWEEP_MS = 15 * MINUTE_MS;

/** The cron, which the platform may miss. */
export function planSweeps(world: World): void {
  const { scheduler, faults, busyUntil } = world;
  const sweep = (everyMs: number, until: number) => {
    scheduler.after(everyMs, "", () => {
      if (!faults.chance("cron missed", 0.05)) void world.sweep("*/15 * * * *");
      if (scheduler.now < until) sweep(everyMs, until);
    });
  };
  sweep(SWEEP_MS, busyUntil);
}

/** What is rare, and ruinous when it is not thought of. */
export function planOddities(world: World): void {
  const { random, scheduler, stripe } = world;
  const sometime = () => STARTS_AT + random.between(0, WORKLOAD_MS);
  if (random.chance(0.2)) {
    scheduler.at(sometime(), "somebody else's payment arrives", () => {
      stripe.foreignPayment(random.between(1_000, 9_000));
    });
  }
  if (random.chance(0.5)) {
    scheduler.at(sometime(), "staff change the amount of an unpaid payment", () => {
      const open = [...stripe.intents.values()].filter(
        ({ status }) => status === "requires_payment_method",
      );
      if (open.length === 0) return;
      const intent = random.pick(open);
      intent.amount -= 100;
      intent.tampered = true;
    });
  }
  planClocks(world);
}

/** Now and then a machine's clock jumps. */
export function planClocks(world: World): void {
  const { random, scheduler, faults, busyUntil } = world;
  for (let count = random.between(0, 2); count > 0; count -= 1) {
    scheduler.at(STARTS_AT + random.between(0, busyUntil - STARTS_AT), "", () => {
      if (faults.chance("clock jumped", 0.5)) {
        world.skewMs = random.between(-120_000, 120_000);
      }
    });
  }
}

/** The document's four crons, each of which the platform may miss. */
export function planSessionCrons(world: World): void {
  const { scheduler, faults, busyUntil } = world;
  const plan = (at: number, crons: readonly string[]) =>
    scheduler.at(at, "", () => {
      for (const cron of crons) {
        if (!faults.chance("cron missed", 0.05)) void world.sweep(cron);
      }
    });
  // More often in truth: but most of a run of many days is waiting.
  const seldomFrom = STARTS_AT + 110 * HOUR_MS;
  for (let at = STARTS_AT; at <= busyUntil; at += at < seldomFrom ? 2 * HOUR_MS : 6 * HOUR_MS) {
    plan(at, ["0 * * * *", "*/15 * * * *"]);
  }
  for (let at = STARTS_AT + 17 * HOUR_MS; at <= busyUntil; at += DAY_MS) {
    plan(at, ["0 10 * * *", "0 2 * * *"]);
  }
}
