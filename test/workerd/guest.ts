import { applyD1Migrations } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";

const BASE = "http://localhost:8787";

/** The sandbox's state, as far as these tests read it. */
interface SandboxSight {
  stripe: { paymentIntents: { id: string; status: string }[]; refunds: { amount: number }[] };
  google: { calendars: Record<string, { id: string; status: string }[]> };
  messages: { to: string; subject: string }[];
}

export const threeDays = {
  dates: ["2026-12-07", "2026-12-08", "2026-12-09"],
  start: "09:00",
  end: "12:00",
  attendees: 2,
  customer: { name: "Ada Lovelace", email: "ada@example.com" },
};

export function migrateLedger(): Promise<void> {
  return applyD1Migrations(env.LEDGER, env.LEDGER_MIGRATIONS);
}

export function call(path: string, init?: RequestInit): Promise<Response> {
  return exports.default.fetch(new Request(`${BASE}${path}`, init));
}

export function post(path: string, body: unknown): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return call(path, { method: "POST", headers, body: JSON.stringify(body) });
}

export async function sandbox(path: string, method = "GET"): Promise<unknown> {
  const answer = await env.SANDBOX.fetch(`${BASE}/sandbox${path}`, { method });
  return answer.status === 204 ? undefined : answer.json();
}

export const sight = () => sandbox("/state") as Promise<SandboxSight>;

export async function pay(payment: string): Promise<void> {
  const answer = await env.SANDBOX.fetch(
    `${BASE}/sandbox/stripe/v1/payment_intents/${payment}/confirm`,
    {
      method: "POST",
      headers: { authorization: "Bearer sk_test_sandbox" },
      body: new URLSearchParams({ payment_method: "pm_card_visa", return_url: BASE }),
    },
  );
  if (!answer.ok) throw new Error(await answer.text());
}

interface Delivery {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** The webhooks that Stripe would deliver now; the test decides how often and in which order. */
export async function takeWebhooks(): Promise<Delivery[]> {
  const { deliveries } = (await sandbox("/webhooks/take", "POST")) as { deliveries: Delivery[] };
  return deliveries;
}

export function deliver({ url, headers, body }: Delivery): Promise<Response> {
  return exports.default.fetch(new Request(url, { method: "POST", headers, body }));
}
