import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { BASE, type Bench, makeBench } from "./bench.ts";
import { errorOf } from "./checkout-given.ts";

const DAY_MS = 24 * 60 * 60_000;
const REFRESH_URL = "http://localhost/again?token=t";
const RETURN_URL = "http://localhost/onboarded";

const express: Stripe.AccountCreateParams = {
  controller: {
    fees: { payer: "application" },
    losses: { payments: "application" },
    stripe_dashboard: { type: "express" },
  },
  country: "CA",
  email: "supplier@example.com",
  business_profile: { name: "Harbour Kayaks" },
  capabilities: { transfers: { requested: true } },
  metadata: { supplier: "harbour-kayaks" },
};

async function activeAccount(bench: Bench): Promise<string> {
  const { id } = await bench.stripe.accounts.create(express);
  await bench.control("POST", `/stripe/accounts/${id}/capabilities`, { status: "active" });
  return id;
}

async function paidCharge({ stripe }: Bench, amount = 10_000, more: object = {}) {
  const intent = await stripe.paymentIntents.create({
    amount,
    currency: "cad",
    payment_method: "pm_card_visa",
    confirm: true,
    return_url: RETURN_URL,
    ...more,
  });
  return { intent: intent.id, charge: String(intent.latest_charge) };
}

function accountLink({ stripe }: Bench, account: string) {
  return stripe.accountLinks.create({
    account,
    type: "account_onboarding",
    refresh_url: REFRESH_URL,
    return_url: RETURN_URL,
  });
}

/** What a browser does with the page: opens it, then presses a button. */
async function press(bench: Bench, page: Response, url: string, outcome: string) {
  const visit = /name="visit" value="(\w+)"/.exec(await page.text())?.[1] ?? "";
  const body = new URLSearchParams({ visit, outcome });
  return bench.fetch(new URL(url).pathname, { method: "POST", body });
}

const open = (bench: Bench, url: string) => bench.fetch(new URL(url).pathname);

describe("a connected account", () => {
  it("begins without its capability, and with everything due", async () => {
    const { stripe } = makeBench();
    const account = await stripe.accounts.create(express);
    expect(account).toMatchObject({
      object: "account",
      type: "express",
      country: "CA",
      default_currency: "cad",
      details_submitted: false,
      payouts_enabled: false,
      capabilities: { transfers: "inactive" },
      metadata: { supplier: "harbour-kayaks" },
      business_profile: { name: "Harbour Kayaks" },
      controller: { stripe_dashboard: { type: "express" }, requirement_collection: "stripe" },
    });
    expect(account.requirements?.currently_due).toContain("external_account");
    expect(await stripe.accounts.retrieve(account.id)).toMatchObject({ id: account.id });
  });

  it("is listed newest first, page by page", async () => {
    const { stripe } = makeBench();
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      made.unshift((await stripe.accounts.create(express)).id);
    }
    const all: string[] = [];
    for await (const { id } of stripe.accounts.list({ limit: 2 })) all.push(id);
    expect(all).toEqual(made);
  });

  it("is made once for one idempotency key, and the key belongs to its parameters", async () => {
    const { stripe, sandbox } = makeBench();
    const key = { idempotencyKey: "supplier/harbour-kayaks/account" };
    const first = await stripe.accounts.create(express, key);
    const again = await stripe.accounts.create(express, key);
    expect(again.id).toBe(first.id);
    const other = { ...express, email: "other@example.com" };
    const refused = await errorOf(stripe.accounts.create(other, key));
    expect(refused).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(sandbox.state().stripe.accounts).toHaveLength(1);
  });

  it.each<[object, string, string | undefined]>([
    [{ type: "express" }, "controller", undefined],
    [{ country: "ZZ" }, "country", "country_unsupported"],
    [{ email: "nobody" }, "email", "email_invalid"],
    [{ supplier: "x" }, "supplier", "parameter_unknown"],
    [
      { controller: { stripe_dashboard: { type: "express" } } },
      "controller[fees][payer]",
      undefined,
    ],
  ])("is refused with %j", async (change, param, code) => {
    const { stripe, sandbox } = makeBench();
    const refused = await errorOf(stripe.accounts.create({ ...express, ...change }));
    expect(refused).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect({ param: refused.param, code: refused.code }).toEqual({ param, code });
    expect(sandbox.state().stripe.accounts).toEqual([]);
  });

  it("that is not ours answers as Stripe does: no access", async () => {
    const { stripe } = makeBench();
    const refused = await errorOf(stripe.accounts.retrieve("acct_none"));
    expect(refused).toBeInstanceOf(Stripe.errors.StripePermissionError);
    expect(refused).toMatchObject({ statusCode: 403, code: "account_invalid" });
  });
});

