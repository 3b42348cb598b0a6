import type { Outcome } from "../outcome.ts";

/**
 * Codes that people mend at Twilio without a change here: no channel for the sender (63007), no
 * permission for a country (21408).
 */
const MENDED_BY_PEOPLE = [63007, 21408];

/**
 * Twilio, Error and Warning Dictionary. 429 and 20429: too many at once, nothing happened. 5xx or no
 * answer: it may have happened. Everything else in 4xx is final, and carries Twilio's code.
 */
export async function outcomeOf<T>(call: Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: "ok", value: await call };
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Outcome<never> {
  if (!isRefusal(error)) return { kind: "unknown", reason: `no answer: ${String(error)}` };
  const { status, code } = error;
  const reason = withoutNumbers([status, code, error.message].filter(Boolean).join(" "));
  if (status === 429) return { kind: "retryable", reason };
  if (status >= 500) return { kind: "unknown", reason };
  // A token that was rolled is mended by people: keep the message.
  const mended = status === 401 || status === 403 || MENDED_BY_PEOPLE.includes(Number(code));
  if (mended) return { kind: "retryable", reason };
  return { kind: "permanent", reason, ...(code !== undefined && { code: String(code) }) };
}

/** Twilio repeats the number that it refuses; logs do without. */
function withoutNumbers(text: string): string {
  return text.replace(/\+\d[\d\s().-]*\d(?=\d\d)/g, "+…").slice(0, 300);
}

interface Refusal {
  status: number;
  code?: number | undefined;
  message: string;
}

/** The SDK's own exceptions, whichever of the two shapes the answer had. */
function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && "status" in error && typeof error.status === "number";
}
