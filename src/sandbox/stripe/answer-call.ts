import { underFaults } from "../faults.ts";
import { randomId } from "../random-id.ts";
import { readForm } from "../read-form.ts";
import type { World } from "../world.ts";
import { authenticate, secretKeyRequired } from "./authenticate.ts";
import {
  faultRefusal,
  invalidParameter,
  isRefusal,
  type StripeRefusal,
  unrecognizedUrl,
} from "./errors.ts";
import { STRIPE_API_VERSION } from "./events.ts";
import { decodeForm } from "./form.ts";
import { canonicalParameters, lookUpKey, storeAnswer } from "./idempotency.ts";
import type { StripeOperation } from "./operation.ts";

/** Stripe's `fail` without a status: an outage in front of the endpoint, so nothing is stored. */
const FAULT_STATUS = 503;

/**
 * One call of the API, in Stripe's order: the key, the version, the idempotency key, the
 * parameters, then the work in one transaction. `operation` undefined: no such endpoint.
 */
export async function answerCall(
  world: World,
  running: Set<string>,
  request: Request,
  operation: StripeOperation | undefined,
  id: string,
): Promise<Response> {
  const url = new URL(request.url);
  const requestId = randomId(world, "req_", 14);
  const path = url.pathname.replace(/^\/sandbox\/stripe/, "");
  const answer = (outcome: object, more: Record<string, string> = {}) =>
    respond(world, outcome, requestId, more);
  const parameters = request.method === "GET" ? url.search.slice(1) : await readForm(request);
  const form = decodeForm(parameters);
  const keyParameter = typeof form.key === "string" ? form.key : undefined;
  const caller = authenticate(world.settings, request.headers.get("authorization"), keyParameter);
  if (isRefusal(caller)) return answer(caller, { "www-authenticate": 'Bearer realm="Stripe"' });
  if (operation === undefined) return answer(unrecognizedUrl(request.method, path));
  const wrong = wrongRequest(request, parameters);
  if (wrong !== undefined) return answer(wrong);
  if (caller.publishable && !operation.publishable) return answer(secretKeyRequired());

  const key = request.method === "POST" ? request.headers.get("idempotency-key") : null;
  const echo: Record<string, string> = key === null ? {} : { "idempotency-key": key };
  const store = (outcome: object | StripeRefusal) => {
    if (key === null) return;
    const fixed = canonicalParameters(parameters);
    storeAnswer(world, key, {
      path,
      parameters: fixed,
      status: statusOf(outcome),
      body: bodyOf(world, outcome, requestId),
      requestId,
      at: world.now(),
    });
  };
  const call = { world, id, publishable: caller.publishable, requestId, idempotencyKey: key };
  let holdsKey = false;
  const perform = async (): Promise<Response> => {
    const prepared = operation.prepare(form);
    if (isRefusal(prepared)) return answer(prepared, echo);
    // The answer is stored with the work: dying in between, the key would do the work twice.
    const outcome = world.transaction(() => {
      const done = prepared.perform(call);
      if (!isRefusal(done) || done.began) store(done);
      return done;
    });
    return answer(outcome, echo);
  };
  try {
    if (key !== null) {
      const known = lookUpKey(world, running, {
        key,
        path,
        parameters: canonicalParameters(parameters),
      });
      if (known !== undefined && "refused" in known) return answer(known, echo);
      if (known !== undefined) {
        return await underFaults(world, "stripe", operation.name, {
          perform: () => replay(known.replay, requestId, echo),
          fail: (status, code) => answer(faultRefusal(status ?? FAULT_STATUS, code), echo),
        });
      }
      running.add(key);
      holdsKey = true;
    }
    return await underFaults(world, "stripe", operation.name, {
      perform,
      fail: async (status, code) => {
        const refusal = faultRefusal(status ?? FAULT_STATUS, code);
        if (refusal.began) store(refusal);
        return answer(refusal, echo);
      },
    });
  } finally {
    if (key !== null && holdsKey) running.delete(key);
  }
}

function wrongRequest(request: Request, parameters: string): StripeRefusal | undefined {
  const version = request.headers.get("stripe-version");
  if (version !== null && version !== STRIPE_API_VERSION) {
    return invalidParameter(`Invalid Stripe API version: ${version}`);
  }
  if (request.method === "GET" || parameters === "") return undefined;
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("application/x-www-form-urlencoded")) return undefined;
  return invalidParameter(
    "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.",
  );
}

function replay(
  stored: { status: number; body: string; requestId: string },
  requestId: string,
  echo: Record<string, string>,
): Response {
  return new Response(stored.body, {
    status: stored.status,
    headers: {
      ...echo,
      "content-type": "application/json",
      "request-id": requestId,
      "original-request": stored.requestId,
      "idempotent-replayed": "true",
      "stripe-version": STRIPE_API_VERSION,
    },
  });
}

const statusOf = (outcome: object | StripeRefusal) => (isRefusal(outcome) ? outcome.status : 200);

function bodyOf(world: World, outcome: object | StripeRefusal, requestId: string): string {
  const log = `${world.settings.publicBase}/sandbox#${requestId}`;
  const body = isRefusal(outcome) ? { error: { ...outcome.error, request_log_url: log } } : outcome;
  return JSON.stringify(body, null, 2);
}

function respond(
  world: World,
  outcome: object | StripeRefusal,
  requestId: string,
  more: Record<string, string>,
): Response {
  const status = statusOf(outcome);
  return new Response(bodyOf(world, outcome, requestId), {
    status,
    headers: {
      ...more,
      "content-type": "application/json",
      "request-id": requestId,
      "stripe-version": STRIPE_API_VERSION,
      ...(status === 409 ? { "stripe-should-retry": "true" } : {}),
    },
  });
}
