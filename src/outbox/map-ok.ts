import type { Outcome } from "../providers/outcome.ts";

/** The same outcome, with what was answered turned into something else. */
export function mapOk<A, B>(outcome: Outcome<A>, turn: (value: A) => B): Outcome<B> {
  return outcome.kind === "ok" ? { kind: "ok", value: turn(outcome.value) } : outcome;
}
