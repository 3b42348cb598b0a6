import type { Faults } from "../faults.ts";
import type { Scheduler } from "../scheduler.ts";

/** One step of a message's way, by the vendor's own word for it. */
export interface Step {
  status: string;
  /** After the message was taken. */
  afterMs: number;
  code?: number;
}

/** A message that a vendor took, and what has become of it. */
export interface Tracked {
  /** What has happened to it so far. */
  happened: string[];
  /** What of that the product was told, and heard. */
  told: string[];
}

export interface ReceiptSurroundings {
  scheduler: Scheduler;
  faults: Faults;
}

const MINUTE_MS = 60_000;
/** Both vendors try a few times more, and then never again. */
const TRIES_MAX = 6;

/**
 * Sends a message on its way and tells of each step: late, twice, in another order, or never, as
 * webhooks come. `take` rejects when the product did not take it.
 */
export function sendReceipts(
  { scheduler, faults }: ReceiptSurroundings,
  name: string,
  message: Tracked,
  steps: readonly Step[],
  take: (step: Step) => Promise<void>,
  onStep: (step: Step) => void = () => undefined,
): void {
  const attempt = async (step: Step, tries: number): Promise<void> => {
    const taken = await take(step).then(
      () => true,
      () => false,
    );
    if (taken) message.told.push(step.status);
    else if (tries < TRIES_MAX) {
      const again = 2 ** tries * MINUTE_MS;
      scheduler.after(again, `receipt ${name} again`, () => attempt(step, tries + 1));
    }
  };
  for (const step of steps) {
    scheduler.after(step.afterMs, "", () => {
      message.happened.push(step.status);
      onStep(step);
      for (const delay of faults.webhook("receipt")) {
        scheduler.after(delay, `receipt ${name} ${step.status}`, () => attempt(step, 1));
      }
    });
  }
}
