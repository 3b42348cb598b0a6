import type { World } from "../world.ts";
import { invalidParameter, type StripeRefusal } from "./errors.ts";

/** https://docs.stripe.com/api/idempotent_requests: keys may be pruned after 24 hours. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const KEY_LENGTH_MAX = 255;

export interface StoredAnswer {
  path: string;
  /** The form body, its fields sorted. */
  parameters: string;
  status: number;
  body: string;
  requestId: string;
  at: number;
}

const answers = (world: World) => world.documents.collection<StoredAnswer>("stripe.idempotency");

/**
 * What the key means for this call: nothing stored, a stored answer to replay, or a refusal because
 * the key belongs to another endpoint, other parameters, or a call that still runs.
 */
export function lookUpKey(
  world: World,
  running: ReadonlySet<string>,
  call: { key: string; path: string; parameters: string },
): undefined | { replay: StoredAnswer } | StripeRefusal {
  if (call.key.length > KEY_LENGTH_MAX) {
    return invalidParameter(
      `Idempotency keys can be at most ${KEY_LENGTH_MAX} characters long; yours has ${call.key.length}.`,
    );
  }
  if (running.has(call.key)) {
    return mismatch(
      409,
      `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${call.key}. Please try again later.`,
      "idempotency_key_in_use",
    );
  }
  const stored = answers(world).get(call.key);
  if (stored === undefined) return undefined;
  if (world.now() - stored.at >= KEPT_MS) {
    answers(world).remove(call.key);
    return undefined;
  }
  if (stored.path !== call.path) {
    return mismatch(
      400,
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${call.path}' vs '${stored.path}'). Try using a key other than '${call.key}' if you meant to execute a different request.`,
    );
  }
  if (stored.parameters !== call.parameters) {
    return mismatch(
      400,
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${call.key}' if you meant to execute a different request.`,
    );
  }
  return { replay: stored };
}

export function storeAnswer(world: World, key: string, answer: StoredAnswer): void {
  answers(world).put(key, answer);
}

/** The same fields in another order are the same parameters. */
export function canonicalParameters(body: string): string {
  const fields = [...new URLSearchParams(body)].map(([name, value]) =>
    JSON.stringify([name, value]),
  );
  return fields.sort().join("&");
}

function mismatch(status: number, message: string, code?: string): StripeRefusal {
  return {
    refused: true,
    status,
    began: false,
    error: { type: "idempotency_error", message, ...(code === undefined ? {} : { code }) },
  };
}
