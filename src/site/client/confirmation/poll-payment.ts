import type { ApiResult, PaymentAnswer, PaymentState } from "../api.ts";

/** Webhooks take one to three seconds; ten cover most (the architecture document, "Polling"). */
export const pollIntervalMs = 2000;
export const pollsMax = 5;

/**
 * `settled`: the payment has become something. `unsettled`: after every poll it has not, and
 * `last` says what was heard last.
 */
export type PollOutcome<Answer = PaymentAnswer> =
  | { state: "settled"; answer: Answer }
  | { state: "unsettled"; last: Unsettled };

/** Never said of a payment that nothing was heard of: that it was received. */
export type Unsettled = "unpaid" | "processing" | "unknown" | "unreachable";

/** After the polls: soon again, then ever less often, some five minutes in all. */
const lateWaitsMs = [3_000, 5_000, 8_000, 13_000, 21_000, 34_000, 55_000, 60_000, 60_000];

/** The same for methods that take their time: on for some five hours, every five minutes. */
export const patientWaitsMs = [...lateWaitsMs, ...Array<number>(60).fill(5 * 60_000)];

/** Asks until the payment is settled, at most `pollsMax` times. `wait` and `ask` are passed in. */
export async function pollPayment<Answer extends { status: PaymentState }>(
  ask: () => Promise<ApiResult<Answer>>,
  wait: (ms: number) => Promise<void>,
): Promise<PollOutcome<Answer>> {
  let last: Unsettled = "unreachable";
  for (let poll = 1; poll <= pollsMax; poll += 1) {
    const result = await ask();
    if (result.ok) {
      const { status } = result.value;
      if (isUnsettled(status)) last = status;
      else return { state: "settled", answer: result.value };
    } else if (result.reason === "problem" && result.problem.status === 404) {
      last = "unknown";
    }
    if (poll < pollsMax) await wait(pollIntervalMs);
  }
  return { state: "unsettled", last };
}

/**
 * Looks on while the page says what it waits for: a webhook can be minutes late. The answer that
 * settles it, or `undefined` when none came, or when `isOver` said that nobody needs it any more.
 */
export async function lookForLate<Answer extends { status: PaymentState }>(
  ask: () => Promise<ApiResult<Answer>>,
  wait: (ms: number) => Promise<void>,
  isOver: () => boolean,
  waitsMs: readonly number[] = lateWaitsMs,
): Promise<Answer | undefined> {
  for (const ms of waitsMs) {
    await wait(ms);
    if (isOver()) return undefined;
    const result = await ask();
    if (result.ok && !isUnsettled(result.value.status)) return result.value;
  }
  return undefined;
}

function isUnsettled(status: PaymentState): status is "unpaid" | "processing" | "unknown" {
  return status === "unpaid" || status === "processing" || status === "unknown";
}
