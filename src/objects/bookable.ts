import { DurableObject } from "cloudflare:workers";
import type { Fact } from "../domain/fact.ts";
import type { Reservation } from "../domain/reservation.ts";
import { type Env, settingsOf } from "../env.ts";
import { createProviders } from "../providers/create-providers.ts";
import type { CancelResult, PaidHolds, Recorded, ReleaseResult } from "./paid-holds.ts";
import { type Storied, storyOf } from "./story.ts";

/** What the platform's class of every bookable passes calls on to. */
interface BookableObject extends Storied {
  readonly holds: PaidHolds;
  retry(effect: string, early?: boolean): boolean;
  sweep(): void;
  alarm(): Promise<void>;
}

/**
 * The Durable Object of one bookable: the only place where what it has and its bookings are decided.
 * A shell: it passes calls on to an object made with the platform's storage, clock and providers.
 * Refusals come back as values; a thrown error is a bug.
 */
export abstract class Bookable<Wrapped extends BookableObject> extends DurableObject<Env> {
  protected readonly object: Wrapped;

  constructor(context: DurableObjectState, env: Env, object: Wrapped) {
    super(context, env);
    this.object = object;
  }

  release(reservation: string, secret: string): Promise<ReleaseResult> {
    return this.object.holds.release(reservation, secret);
  }

  record(reservation: string, factId: string, fact: Fact, link?: string): Recorded {
    return this.object.holds.record(reservation, factId, fact, link);
  }

  cancel(
    reservation: string,
    wanted: { amount?: number | undefined; reason: string },
  ): CancelResult {
    return this.object.holds.cancel(reservation, wanted);
  }

  reservation(id: string): Reservation | undefined {
    return this.object.holds.load(id);
  }

  story(id: string) {
    return storyOf(this.object, id);
  }

  retry(effect: string, early = false): boolean {
    return this.object.retry(effect, early);
  }

  sweep(): void {
    this.object.sweep();
  }

  override alarm(): Promise<void> {
    return this.object.alarm();
  }
}

/** What the platform gives to every object; `settings` for what else it is made with. */
export function platformOf({ storage }: DurableObjectState, env: Env) {
  const settings = settingsOf(env);
  const now = () => Date.now();
  return {
    settings,
    surroundings: {
      storage,
      providers: createProviders(settings, now),
      publicUrl: settings.PUBLIC_URL,
      now,
      randomBytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
      log: (line: object) => console.log(line),
    },
  };
}
