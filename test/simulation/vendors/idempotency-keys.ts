import type { CallFault } from "../faults.ts";
import { ServerFailure } from "../network.ts";
import type { Scheduler } from "../scheduler.ts";
import { refusal } from "./stripe-errors.ts";

type Remembered = { at: number; parameters: string } & ({ value: unknown } | { error: Error });

const DAY_MS = 24 * 60 * 60_000;

/** Stripe's idempotency: the first answer again, a 5xx included, for a day. */
export class IdempotencyKeys {
  readonly #known = new Map<string, Remembered>();
  readonly #scheduler: Scheduler;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  once<T>(key: string, parameters: unknown, fault: CallFault | undefined, perform: () => T): T {
    const known = this.#known.get(key);
    const text = JSON.stringify(parameters);
    if (known !== undefined && this.#scheduler.now - known.at < DAY_MS) {
      if (known.parameters !== text) throw refusal("idempotency_error");
      if ("error" in known) throw known.error;
      return known.value as T;
    }
    const remember = { at: this.#scheduler.now, parameters: text };
    const value = perform();
    const replayed = fault === "failed-after";
    this.#known.set(
      key,
      replayed ? { ...remember, error: new ServerFailure(500) } : { ...remember, value },
    );
    return value;
  }
}
