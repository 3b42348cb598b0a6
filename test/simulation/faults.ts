import type { Random } from "./random.ts";

export type Vendor = "stripe" | "google" | "mail" | "ledger" | "twilio";

/**
 * How a call to a vendor goes wrong.
 * - `lost-before`: nothing happened, no answer. `lost-after`: it happened, no answer.
 * - `late`: no answer, and it happens after the caller has given up.
 * - `failed` / `failed-after`: a 5xx, without or with the effect. `limited`: a 429.
 * - `refused`: the calendar takes no new entries for a while (403): a permanent answer.
 * - `twice`: the network delivers the request two times.
 */
export type CallFault =
  | "lost-before"
  | "lost-after"
  | "late"
  | "failed"
  | "failed-after"
  | "limited"
  | "refused"
  | "twice";

const CALL_FAULTS: readonly CallFault[] = [
  "lost-before",
  "lost-after",
  "late",
  "failed",
  "failed-after",
  "limited",
  "twice",
];

/** Little gets through while a vendor is out, and none of its answers. */
const OUTAGE_FAULTS = ["lost-before", "lost-before", "failed", "failed", "lost-after"] as const;

/** From a calm day to one on which a fifth of everything goes wrong. */
const WEATHERS = [0, 0.02, 0.08, 0.2] as const;

const SORE_RATE = 0.5;

const MINUTE_MS = 60_000;
/** Longer than Stripe remembers an idempotency key. */
const LONG_OUTAGE_MS = 26 * 60 * MINUTE_MS;

/** What a run has to expect, and when. */
export interface Climate {
  from: number;
  until: number;
  outages: readonly (Vendor | "calendar writes")[];
  outagesMax: number;
  /** Calls with which one run has most of its trouble: where repeating them would cost money. */
  soreSpots: readonly string[];
  /** How often Stripe is out for longer than it remembers an idempotency key. */
  longOutages: number;
}

interface Outage {
  vendor: Vendor | "calendar writes";
  from: number;
  until: number;
}

/** Decides what goes wrong, from the seed alone, and counts it. */
export class Faults {
  readonly counts = new Map<string, number>();
  /** When all of it is over; only an outage can outlast the half day. */
  readonly clearsAt: number;
  readonly #random: Random;
  readonly #rate: number;
  /** The call with which this run has most of its trouble. */
  readonly soreSpot: string | undefined;
  readonly #outages: Outage[];
  readonly #now: () => number;
  #active = true;

  constructor(random: Random, climate: Climate, now: () => number) {
    this.#random = random;
    this.#rate = random.pick(WEATHERS);
    this.#now = now;
    const outages = this.#rate === 0 ? 0 : random.between(0, climate.outagesMax);
    this.#outages = Array.from({ length: outages }, () => {
      const from = random.between(climate.from, climate.until);
      const lengthMs = random.pick([1, 5, 15, 60, 180]) * MINUTE_MS;
      return {
        vendor: random.pick(climate.outages),
        from,
        until: from + lengthMs,
      };
    });
    this.soreSpot =
      this.#rate > 0 && random.chance(0.5) ? random.pick(climate.soreSpots) : undefined;
    const isLong = this.#rate > 0 && random.chance(climate.longOutages);
    if (isLong) {
      const from = random.between(climate.from, climate.until);
      this.#outages.push({ vendor: "stripe", from, until: from + LONG_OUTAGE_MS });
    }
    this.clearsAt = isLong ? climate.until + LONG_OUTAGE_MS : climate.until;
  }

  /** From here on everything works, once the last outage is over: all must come to its end. */
  calm(): void {
    this.#active = false;
  }

  vendor(vendor: Vendor, operation: string): CallFault | undefined {
    const now = this.#now();
    if (!this.#active && now >= this.clearsAt) return undefined;
    const isOut = (what: Outage["vendor"]) =>
      this.#outages.some((one) => one.vendor === what && one.from <= now && now < one.until);
    if (operation === "events post" && isOut("calendar writes")) {
      // One day refused while another's entry is still on its way: the worst of a rollback.
      const fault = this.#random.pick(["refused", "late"] as const);
      return this.#count(`${fault} events post`, fault);
    }
    if (isOut(vendor)) {
      return this.#count(`outage ${vendor}`, this.#random.pick(OUTAGE_FAULTS));
    }
    if (!this.#active) return undefined;
    const rate = operation === this.soreSpot ? SORE_RATE : this.#rate;
    if (!this.#random.chance(rate)) return undefined;
    const fault = this.#random.pick(CALL_FAULTS);
    return this.#count(`${fault} ${operation}`, fault);
  }

  call(label: string): "lost-before" | "lost-after" | undefined {
    if (!this.#active || !this.#random.chance(this.#rate / 2)) return undefined;
    const fault = this.#random.pick(["lost-before", "lost-after"] as const);
    return this.#count(`rpc ${fault} ${label.split(".").at(-1)}`, fault);
  }

  alarm(): { lost: boolean; lateMs: number; twice: boolean } {
    if (!this.#active) return { lost: false, lateMs: 0, twice: false };
    const lost = this.#random.chance(this.#rate / 4);
    const shifted = this.#random.chance(this.#rate);
    const twice = this.#random.chance(this.#rate);
    const lateMs = shifted ? this.#random.between(-MINUTE_MS, 5 * MINUTE_MS) : 0;
    if (lost) this.#count("alarm lost", true);
    if (shifted) this.#count(lateMs < 0 ? "alarm early" : "alarm late", true);
    if (twice) this.#count("alarm twice", true);
    return { lost, lateMs, twice };
  }

  /** How a webhook comes: how late, and how often; never, if it is lost for good. */
  webhook(what: "webhook" | "receipt" = "webhook"): number[] {
    if (!this.#active) return [this.#random.between(10, 3_000)];
    if (this.#random.chance(this.#rate / 2)) return this.#count(`${what} lost for ever`, []);
    const delays = [this.#random.between(10, 20_000)];
    if (this.#random.chance(this.#rate)) {
      this.#count(`${what} late`, true);
      delays[0] = this.#random.pick([20, 60, 600, 3_000]) * MINUTE_MS;
    }
    while (this.#random.chance(0.15)) {
      this.#count(`${what} repeated`, true);
      delays.push(this.#random.pick([1, 50, 5_000, 1_440 * MINUTE_MS]));
    }
    return delays;
  }

  oneOf<T>(items: readonly T[]): T {
    return this.#random.pick(items);
  }

  latencyMs(kind: "object" | "vendor"): number {
    const longest = kind === "object" ? 5 : 800;
    return this.#random.between(1, longest);
  }

  /** Whether the object that makes a call dies soon after making it; milliseconds. */
  death(operation: string): number | undefined {
    if (!this.#active || !this.#random.chance(this.#rate / 2)) return undefined;
    return this.#count(`died during ${operation}`, this.#random.between(0, 1_600));
  }

  chance(name: string, probability: number): boolean {
    if (!this.#active || !this.#random.chance(probability)) return false;
    return this.#count(name, true);
  }

  #count<T>(name: string, value: T): T {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    return value;
  }
}
