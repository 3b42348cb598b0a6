/**
 * How a call to a provider ended.
 * - `retryable`: it surely did not happen; try again.
 * - `permanent`: it did not happen and will not, however often it is tried.
 * - `unknown`: it may have happened: look before repeating. `answered` when a provider that knows
 *   idempotency keys did answer the keyed call itself, with a failure: the key would only repeat
 *   that answer, so the next attempt needs a new one. Without an answer the same key must be used.
 */
export type Outcome<T> =
  | { kind: "ok"; value: T }
  | { kind: "retryable"; reason: string; retryAfterMs?: number | undefined }
  | { kind: "permanent"; reason: string; code?: string | undefined }
  | { kind: "unknown"; reason: string; answered?: boolean | undefined };

export function ok<T>(value: T): Outcome<T> {
  return { kind: "ok", value };
}

/** One provider call may take this long; then its outcome is unknown. */
export const CALL_TIMEOUT_MS = 10_000;
