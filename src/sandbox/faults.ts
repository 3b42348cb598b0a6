import type { Documents } from "./documents.ts";
import type { World } from "./world.ts";

export const FAULT_PROVIDERS = ["stripe", "google", "mailersend", "twilio"] as const;
export const FAULT_MODES = [
  "fail",
  "timeout",
  "timeout-after-success",
  "slow",
  "duplicate",
] as const;

export type FaultProvider = (typeof FAULT_PROVIDERS)[number];
export type FaultMode = (typeof FAULT_MODES)[number];

/**
 * One switch. `operation` is the vendor's own name ("refunds.create", "events.insert") or "*".
 * The first `skip` matching calls pass, the next `times` are hit.
 */
export interface Fault {
  id: number;
  provider: FaultProvider;
  operation: string;
  mode: FaultMode;
  /** HTTP status of `fail`; the vendor's usual transient one when absent. */
  status?: number;
  /** The vendor's own reason or code in the body of `fail` ("rateLimitExceeded", "lock_timeout"). */
  reason?: string;
  skip: number;
  times: number;
  /** How long `slow` waits and how long the answer of a timeout is held back. */
  ms?: number;
}

export type FaultRequest = Omit<Fault, "id" | "skip" | "times"> & { skip?: number; times?: number };

/** Longer than any client of ours waits: the caller gives up first, as with a real timeout. */
const TIMEOUT_MS = 60_000;
const SLOW_MS = 3_000;
const TIMES_MAX = 1_000_000;

/** The stored switches. */
export class Faults {
  readonly #documents: Documents;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  list(): Fault[] {
    return this.#stored.list();
  }

  add(request: FaultRequest): Fault {
    const id = this.#documents.sequence() + 1;
    const fault: Fault = { ...request, id, skip: request.skip ?? 0, times: request.times ?? 1 };
    this.#stored.put(String(id), fault);
    return fault;
  }

  clear(): void {
    for (const fault of this.list()) this.#stored.remove(String(fault.id));
  }

  remove(id: number): void {
    this.#stored.remove(String(id));
  }

  /** The fault that hits this call, if any; counts the call against every switch that matches. */
  take(provider: FaultProvider, operation: string): Fault | undefined {
    for (const fault of this.list()) {
      if (fault.provider !== provider) continue;
      if (fault.operation !== operation && fault.operation !== "*") continue;
      if (fault.skip > 0) {
        this.#stored.put(String(fault.id), { ...fault, skip: fault.skip - 1 });
        continue;
      }
      if (fault.times > 1) {
        this.#stored.put(String(fault.id), { ...fault, times: fault.times - 1 });
      } else {
        this.#stored.remove(String(fault.id));
      }
      return fault;
    }
    return undefined;
  }

  get #stored() {
    return this.#documents.collection<Fault>("fault");
  }
}

/** Reads the body of `POST /sandbox/faults`; a string says what is wrong with it. */
export function readFaultRequest(body: unknown): FaultRequest | string {
  if (typeof body !== "object" || body === null) return "The body must be a JSON object.";
  const fields = body as Record<string, unknown>;
  const known = ["provider", "operation", "mode", "status", "reason", "skip", "times", "ms"];
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) return `Unknown field: ${unknown}.`;
  const provider = FAULT_PROVIDERS.find((name) => name === fields.provider);
  if (provider === undefined) return `provider must be one of ${FAULT_PROVIDERS.join(", ")}.`;
  const mode = FAULT_MODES.find((name) => name === fields.mode);
  if (mode === undefined) return `mode must be one of ${FAULT_MODES.join(", ")}.`;
  const operation = fields.operation;
  if (typeof operation !== "string" || operation === "") {
    return 'operation must be a vendor operation name such as "refunds.create", or "*".';
  }
  const request: FaultRequest = { provider, operation, mode };
  for (const [name, minimum, maximum] of [
    ["status", 400, 599],
    ["skip", 0, TIMES_MAX],
    ["times", 1, TIMES_MAX],
    ["ms", 0, 10 * TIMEOUT_MS],
  ] as const) {
    const value = fields[name];
    if (value === undefined || value === null) continue;
    if (
      typeof value !== "number" ||
      !Number.isInteger(value) ||
      value < minimum ||
      value > maximum
    ) {
      return `${name} must be an integer from ${minimum} to ${maximum}.`;
    }
    request[name] = value;
  }
  const reason = fields.reason;
  if (reason !== undefined && typeof reason !== "string") return "reason must be a string.";
  if (reason !== undefined) request.reason = reason;
  return request;
}

/**
 * Runs one vendor call under the switches. `timeout`: the call never happens; after
 * `timeout-after-success` it has happened; in both cases the answer comes after a minute, when the
 * caller has long given up.
 */
export async function underFaults(
  world: World,
  provider: FaultProvider,
  operation: string,
  steps: {
    perform(): Response | Promise<Response>;
    /** The vendor's own shape of a failure. `status` undefined: its usual transient failure. */
    fail(status: number | undefined, reason: string | undefined): Response | Promise<Response>;
  },
): Promise<Response> {
  const fault = world.faults.take(provider, operation);
  switch (fault?.mode) {
    case undefined:
    case "duplicate":
      return steps.perform();
    case "fail":
      return steps.fail(fault.status, fault.reason);
    case "slow":
      await world.wait(fault.ms ?? SLOW_MS);
      return steps.perform();
    case "timeout":
      await world.wait(fault.ms ?? TIMEOUT_MS);
      return lostAnswer();
    case "timeout-after-success":
      await steps.perform();
      await world.wait(fault.ms ?? TIMEOUT_MS);
      return lostAnswer();
  }
}

function lostAnswer(): Response {
  return new Response("upstream timed out\n", { status: 504 });
}
