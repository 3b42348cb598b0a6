import type { Spell } from "./bad-weather.ts";

/** What happened to the product from outside. */
export interface History {
  /** UTC epoch milliseconds. */
  kills: readonly number[];
  spells: readonly Spell[];
}

/** A call of the product may still be under way so long after a fault was switched off. */
export const CALL_MS = 10_000;
/** The process died before it recorded that a message had been taken. */
const RECORDED_MS = 3_000;
const SENDING = ["email.send", "messages.create"];

/** Whether the answer to a message that was taken then may never have been recorded. */
export function answerMayBeLost(at: number, { kills, spells }: History): boolean {
  return (
    kills.some((kill) => at <= kill && kill - at < RECORDED_MS) ||
    spells.some(
      ({ fault, from, until }) =>
        SENDING.includes(fault.operation) &&
        fault.mode === "timeout-after-success" &&
        from <= at &&
        at <= until + CALL_MS,
    )
  );
}

/**
 * Whether one more of what is paid by may stand at the provider that nobody was ever given: its
 * answer was lost, and the provider refused the very same request later, so that it was made anew.
 */
export function mayBeMadeTwice(operation: string, { kills, spells }: History): boolean {
  const of = spells.filter(({ fault }) => fault.operation === operation);
  const isLost = kills.length > 0 || of.some(({ fault }) => fault.mode === "timeout-after-success");
  return isLost && of.some(({ fault }) => fault.mode === "fail");
}
