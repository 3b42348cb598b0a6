import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { stripeConnectWebhook } from "../../src/http/webhooks/stripe-connect.ts";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { SLUG, supplierStage } from "./supplier-stage.ts";

const stripe = new Stripe("sk_test_unused");
const PLACE = "http://localhost:8787/api/webhooks/stripe-connect";
const addresses = {
  returnUrl: "http://localhost:8787/suppliers/onboarded",
  refreshUrl: "http://localhost:8787/again",
};

type Stage = ReturnType<typeof supplierStage>;

function deliver(
  { context }: Stage,
  payload: string,
  secret: string = SANDBOX_KEYS.stripeConnectWebhookSecret,
): Promise<Response> {
  const timestamp = Math.floor(context.now() / 1000);
  const signature = stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  const headers = { "stripe-signature": signature };
  return stripeConnectWebhook(
    new Request(PLACE, { method: "POST", body: payload, headers }),
    context,
  );
}

/** What the sandbox's Stripe has sent to the Connect endpoint since, as it was sent. */
async function sent({ bench, context }: Stage): Promise<number[]> {
  bench.received.splice(0);
  await bench.advance(1_000);
  const statuses: number[] = [];
  for (const { url, headers, body } of bench.received) {
    expect(url).toMatch(/\/api\/webhooks\/stripe-connect$/);
    const request = new Request(PLACE, { method: "POST", headers, body });
    statuses.push((await stripeConnectWebhook(request, context)).status);
  }
  return statuses;
}

async function withAccount(stage: Stage): Promise<string> {
  await stage.object.onboardingUrl(addresses);
  return stage.accounts()[0]?.id ?? "";
}

const switchTo = ({ bench }: Stage, account: string, status: string) =>
  bench.control("POST", `/stripe/accounts/${account}/capabilities`, { status });

const event = (account: object, type = "account.updated") =>
  JSON.stringify({
    id: "evt_1",
    object: "event",
    type,
    account: "acct_1",
    data: { object: account },
  });

async function transfersActive({ object }: Stage): Promise<boolean | undefined> {
  const account = await object.account();
  return account.kind === "ok" ? account.value?.transfersActive : undefined;
}

describe("the webhook of connected accounts", () => {
  it("stores that a supplier can be paid, and that it no longer can", async () => {
    const stage = supplierStage();
    const account = await withAccount(stage);
    await switchTo(stage, account, "active");
    const statuses = await sent(stage);
    expect(statuses.length).toBeGreaterThan(0);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await transfersActive(stage)).toBe(true);
    await switchTo(stage, account, "inactive");
    await sent(stage);
    expect(await transfersActive(stage)).toBe(false);
    expect(stage.messages()).toContain("Supplier account active");
    expect(stage.messages()).toContain("Supplier account inactive");
  });

  it("believes Stripe's own answer, not what an old event says", async () => {
    const stage = supplierStage();
    const account = await withAccount(stage);
    const capabilities = { transfers: "active" };
    const metadata = { supplier: SLUG };
    const stale = event({ id: account, object: "account", metadata, capabilities });
    expect((await deliver(stage, stale)).status).toBe(200);
    expect(await transfersActive(stage)).toBe(false);
  });

  it("changes nothing the second time", async () => {
    const stage = supplierStage();
    const account = await withAccount(stage);
    await switchTo(stage, account, "active");
    const again = event({ id: account, object: "account", metadata: { supplier: SLUG } });
    for (let count = 0; count < 3; count += 1) {
      expect((await deliver(stage, again)).status).toBe(200);
    }
    const lines = stage.messages().filter((message) => message === "Supplier account active");
    expect(lines).toHaveLength(1);
  });

  it("asks Stripe to send it again when the account cannot be looked up", async () => {
    const stage = supplierStage();
    const account = await withAccount(stage);
    await switchTo(stage, account, "active");
    await stage.fault("accounts.retrieve", "fail", { status: 503 });
    const news = event({ id: account, object: "account", metadata: { supplier: SLUG } });
    expect((await deliver(stage, news)).status).toBe(503);
    expect((await deliver(stage, news)).status).toBe(200);
    expect(await transfersActive(stage)).toBe(true);
  });

  it.each<[string, object]>([
    ["of nobody", { id: "acct_9", object: "account", metadata: {} }],
    ["without metadata", { id: "acct_9", object: "account" }],
    ["of a supplier that we do not know", { id: "acct_9", metadata: { supplier: "nobody" } }],
    ["of a supplier with a nasty name", { id: "acct_9", metadata: { supplier: "__proto__" } }],
  ])("says 200 to an account %s, and tells the log", async (_whose, account) => {
    const stage = supplierStage();
    expect((await deliver(stage, event(account))).status).toBe(200);
    expect(stage.messages()).toEqual(["Account of no supplier"]);
  });

  it("says 200 to another account in a supplier's name, and keeps the one there is", async () => {
    const stage = supplierStage();
    const account = await withAccount(stage);
    const other = await stage.bench.stripe.accounts.create({ type: "express" });
    const news = event({ id: other.id, object: "account", metadata: { supplier: SLUG } });
    expect((await deliver(stage, news)).status).toBe(200);
    expect(await stage.object.account()).toMatchObject({ value: { account } });
    expect(stage.messages()).toContain("Supplier account unknown");
  });

  it.each(["capability.updated", "payout.paid", "payment_intent.succeeded"])(
    "ignores %s",
    async (type) => {
      const stage = supplierStage();
      const news = event({ id: "x", metadata: { supplier: SLUG, reservation: "res_1" } }, type);
      expect((await deliver(stage, news)).status).toBe(200);
      expect(stage.messages()).toEqual(["Webhook ignored"]);
    },
  );

  it("refuses what was signed with the other endpoint's secret, or by nobody", async () => {
    const stage = supplierStage();
    const news = event({ id: "acct_1", metadata: { supplier: SLUG } });
    const others = [SANDBOX_KEYS.stripeWebhookSecret, "whsec_guess"];
    for (const secret of others) expect((await deliver(stage, news, secret)).status).toBe(401);
    const bare = new Request(PLACE, { method: "POST", body: news });
    expect((await stripeConnectWebhook(bare, stage.context)).status).toBe(401);
    expect(new Set(stage.messages())).toEqual(new Set(["Webhook signature refused"]));
  });

  it("refuses a signature older than five minutes", async () => {
    const stage = supplierStage();
    const payload = event({ id: "acct_1" });
    const secret = SANDBOX_KEYS.stripeConnectWebhookSecret;
    const timestamp = Math.floor(stage.context.now() / 1000) - 301;
    const signature = stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
    const request = new Request(PLACE, {
      method: "POST",
      body: payload,
      headers: { "stripe-signature": signature },
    });
    expect((await stripeConnectWebhook(request, stage.context)).status).toBe(401);
  });

  it.each([
    "null",
    "[]",
    "{}",
    '{"type":"account.updated"}',
    '{"type":"account.updated","data":{}}',
  ])("answers 200 to a signed body of no event's shape: %s", async (body) => {
    const stage = supplierStage();
    expect((await deliver(stage, body)).status).toBe(200);
  });

  it("refuses what is too large to be Stripe's", async () => {
    const stage = supplierStage();
    expect((await deliver(stage, `"${"x".repeat(600_000)}"`)).status).toBe(413);
  });
});
