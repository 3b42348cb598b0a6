import type { AgendaKind } from "./agenda.ts";
import type { Collection } from "./documents.ts";
import type { Fault, FaultMode, FaultProvider } from "./faults.ts";
import { randomId } from "./random-id.ts";
import type { World } from "./world.ts";

/** An attempt whose outcome was never recorded (the process died) is made again after this long. */
const LEASE_MS = 60_000;

/** How long a `slow` fault holds a delivery back: longer than a message's way takes. */
const SLOW_MS = 10_000;

/** What a queue knows of something that a vendor tells the app. */
export interface Delivery {
  id: string;
  createdAt: number;
  state: "pending" | "delivered" | "failed" | "taken";
  attempts: { at: number; status: number | null }[];
  /** A "slow" fault has held it back once already. */
  delayed?: true;
}

export interface SignedRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** How a vendor tells the app something: what is `Told` is stored, and leaves as `Signed`. */
export interface DeliveryRules<Told extends object, Signed extends SignedRequest> {
  agenda: AgendaKind;
  idPrefix: string;
  /** From the fact until the vendor tells it. */
  delayMs: number;
  /** The vendor gives up on an answer after this long. */
  answerMs: number;
  /** How often a fault lets a delivery be taken ("manual" mode); at "later", it is kept. */
  takenUnder: Record<FaultMode, number | "later">;
  records(world: World): Collection<Delivery & Told>;
  /** Where faults are looked for. */
  operationOf(told: Told): readonly [provider: FaultProvider, operation: string];
  /** How long to wait before each repetition; when they are used up, it has failed. */
  retryWaitsMsOf(told: Told): readonly number[];
  /** Signs it as of now; `undefined` when it is no longer known what it was about. */
  sign(world: World, delivery: Delivery & Told): Promise<Signed | undefined>;
  delivered?(world: World, told: Told): void;
}

/** What a vendor tells the app: repeated until it is answered with 2xx, at least once. */
export class DeliveryQueue<Told extends object, Signed extends SignedRequest> {
  readonly #rules: DeliveryRules<Told, Signed>;

  constructor(rules: DeliveryRules<Told, Signed>) {
    this.#rules = rules;
  }

  /** Sends it soon, or keeps it until it is taken ("manual" mode). */
  schedule(world: World, told: Told, owner?: string): void {
    const { records, agenda, idPrefix, delayMs } = this.#rules;
    const id = randomId(world, idPrefix);
    const createdAt = world.now();
    records(world).put(id, { id, ...told, createdAt, state: "pending", attempts: [] }, owner);
    if (world.settings.webhookDelivery === "auto")
      world.agenda.add(agenda, id, createdAt + delayMs);
  }

  /** One attempt of one delivery, with its repetition scheduled before it is made. */
  async attempt(world: World, id: string): Promise<void> {
    const { records, agenda } = this.#rules;
    const delivery = records(world).get(id);
    if (delivery === undefined || delivery.state !== "pending") return;
    const fault = delivery.delayed ? undefined : this.#faultOf(world, delivery);
    if (fault?.mode === "slow") {
      records(world).put(id, { ...delivery, delayed: true });
      world.agenda.add(agenda, id, world.now() + (fault.ms ?? SLOW_MS));
      return;
    }
    world.agenda.add(agenda, id, world.now() + LEASE_MS);
    const lost = fault?.mode === "fail" || fault?.mode === "timeout";
    let status = lost ? null : await this.#post(world, delivery);
    if (fault?.mode === "duplicate") status = await this.#post(world, delivery);
    if (fault?.mode === "timeout-after-success") status = null;
    world.transaction(() => this.#recordAttempt(world, id, status));
  }

  pending(world: World): (Delivery & Told)[] {
    return this.#rules
      .records(world)
      .list()
      .filter(({ state }) => state === "pending");
  }

  /** Hands out every pending delivery, freshly signed, and marks it taken ("manual" mode). */
  async take(world: World): Promise<Signed[]> {
    const { records, takenUnder, sign } = this.#rules;
    const taken: Signed[] = [];
    for (const delivery of this.pending(world)) {
      const fault = this.#faultOf(world, delivery);
      const copies = fault === undefined ? 1 : takenUnder[fault.mode];
      if (copies === "later") continue;
      records(world).put(delivery.id, { ...delivery, state: "taken" });
      const signed = await sign(world, delivery);
      if (signed !== undefined) taken.push(...Array<Signed>(copies).fill(signed));
    }
    return taken;
  }

  #faultOf(world: World, delivery: Told): Fault | undefined {
    return world.faults.take(...this.#rules.operationOf(delivery));
  }

  async #post(world: World, delivery: Delivery & Told): Promise<number | null> {
    const signed = await this.#rules.sign(world, delivery);
    if (signed === undefined) return null;
    const { url, headers, body } = signed;
    const answered = new AbortController();
    try {
      const answer = await Promise.race([
        world.fetch(new Request(url, { method: "POST", headers, body, redirect: "manual" })),
        world.wait(this.#rules.answerMs, answered.signal).then(() => undefined),
      ]);
      await answer?.body?.cancel();
      return answer?.status ?? null;
    } catch {
      return null;
    } finally {
      answered.abort();
    }
  }

  #recordAttempt(world: World, id: string, status: number | null): void {
    const { records, agenda, retryWaitsMsOf, delivered } = this.#rules;
    const delivery = records(world).get(id);
    if (delivery === undefined) return;
    world.agenda.remove(agenda, id);
    const attempts = [...delivery.attempts, { at: world.now(), status }];
    const isDelivered = status !== null && status >= 200 && status < 300;
    const wait = retryWaitsMsOf(delivery)[attempts.length - 1];
    const state = isDelivered ? "delivered" : wait === undefined ? "failed" : "pending";
    records(world).put(id, { ...delivery, attempts, state });
    if (state === "pending" && wait !== undefined) {
      world.agenda.add(agenda, id, world.now() + wait);
    }
    if (isDelivered) delivered?.(world, delivery);
  }
}
