import type { CallFault, Faults, Vendor } from "./faults.ts";
import type { Scheduler } from "./scheduler.ts";

/** No answer came: whether it happened is not known. */
export class NoAnswer extends Error {}

/** The vendor answered with a failure of its own. */
export class ServerFailure extends Error {
  readonly status: 429 | 500;

  constructor(status: 429 | 500) {
    super(`answered ${status}`);
    this.status = status;
  }
}

/** Whoever asks: it may die while it waits, and then it never hears an answer. */
export interface Party {
  alive: () => boolean;
  die: () => void;
}

/** A little longer than the product waits for an answer. */
const PATIENCE_MS = 10_000;
/** Most late requests land soon after the caller gave up; some when nobody expects them any more. */
const LATE_MS = [45_000, 45_000, 45_000, 300_000] as const;

/**
 * The way to a vendor. `perform` is what the vendor does with the request; it is synchronous,
 * because a vendor's own state changes at one instant.
 */
export class Network {
  readonly #scheduler: Scheduler;
  readonly #faults: Faults;

  constructor(scheduler: Scheduler, faults: Faults) {
    this.#scheduler = scheduler;
    this.#faults = faults;
  }

  async send<T>(
    vendor: Vendor,
    operation: string,
    perform: (fault: CallFault | undefined) => T,
    party: Party,
  ): Promise<T> {
    const fault = this.#faults.vendor(vendor, operation);
    this.#threaten(operation, party);
    const label = `${operation}${fault ? ` [${fault}]` : ""}`;
    await this.#scheduler.sleep(this.#faults.latencyMs("vendor"), label);
    const answer = await this.#answer(fault, perform);
    await this.#scheduler.sleep(this.#faults.latencyMs("vendor"), "");
    if (!party.alive()) return new Promise(() => undefined);
    if ("error" in answer) throw answer.error;
    return answer.value;
  }

  /** A crash or an eviction while the call is out: before it arrives, or with its answer on the way. */
  #threaten(operation: string, { alive, die }: Party): void {
    const afterMs = this.#faults.death(operation);
    if (afterMs === undefined) return;
    this.#scheduler.after(afterMs, "the object dies", () => {
      if (alive()) die();
    });
  }

  async #answer<T>(fault: CallFault | undefined, perform: (fault: CallFault | undefined) => T) {
    const attempt = () => {
      try {
        return { value: perform(fault) };
      } catch (error) {
        return { error };
      }
    };
    switch (fault) {
      case undefined:
      case "refused":
        return attempt();
      case "twice":
        attempt();
        return attempt();
      case "limited":
        return { error: new ServerFailure(429) };
      case "failed":
        return { error: new ServerFailure(500) };
      case "failed-after":
        attempt();
        return { error: new ServerFailure(500) };
      case "lost-before":
        break;
      case "lost-after":
        attempt();
        break;
      case "late":
        this.#scheduler.after(
          PATIENCE_MS + this.#faults.oneOf(LATE_MS),
          "a late request arrives",
          () => {
            attempt();
          },
        );
    }
    await this.#scheduler.sleep(PATIENCE_MS, "");
    return { error: new NoAnswer("no answer in time") };
  }
}
