import type { ApiResult, PaymentAnswer } from "../api.ts";

/** Webhooks take one to three seconds; ten cover most (the architecture document, "Polling"). */
export const pollIntervalMs = 2000;
export const pollsMax = 5;

/**
 * `settled`: the payment has become something. `unsettled`: after every poll it has not, and
 * `last` says what was heard last.
 */
export type PollOutcome =
  | { state: "settled"; answer: PaymentAnswer }
  | { state: "unsettled"; last: "processing" | "unknown" | "unreachable" };

/** Asks until the payment is settled, at most `pollsMax` times. `wait` and `ask` are passed in. */
export async function pollPayment(
  ask: () => Promise<ApiResult<PaymentAnswer>>,
  wait: (ms: number) => Promise<void>,
): Promise<PollOutcome> {
  let last: "processing" | "unknown" | "unreachable" = "unreachable";
  for (let poll = 1; poll <= pollsMax; poll += 1) {
    const result = await ask();
    if (result.ok) {
      const { status } = result.value;
      if (status !== "processing" && status !== "unknown") {
        return { state: "settled", answer: result.value };
      }
      last = status;
    } else if (result.reason === "problem" && result.problem.status === 404) {
      last = "unknown";
    }
    if (poll < pollsMax) await wait(pollIntervalMs);
  }
  return { state: "unsettled", last };
}
