import type { LinkSight } from "../../src/providers/payment-links.ts";
import { stripeClient } from "../../src/providers/stripe/client.ts";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { BASE, type Bench, makeBench } from "../sandbox/bench.ts";

export interface Call {
  method: string;
  /** "/v1/payment_links". */
  path: string;
  body: string;
}

/** A client of the sandbox's Stripe, with a network between them that can be tampered with. */
export function makeNetwork() {
  const bench = makeBench();
  const calls: Call[] = [];
  const network = {
    /** Runs before a call reaches Stripe. */
    before: async (_call: Call): Promise<void> => {},
    /** Whether the answer of a call that has happened is lost on its way back. */
    loses: (_call: Call): boolean => false,
  };
  const send = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input));
    const path = url.pathname.replace("/sandbox/stripe", "");
    const call = { method: init?.method ?? "GET", path, body: String(init?.body ?? "") };
    calls.push(call);
    await network.before(call);
    const answer = await bench.fetch(url.pathname + url.search, init);
    if (network.loses(call)) throw new TypeError("connection reset");
    return answer;
  };
  const client = stripeClient({
    secretKey: SANDBOX_KEYS.stripeSecret,
    apiBase: `${BASE}/sandbox/stripe`,
    fetch: send as typeof fetch,
  });
  return { bench, network, calls, client };
}

export async function fault(
  { bench }: { bench: Bench },
  operation: string,
  mode = "fail",
  more: object = {},
): Promise<void> {
  await bench.control("POST", "/faults", { provider: "stripe", operation, mode, ...more });
}

/** The outcome of a look that worked. */
export const sees = (state: LinkSight["state"], more: object = {}) => ({
  kind: "ok",
  value: { state, ...more },
});
