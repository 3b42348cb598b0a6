import { describe, expect, it } from "vitest";
import { stripeClient } from "../../src/providers/stripe/client.ts";
import { stripePayouts } from "../../src/providers/stripe/stripe-payouts.ts";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { BASE, type Bench, makeBench } from "../sandbox/bench.ts";

const supplier = {
  supplier: "harbour-kayaks",
  name: "Harbour Kayaks",
  email: "kayaks@example.com",
  country: "CA",
};

/** The adapter on the sandbox; a call under a "timeout" fault ends without an answer. */
function payoutsOn(bench: Bench) {
  const fetcher: typeof fetch = async (input, init) => {
    const waits = bench.waits.length;
    const answer = await bench.sandbox.handle(new Request(input, init));
    if (bench.waits.length > waits) throw new TypeError("fetch failed");
    return answer;
  };
  return stripePayouts(
    stripeClient({
      secretKey: SANDBOX_KEYS.stripeSecret,
      apiBase: `${BASE}/sandbox/stripe`,
      fetch: fetcher,
    }),
  );
}

/** The adapter on a Stripe that gives these answers, one after the other. */
function payoutsThat(...answers: Response[]) {
  const calls: Request[] = [];
  const fetcher = async (input: RequestInfo | URL, init?: RequestInit) => {
    calls.push(new Request(String(input), init as RequestInit));
    const answer = answers.shift();
    if (answer === undefined) throw new Error("one call too many");
    return answer;
  };
  const client = stripeClient({
    secretKey: "sk_test_1",
    apiBase: "https://stripe.test",
    fetch: fetcher as typeof fetch,
  });
  return { payouts: stripePayouts(client), calls };
}

const refusal = (status: number, code?: string) =>
  Response.json({ error: { type: "invalid_request_error", message: "No.", code } }, { status });
const intent = (more: object = {}) =>
  Response.json({
    id: "pi_1",
    object: "payment_intent",
    status: "succeeded",
    latest_charge: "ch_1",
    ...more,
  });

const fault = (bench: Bench, operation: string, mode: string, status?: number) =>
  bench.control("POST", "/faults", { provider: "stripe", operation, mode, status: status ?? null });

async function paid(bench: Bench): Promise<string> {
  const { id } = await bench.stripe.paymentIntents.create({
    amount: 10_000,
    currency: "cad",
    payment_method: "pm_card_visa",
    confirm: true,
    return_url: BASE,
  });
  return id;
}

async function activeAccount(bench: Bench): Promise<string> {
  const opened = await payoutsOn(bench).openAccount({ ...supplier, idempotencyKey: "a1" });
  if (opened.kind !== "ok") throw new Error(opened.reason);
  const { account } = opened.value;
  await bench.control("POST", `/stripe/accounts/${account}/capabilities`, { status: "active" });
  return account;
}

const transferOf = (payment: string, account: string, idempotencyKey = "t1") => ({
  reservation: "res_1",
  payment,
  account,
  amount: 8_000,
  currency: "cad",
  idempotencyKey,
});