describe("an Account Link", () => {
  it.each([
    ["finish", "active", true],
    ["verify", "pending", true],
    ["leave", "inactive", false],
  ])("leads to a page; after %s transfers are %s", async (outcome, status, submitted) => {
    const bench = makeBench();
    const { id } = await bench.stripe.accounts.create(express);
    const { url } = await accountLink(bench, id);
    const page = await open(bench, url);
    expect(page.status).toBe(200);
    const left = await press(bench, page, url, outcome);
    expect([left.status, left.headers.get("location")]).toEqual([303, RETURN_URL]);
    expect(await bench.stripe.accounts.retrieve(id)).toMatchObject({
      details_submitted: submitted,
      payouts_enabled: status === "active",
      capabilities: { transfers: status },
    });
  });

  it("is good for one visit: the next is sent to the refresh_url, and changes nothing", async () => {
    const bench = makeBench();
    const { id } = await bench.stripe.accounts.create(express);
    const { url } = await accountLink(bench, id);
    await open(bench, url);
    const second = await open(bench, url);
    expect([second.status, second.headers.get("location")]).toEqual([302, REFRESH_URL]);
    const forged = await press(bench, second, url, "finish");
    expect([forged.status, forged.headers.get("location")]).toEqual([303, REFRESH_URL]);
    expect((await bench.stripe.accounts.retrieve(id)).details_submitted).toBe(false);
  });

  it("runs out after five minutes", async () => {
    const bench = makeBench();
    const { id } = await bench.stripe.accounts.create(express);
    const { url, created, expires_at } = await accountLink(bench, id);
    expect(expires_at - created).toBe(300);
    await bench.advance(300_000);
    const late = await open(bench, url);
    expect([late.status, late.headers.get("location")]).toEqual([302, REFRESH_URL]);
  });

  it("shows a name as text, whatever is in it", async () => {
    const bench = makeBench();
    const { id } = await bench.stripe.accounts.create({
      ...express,
      business_profile: { name: "<script>alert(1)</script>" },
    });
    const { url } = await accountLink(bench, id);
    const html = await (await open(bench, url)).text();
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toContain("<script>");
  });

  it.each<[object, string, string]>([
    [{ account: "acct_none" }, "account", "resource_missing"],
    [{ refresh_url: "again" }, "refresh_url", "url_invalid"],
    [{ return_url: "javascript:alert(1)" }, "return_url", "url_invalid"],
    [{ return_url: undefined }, "return_url", "parameter_missing"],
  ])("is refused with %j", async (change, param, code) => {
    const bench = makeBench();
    const { id } = await bench.stripe.accounts.create(express);
    const refused = await errorOf(
      bench.stripe.accountLinks.create({
        account: id,
        type: "account_onboarding",
        refresh_url: REFRESH_URL,
        return_url: RETURN_URL,
        ...change,
      }),
    );
    expect({ param: refused.param, code: refused.code }).toEqual({ param, code });
  });

  it("for an update is refused where Stripe collects what is due", async () => {
    const bench = makeBench();
    const { id } = await bench.stripe.accounts.create(express);
    const refused = await errorOf(
      bench.stripe.accountLinks.create({
        account: id,
        type: "account_update",
        refresh_url: REFRESH_URL,
        return_url: RETURN_URL,
      }),
    );
    expect(refused.param).toBe("type");
  });

  it("that nobody made is not found", async () => {
    const bench = makeBench();
    expect((await open(bench, `${BASE}/sandbox/stripe/connect/setup/none`)).status).toBe(404);
  });
});

