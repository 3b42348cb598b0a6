import Stripe from "stripe";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { Sandbox } from "../../src/sandbox/sandbox.ts";
import type { SandboxSettings } from "../../src/sandbox/world.ts";
import { memorySql } from "./sql.ts";

export const BASE = "http://sandbox.test";
const STARTS_AT = Date.parse("2026-12-01T12:00:00Z");

export interface Bench {
  sandbox: Sandbox;
  stripe: Stripe;
  /** Moves the clock and delivers what falls due on the way, at the times it falls due. */
  advance(ms: number): Promise<void>;
  now(): number;
  /** What arrived at the app, newest last. */
  received: { url: string; headers: Headers; body: string; at: number }[];
  /** The statuses that the app answers next; 200 when there are none. */
  answers: number[];
  waits: number[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  control(method: string, path: string, body?: object): Promise<Response>;
}

/** A sandbox on a clock of its own, with the real `stripe` package in front of it. */
export function makeBench(
  settings: Partial<SandboxSettings> = {},
  startsAt: number = STARTS_AT,
): Bench {
  let clock = startsAt;
  let seed = 1;
  const received: Bench["received"] = [];
  const answers: number[] = [];
  const waits: number[] = [];
  const sandbox = new Sandbox({
    sql: memorySql(),
    settings: {
      publicBase: BASE,
      webhookUrl: `${BASE}/webhook`,
      webhookDelivery: "auto",
      keys: SANDBOX_KEYS,
      calendars: "*",
      calendarTimeZone: "America/Vancouver",
      ...settings,
    },
    now: () => clock,
    random: () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    },
    wait: async (ms, signal) => {
      // A wait that someone will cut short never ends by itself on this clock.
      if (signal !== undefined) await new Promise((done) => signal.addEventListener("abort", done));
      else waits.push(ms);
    },
    fetch: async (request) => {
      const body = await request.text();
      received.push({ url: request.url, headers: request.headers, body, at: clock });
      return new Response(null, { status: answers.shift() ?? 200 });
    },
  });
  const callSandbox: typeof fetch = (input, init) => sandbox.handle(new Request(input, init));
  const stripe = new Stripe(SANDBOX_KEYS.stripeSecret, {
    host: "sandbox.test",
    protocol: "http",
    port: 80,
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient((input, init) => {
      const url = new URL(String(input));
      return callSandbox(`${BASE}/sandbox/stripe${url.pathname}${url.search}`, init);
    }),
  });
  const send = (path: string, init?: RequestInit) => callSandbox(`${BASE}${path}`, init);
  return {
    sandbox,
    stripe,
    received,
    answers,
    waits,
    now: () => clock,
    async advance(ms) {
      const until = clock + ms;
      for (;;) {
        const due = sandbox.nextDueAt();
        if (due === undefined || due > until) break;
        clock = Math.max(clock, due);
        await sandbox.deliverDue();
      }
      clock = until;
    },
    fetch: send,
    control: (method, path, body) =>
      send(`/sandbox${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