describe("opening an account", () => {
  it("makes an Express account that carries the supplier's name", async () => {
    const bench = makeBench();
    const opened = await payoutsOn(bench).openAccount({ ...supplier, idempotencyKey: "a1" });
    const [account] = bench.sandbox.state().stripe.accounts;
    expect(opened).toEqual({
      kind: "ok",
      value: { account: account?.id, transfersActive: false },
    });
    expect(account).toMatchObject({
      type: "express",
      country: "CA",
      email: "kayaks@example.com",
      metadata: { supplier: "harbour-kayaks" },
    });
  });

  it("finds the one that was opened before, under whatever key, even days later", async () => {
    const bench = makeBench();
    const payouts = payoutsOn(bench);
    await payouts.openAccount({ ...supplier, supplier: "other", idempotencyKey: "a0" });
    const first = await payouts.openAccount({ ...supplier, idempotencyKey: "a1" });
    await bench.advance(30 * 60 * 60_000);
    const again = await payouts.openAccount({ ...supplier, idempotencyKey: "a1" });
    const renewed = await payouts.openAccount({ ...supplier, idempotencyKey: "a2" });
    expect(again).toEqual(first);
    expect(renewed).toEqual(first);
    expect(bench.sandbox.state().stripe.accounts).toHaveLength(2);
  });

  it("whose answer was lost is unknown, and the repeat finds it", async () => {
    const bench = makeBench();
    const payouts = payoutsOn(bench);
    await fault(bench, "accounts.create", "timeout-after-success");
    const lost = await payouts.openAccount({ ...supplier, idempotencyKey: "a1" });
    expect(lost.kind).toBe("unknown");
    expect((await payouts.openAccount({ ...supplier, idempotencyKey: "a1" })).kind).toBe("ok");
    expect(bench.sandbox.state().stripe.accounts).toHaveLength(1);
  });

  it.each([
    ["fail", 503],
    ["timeout", undefined],
  ])("makes none when it cannot look for it: %s", async (mode, status) => {
    const bench = makeBench();
    await fault(bench, "accounts.list", mode, status);
    const opened = await payoutsOn(bench).openAccount({ ...supplier, idempotencyKey: "a1" });
    expect(opened.kind).toBe("retryable");
    expect(bench.sandbox.state().stripe.accounts).toEqual([]);
  });
});

describe("an account", () => {
  it.each([
    ["active", true],
    ["pending", false],
    ["inactive", false],
  ])("whose capability is %s can be paid: %s", async (status, transfersActive) => {
    const bench = makeBench();
    const account = await activeAccount(bench);
    await bench.control("POST", `/stripe/accounts/${account}/capabilities`, { status });
    expect(await payoutsOn(bench).account(account)).toEqual({
      kind: "ok",
      value: { account, transfersActive },
    });
  });

  it("gets a page of Stripe's that leads back to us", async () => {
    const bench = makeBench();
    const account = await activeAccount(bench);
    const answer = await payoutsOn(bench).onboardingUrl({
      account,
      returnUrl: "http://localhost/onboarded",
      refreshUrl: "http://localhost/again",
    });
    const url = answer.kind === "ok" ? answer.value.url : "";
    expect((await bench.fetch(new URL(url).pathname)).status).toBe(200);
    const second = await bench.fetch(new URL(url).pathname);
    expect(second.headers.get("location")).toBe("http://localhost/again");
  });
});

