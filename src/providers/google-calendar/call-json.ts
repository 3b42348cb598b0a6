import { CALL_TIMEOUT_MS, type Outcome } from "../outcome.ts";

export interface Call {
  url: string;
  method: "GET" | "POST" | "DELETE";
  headers?: Record<string, string>;
  body?: string | URLSearchParams | undefined;
}

/** Google's reasons for a 403 that goes away by itself (Calendar API: Handle API errors). */
const PASSING_REASONS = [
  "rateLimitExceeded",
  "userRateLimitExceeded",
  "quotaExceeded",
  "dailyLimitExceeded",
  "calendarUsageLimitsExceeded",
];

/**
 * One call to Google with a time limit. `permanent` carries the HTTP status as its code; a 401 is
 * `permanent` too, because only the caller can get a new token.
 */
export async function callJson<T>(fetcher: typeof fetch, call: Call): Promise<Outcome<T>> {
  const { url, method, headers = {}, body } = call;
  let response: Response;
  let text: string;
  // Not AbortSignal.timeout: its timer outlives the call and keeps the object awake and billed.
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error("no answer in time")), CALL_TIMEOUT_MS);
  try {
    response = await fetcher(url, {
      method,
      headers,
      ...(body !== undefined && { body }),
      signal: abort.signal,
    });
    text = await response.text();
  } catch (error) {
    return { kind: "unknown", reason: `no answer: ${String(error)}` };
  } finally {
    clearTimeout(timer);
  }
  if (response.ok) return parsed<T>(text);
  const reason = `${response.status} ${errorOf(text)}`;
  const passing =
    response.status === 429 ||
    (response.status === 403 && PASSING_REASONS.some((word) => text.includes(word)));
  if (passing) return { kind: "retryable", reason, retryAfterMs: retryAfterMs(response) };
  if (response.status >= 500) return { kind: "unknown", reason };
  return { kind: "permanent", reason, code: String(response.status) };
}

function parsed<T>(text: string): Outcome<T> {
  try {
    return { kind: "ok", value: (text === "" ? undefined : JSON.parse(text)) as T };
  } catch {
    return { kind: "unknown", reason: "the answer was not JSON" };
  }
}

function retryAfterMs(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after"));
  return seconds > 0 ? seconds * 1000 : undefined;
}

/** Google's message without the rest of its body: enough for a log line. */
function errorOf(text: string): string {
  try {
    const { error, error_description } = JSON.parse(text) as {
      error?: { message?: string; errors?: { reason?: string }[] } | string;
      error_description?: string;
    };
    if (typeof error === "string") return [error, error_description].filter(Boolean).join(": ");
    return [error?.errors?.[0]?.reason, error?.message].filter(Boolean).join(": ");
  } catch {
    return text.slice(0, 200);
  }
}
