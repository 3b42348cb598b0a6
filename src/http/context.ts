import type { Env, Settings } from "../env.ts";
import type { Log } from "../objects/event-log.ts";
import type { Payments } from "../providers/payments.ts";

/** What every route works with. */
export interface Context {
  env: Env;
  settings: Settings;
  payments: Payments;
  now: () => number;
  log: Log;
}