describe("a transfer", () => {
  it("takes the payment's charge as its source and carries the reservation", async () => {
    const bench = makeBench();
    const account = await activeAccount(bench);
    const payment = await paid(bench);
    const payouts = payoutsOn(bench);
    const made = await payouts.transfer(transferOf(payment, account));
    const [stored] = bench.sandbox.state().stripe.transfers;
    const [charge] = bench.sandbox.state().stripe.charges;
    const seen = { transfer: stored?.id, amount: 8_000, charge: charge?.id };
    expect(made).toEqual({ kind: "ok", value: seen });
    expect(stored).toMatchObject({
      destination: account,
      source_transaction: charge?.id,
      transfer_group: "res_1",
      metadata: { reservation: "res_1" },
    });
    expect(await payouts.transfer(transferOf(payment, account))).toEqual(made);
    expect(await payouts.transfers("res_1")).toEqual({ kind: "ok", value: [seen] });
    expect(await payouts.transfers("res_2")).toEqual({ kind: "ok", value: [] });
  });

  it("of a charge that is known asks for nothing first", async () => {
    const made = Response.json({ id: "tr_1", object: "transfer", amount: 8_000 });
    const { payouts, calls } = payoutsThat(made);
    await payouts.transfer({ ...transferOf("pi_1", "acct_1"), charge: "ch_1" });
    expect(calls.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      "POST /v1/transfers",
    ]);
    expect(await calls[0]?.text()).toContain("source_transaction=ch_1");
  });

  it("that was taken back is still seen as made", async () => {
    const bench = makeBench();
    const account = await activeAccount(bench);
    const payouts = payoutsOn(bench);
    const made = await payouts.transfer(transferOf(await paid(bench), account));
    const transfer = made.kind === "ok" ? made.value.transfer : "";
    await bench.stripe.transfers.createReversal(transfer);
    expect(await payouts.transfers("res_1")).toMatchObject({
      kind: "ok",
      value: [{ transfer, amount: 8_000 }],
    });
  });

  it("to an account that lost its capability is refused by that name, until it has it again", async () => {
    const bench = makeBench();
    const account = await activeAccount(bench);
    const payment = await paid(bench);
    const payouts = payoutsOn(bench);
    const path = `/stripe/accounts/${account}/capabilities`;
    await bench.control("POST", path, { status: "inactive" });
    expect(await payouts.transfer(transferOf(payment, account, "t1"))).toMatchObject({
      kind: "permanent",
      code: "transfers-not-allowed",
    });
    await bench.control("POST", path, { status: "active" });
    expect(
      await payouts.transfer(transferOf(payment, account, "t1")),
      "Stripe repeats its refusal under the same key",
    ).toMatchObject({ kind: "permanent", code: "transfers-not-allowed" });
    expect((await payouts.transfer(transferOf(payment, account, "t2"))).kind).toBe("ok");
  });

  it.each([
    ["balance_insufficient", "balance-insufficient"],
    ["transfers_not_allowed", "transfers-not-allowed"],
    ["insufficient_capabilities_for_transfer", "transfers-not-allowed"],
    ["resource_missing", "resource_missing"],
    [undefined, undefined],
  ])("refused with %s says %s", async (code, ours) => {
    const { payouts } = payoutsThat(intent(), refusal(400, code));
    const outcome = await payouts.transfer(transferOf("pi_1", "acct_1"));
    expect(outcome.kind).toBe("permanent");
    expect(outcome.kind === "permanent" ? outcome.code : "").toBe(ours);
  });

  it("is sent under the effect's own key", async () => {
    const { payouts, calls } = payoutsThat(
      intent({ latest_charge: { id: "ch_expanded", object: "charge" } }),
      Response.json({ id: "tr_1", object: "transfer", amount: 8_000 }),
    );
    await payouts.transfer(transferOf("pi_1", "acct_1", "effect-key"));
    expect(calls[1]?.headers.get("idempotency-key")).toBe("effect-key");
    const form = new URLSearchParams(await calls[1]?.text());
    expect(form.get("source_transaction")).toBe("ch_expanded");
  });

  it.each([{ status: "requires_payment_method" }, { latest_charge: null }])(
    "is not tried for a payment without a charge that succeeded: %j",
    async (change) => {
      const { payouts, calls } = payoutsThat(intent(change));
      expect((await payouts.transfer(transferOf("pi_1", "acct_1"))).kind).toBe("permanent");
      expect(calls).toHaveLength(1);
    },
  );

  it("surely was not made when the payment could not be looked up", async () => {
    const { payouts } = payoutsThat(refusal(500));
    expect((await payouts.transfer(transferOf("pi_1", "acct_1"))).kind).toBe("retryable");
  });

  it("whose answer was lost is unknown, and is made once", async () => {
    const bench = makeBench();
    const account = await activeAccount(bench);
    const payment = await paid(bench);
    const payouts = payoutsOn(bench);
    await fault(bench, "transfers.create", "timeout-after-success");
    const lost = await payouts.transfer(transferOf(payment, account));
    expect(lost.kind).toBe("unknown");
    expect("answered" in lost && lost.answered).toBeFalsy();
    expect((await payouts.transfer(transferOf(payment, account))).kind).toBe("ok");
    expect(bench.sandbox.state().stripe.transfers).toHaveLength(1);
  });
});