describe("events of connected accounts", () => {
  it("go to the Connect endpoint, signed with its own secret, naming their account", async () => {
    const bench = makeBench();
    const account = await activeAccount(bench);
    await paidCharge(bench);
    await bench.advance(1_000);
    const connect = bench.received.filter(({ url }) => url.endsWith("/stripe-connect"));
    const platform = bench.received.filter(({ url }) => url.endsWith("/webhook"));
    const types = connect.map(({ body }) => (JSON.parse(body) as Stripe.Event).type);
    expect(types).toContain("account.updated");
    expect(platform.length).toBeGreaterThan(0);
    for (const { body, headers, at } of connect) {
      const signature = headers.get("stripe-signature") ?? "";
      const secret = SANDBOX_KEYS.stripeConnectWebhookSecret;
      const event = bench.stripe.webhooks.constructEvent(
        body,
        signature,
        secret,
        300,
        undefined,
        at,
      );
      expect(event).toMatchObject({ account });
      expect(() =>
        bench.stripe.webhooks.constructEvent(body, signature, SANDBOX_KEYS.stripeWebhookSecret),
      ).toThrow(Stripe.errors.StripeSignatureVerificationError);
    }
    for (const { body } of platform) expect(JSON.parse(body)).not.toHaveProperty("account");
  });

  it("say what changed when a capability is taken away again", async () => {
    const bench = makeBench();
    const account = await activeAccount(bench);
    await bench.control("POST", `/stripe/accounts/${account}/capabilities`, { status: "inactive" });
    const { data } = await bench.stripe.events.list({ type: "account.updated", limit: 1 });
    expect(data[0]).toMatchObject({
      account,
      data: {
        object: { id: account, capabilities: { transfers: "inactive" } },
        previous_attributes: { capabilities: { transfers: "active" } },
      },
    });
  });

  it("are handed out with their own address and secret in manual mode", async () => {
    const bench = makeBench({
      webhookDelivery: "manual",
      connectWebhookUrl: "http://elsewhere.test/connect",
    });
    await activeAccount(bench);
    const answer = await bench.control("POST", "/webhooks/take");
    const { deliveries } = (await answer.json()) as { deliveries: { url: string }[] };
    expect(new Set(deliveries.map(({ url }) => url))).toEqual(
      new Set(["http://elsewhere.test/connect"]),
    );
  });
});

