import type { LocalDate } from "../domain/local-time.ts";
import type { Alternative } from "../domain/room/alternatives.ts";

/** The stable codes of the API's refusals, with their status and title. Never renamed. */
const problems = {
  "invalid-json": [400, "The body is not JSON"],
  "origin-refused": [403, "This site may not call the API"],
  "not-allowed": [403, "Not allowed"],
  "not-found": [404, "There is nothing here"],
  "unknown-room": [404, "There is no such room"],
  "unknown-service": [404, "There is no such service"],
  "unknown-experience": [404, "There is no such experience"],
  "unknown-reservation": [404, "There is no such reservation"],
  "method-not-allowed": [405, "This address does not take that method"],
  "slot-taken": [409, "That time is taken"],
  "session-full": [409, "There are not enough spots left"],
  "room-not-bookable": [409, "This room cannot be booked online"],
  "idempotency-key-reused": [409, "This Idempotency-Key belongs to another request"],
  "already-paid": [409, "This reservation is paid"],
  "payment-processing": [409, "This payment is on its way"],
  "not-cancellable": [409, "This booking cannot be cancelled"],
  "body-too-large": [413, "The body is too large"],
  "unsupported-media-type": [415, "The body must be application/json"],
  "invalid-request": [422, "The request breaks rules"],
  "too-many-requests": [429, "Too many requests"],
  "too-many-holds": [429, "Too many unpaid reservations at once"],
  "internal-error": [500, "Something broke on our side"],
  "payments-paused": [503, "Card payments are paused"],
  "availability-check-failed": [503, "The calendar cannot be reached"],
  "payment-provider-unavailable": [503, "Payments cannot be taken right now"],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof problems;

/** One broken rule: `field` is a path in the request, `message` a sentence for people. */
export interface ProblemViolation {
  field: string;
  code: string;
  message: string;
  date?: LocalDate;
}

export interface ProblemDetails {
  detail?: string;
  violations?: ProblemViolation[];
  conflicts?: LocalDate[];
  alternatives?: Alternative[];
  /** How many spots a session still has. */
  spotsAvailable?: number;
}

/** A refusal as RFC 9457 problem details. Says what is wrong, and never anything secret. */
export function problem(
  code: ProblemCode,
  details: ProblemDetails = {},
  headers: Record<string, string> = {},
): Response {
  const [status, title] = problems[code];
  const body = { type: `urn:twogate:problem:${code}`, title, status, code, ...details };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}

export const problemCodes = Object.keys(problems) as ProblemCode[];