describe("a transfer", () => {
  it("moves a share of a charge before the charge has settled", async () => {
    const bench = makeBench();
    const destination = await activeAccount(bench);
    const { charge } = await paidCharge(bench);
    const transfer = await bench.stripe.transfers.create(
      {
        amount: 8_000,
        currency: "cad",
        destination,
        source_transaction: charge,
        transfer_group: "res_1",
        metadata: { reservation: "res_1" },
      },
      { idempotencyKey: "k1" },
    );
    expect(transfer).toMatchObject({
      object: "transfer",
      amount: 8_000,
      amount_reversed: 0,
      destination,
      source_transaction: charge,
      transfer_group: "res_1",
      metadata: { reservation: "res_1" },
      reversals: { data: [] },
    });
    expect(await bench.stripe.transfers.retrieve(transfer.id)).toMatchObject({ id: transfer.id });
    const { data: events } = await bench.stripe.events.list({ type: "transfer.created" });
    expect(events).toHaveLength(1);
    expect(events[0]).not.toHaveProperty("account");
    expect(bench.sandbox.state().stripe.transfers).toHaveLength(1);
    const balance = await bench.stripe.balance.retrieve();
    expect([balance.available[0]?.amount, balance.pending[0]?.amount]).toEqual([0, 2_000]);
  });

  it("is made once for one idempotency key, refusals included", async () => {
    const bench = makeBench();
    const { id: destination } = await bench.stripe.accounts.create(express);
    const { charge } = await paidCharge(bench);
    const wanted = { amount: 8_000, currency: "cad", destination, source_transaction: charge };
    const make = (idempotencyKey: string) =>
      bench.stripe.transfers.create(wanted, { idempotencyKey });
    const code = "insufficient_capabilities_for_transfer";
    expect(await errorOf(make("k1"))).toMatchObject({ statusCode: 400, code });
    await bench.control("POST", `/stripe/accounts/${destination}/capabilities`, {
      status: "active",
    });
    expect(await errorOf(make("k1")), "Stripe replays a refusal under its key").toMatchObject({
      code,
    });
    const made = await make("k2");
    expect((await make("k2")).id).toBe(made.id);
    const other = { ...wanted, amount: 1 };
    const mismatch = await errorOf(bench.stripe.transfers.create(other, { idempotencyKey: "k2" }));
    expect(mismatch).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(bench.sandbox.state().stripe.transfers).toHaveLength(1);
  });

  it("takes no more from a charge than was charged, over all its transfers", async () => {
    const bench = makeBench();
    const destination = await activeAccount(bench);
    const { charge } = await paidCharge(bench, 10_000);
    const take = (amount: number) =>
      bench.stripe.transfers.create({
        amount,
        currency: "cad",
        destination,
        source_transaction: charge,
      });
    await take(8_000);
    const refused = await errorOf(take(2_001));
    expect(refused.statusCode).toBe(400);
    expect(refused.message).toContain("must not exceed the source amount of $100.00");
    expect(refused.message).toContain("amounting to $80.00");
    expect(await take(2_000)).toMatchObject({ amount: 2_000 });
  });

  it.each<[string, object, string | undefined, string | undefined]>([
    ["an unknown destination", { destination: "acct_none" }, "resource_missing", "destination"],
    [
      "a PaymentIntent as its source",
      { source_transaction: "pi_1" },
      "resource_missing",
      "source_transaction",
    ],
    ["another currency than the charge's", { currency: "usd" }, undefined, "currency"],
    ["no amount", { amount: undefined }, "parameter_missing", "amount"],
    ["nothing to move", { amount: 0 }, "parameter_invalid_integer", "amount"],
    ["half a cent", { amount: 10.5 }, "parameter_invalid_integer", "amount"],
    ["another group than the charge's", { transfer_group: "res_2" }, undefined, "transfer_group"],
  ])("is refused with %s", async (_what, change, code, param) => {
    const bench = makeBench();
    const destination = await activeAccount(bench);
    const { charge } = await paidCharge(bench, 10_000, { transfer_group: "res_1" });
    const wanted = { amount: 8_000, currency: "cad", destination, source_transaction: charge };
    const refused = await errorOf(bench.stripe.transfers.create({ ...wanted, ...change }));
    expect({ code: refused.code, param: refused.param }).toEqual({ code, param });
    expect(bench.sandbox.state().stripe.transfers).toEqual([]);
  });

  it("is refused from a charge that failed", async () => {
    const bench = makeBench();
    const destination = await activeAccount(bench);
    const failed = await errorOf(
      paidCharge(bench, 10_000, { payment_method: "pm_card_chargeDeclined" }),
    );
    const charge = String(failed.payment_intent?.latest_charge);
    const refused = await errorOf(
      bench.stripe.transfers.create({
        amount: 100,
        currency: "cad",
        destination,
        source_transaction: charge,
      }),
    );
    expect(refused.param).toBe("source_transaction");
  });

  it("without a charge needs money that has settled", async () => {
    const bench = makeBench();
    const destination = await activeAccount(bench);
    const { intent } = await paidCharge(bench, 10_000);
    await bench.stripe.refunds.create({ payment_intent: intent, amount: 1_000 });
    const take = (amount: number) =>
      bench.stripe.transfers.create({ amount, currency: "cad", destination });
    expect(await errorOf(take(8_000))).toMatchObject({
      statusCode: 400,
      code: "balance_insufficient",
    });
    await bench.advance(7 * DAY_MS);
    expect(await take(9_000)).toMatchObject({ amount: 9_000, source_transaction: null });
    expect(await errorOf(take(1))).toMatchObject({ code: "balance_insufficient" });
  });

  it("is found by its group and by its destination", async () => {
    const bench = makeBench();
    const [one, two] = [await activeAccount(bench), await activeAccount(bench)];
    for (const [destination, group] of [
      [one, "res_1"],
      [one, "res_2"],
      [two, "res_2"],
    ] as const) {
      const { charge } = await paidCharge(bench);
      await bench.stripe.transfers.create({
        amount: 100,
        currency: "cad",
        destination,
        source_transaction: charge,
        transfer_group: group,
      });
    }
    const count = async (params: Stripe.TransferListParams) =>
      (await bench.stripe.transfers.list(params)).data.length;
    expect(await count({ transfer_group: "res_2" })).toBe(2);
    expect(await count({ destination: one })).toBe(2);
    expect(await count({ destination: two, transfer_group: "res_1" })).toBe(0);
    expect(await count({ transfer_group: "res" })).toBe(0);
  });

  it.each([
    ["transfers.create", "fail", 503],
    ["transfers.create", "fail", 429],
  ])("under the fault %s %s %i has not happened", async (operation, mode, status) => {
    const bench = makeBench();
    const destination = await activeAccount(bench);
    const { charge } = await paidCharge(bench);
    await bench.control("POST", "/faults", { provider: "stripe", operation, mode, status });
    const make = () =>
      bench.stripe.transfers.create(
        { amount: 100, currency: "cad", destination, source_transaction: charge },
        { idempotencyKey: "k1" },
      );
    expect((await errorOf(make())).statusCode).toBe(status);
    expect(bench.sandbox.state().stripe.transfers).toEqual([]);
    expect(await make()).toMatchObject({ amount: 100 });
  });

  it("whose answer is lost has happened, and its key finds it", async () => {
    const bench = makeBench();
    const destination = await activeAccount(bench);
    const { charge } = await paidCharge(bench);
    await bench.control("POST", "/faults", {
      provider: "stripe",
      operation: "transfers.create",
      mode: "timeout-after-success",
    });
    const make = () =>
      bench.stripe.transfers.create(
        { amount: 100, currency: "cad", destination, source_transaction: charge },
        { idempotencyKey: "k1" },
      );
    await errorOf(make());
    const again = await make();
    expect(bench.sandbox.state().stripe.transfers.map(({ id }) => id)).toEqual([again.id]);
  });
});

describe("a transfer's reversal", () => {
  async function transferred(bench: Bench) {
    const destination = await activeAccount(bench);
    const { charge } = await paidCharge(bench);
    const transfer = await bench.stripe.transfers.create({
      amount: 8_000,
      currency: "cad",
      destination,
      source_transaction: charge,
    });
    return { destination, transfer: transfer.id };
  }

  it("takes the money back in parts, and no more than there was", async () => {
    const bench = makeBench();
    const { transfer } = await transferred(bench);
    const part = await bench.stripe.transfers.createReversal(transfer, { amount: 3_000 });
    expect(part).toMatchObject({ object: "transfer_reversal", amount: 3_000, transfer });
    expect(await bench.stripe.transfers.retrieveReversal(transfer, part.id)).toEqual(part);
    const tooMuch = bench.stripe.transfers.createReversal(transfer, { amount: 5_001 });
    expect((await errorOf(tooMuch)).param).toBe("amount");
    await bench.stripe.transfers.createReversal(transfer);
    expect(await bench.stripe.transfers.retrieve(transfer)).toMatchObject({
      amount_reversed: 8_000,
      reversed: true,
      reversals: { data: [{ amount: 5_000 }, { amount: 3_000 }] },
    });
    const again = await errorOf(bench.stripe.transfers.createReversal(transfer));
    expect(again.message).toContain("already fully reversed");
    const { data } = await bench.stripe.transfers.listReversals(transfer);
    expect(data.map(({ amount }) => amount)).toEqual([5_000, 3_000]);
  });

  it("finds nothing once the supplier's bank has been paid", async () => {
    const bench = makeBench();
    const { destination, transfer } = await transferred(bench);
    await bench.control("POST", `/stripe/accounts/${destination}/payouts`);
    const refused = await errorOf(bench.stripe.transfers.createReversal(transfer));
    expect(refused).toMatchObject({ statusCode: 400, code: "balance_insufficient" });
    expect(bench.sandbox.state().stripe.transferReversals).toEqual([]);
  });

  it("is not caused by a refund of the charge", async () => {
    const bench = makeBench();
    const destination = await activeAccount(bench);
    const { intent, charge } = await paidCharge(bench);
    const { id } = await bench.stripe.transfers.create({
      amount: 8_000,
      currency: "cad",
      destination,
      source_transaction: charge,
    });
    await bench.stripe.refunds.create({ payment_intent: intent });
    expect(await bench.stripe.transfers.retrieve(id)).toMatchObject({ amount_reversed: 0 });
    const { pending } = await bench.stripe.balance.retrieve();
    expect(pending[0]?.amount, "the platform is out of pocket").toBe(-8_000);
  });
});

describe("the switch for capabilities", () => {
  it.each([
    [{ status: "on" }, 400],
    [{}, 400],
  ])("refuses %j", async (body, status) => {
    const bench = makeBench();
    const account = await activeAccount(bench);
    const path = `/stripe/accounts/${account}/capabilities`;
    expect((await bench.control("POST", path, body)).status).toBe(status);
    const { capabilities } = await bench.stripe.accounts.retrieve(account);
    expect(capabilities?.transfers).toBe("active");
  });

  it("knows no account that does not exist", async () => {
    const bench = makeBench();
    const path = "/stripe/accounts/acct_none";
    const answer = await bench.control("POST", `${path}/capabilities`, { status: "active" });
    expect(answer.status).toBe(404);
    expect((await bench.control("POST", `${path}/payouts`)).status).toBe(404);
  });
});
