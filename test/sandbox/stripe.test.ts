import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { BASE, type Bench, makeBench } from "./bench.ts";
import { errorOf, typesReceived } from "./checkout-given.ts";

const RETURN_URL = "http://localhost/after";

async function paidIntent({ stripe }: Bench, card = "pm_card_visa", amount = 12_000) {
  return stripe.paymentIntents.create({
    amount,
    currency: "cad",
    payment_method: card,
    confirm: true,
    return_url: RETURN_URL,
    metadata: { room: "sonic-studio" },
  });
}

function browser(bench: Bench, path: string, form?: Record<string, string>) {
  const headers = {
    authorization: `Bearer ${SANDBOX_KEYS.stripePublishable}`,
    "content-type": "application/x-www-form-urlencoded",
  };
  return bench.fetch(`/sandbox/stripe${path}`, {
    headers,
    ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form).toString() }),
  });
}

describe("a PaymentIntent", () => {
  it("waits for a payment method after it is created, with its metadata as sent", async () => {
    const { stripe } = makeBench();
    const intent = await stripe.paymentIntents.create({
      amount: 5000,
      currency: "CAD",
      automatic_payment_methods: { enabled: true },
      metadata: { reservation: "res_1", "odd key": "é & ü" },
    });
    expect(intent).toMatchObject({
      object: "payment_intent",
      status: "requires_payment_method",
      currency: "cad",
      amount: 5000,
      metadata: { reservation: "res_1", "odd key": "é & ü" },
      latest_charge: null,
    });
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_`));
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ id: intent.id });
  });

  it("succeeds when a good card confirms it, and its charge can be expanded", async () => {
    const bench = makeBench();
    const { id } = await paidIntent(bench);
    const paid = await bench.stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] });
    expect(paid).toMatchObject({
      status: "succeeded",
      amount_received: 12_000,
      latest_charge: { object: "charge", paid: true, amount: 12_000, payment_intent: id },
    });
    const { data } = await bench.stripe.charges.list({ payment_intent: id });
    expect(data).toHaveLength(1);
  });

  it.each([
    ["pm_card_chargeDeclined", "card_declined", "generic_decline"],
    ["pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", ""],
  ])("can be tried again after %s", async (card, code, declineCode) => {
    const bench = makeBench();
    const refused = await errorOf(paidIntent(bench, card));
    expect(refused).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(refused).toMatchObject({ statusCode: 402, code, decline_code: declineCode });
    const intent = refused.payment_intent;
    expect(intent).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { type: "card_error", code },
    });
    const again = await bench.stripe.paymentIntents.confirm(intent?.id ?? "", {
      payment_method: "pm_card_visa",
      return_url: RETURN_URL,
    });
    expect(again.status).toBe("succeeded");
  });

  it("needs a return_url unless redirects are ruled out", async () => {
    const { stripe } = makeBench();
    const open = await stripe.paymentIntents.create({ amount: 5000, currency: "cad" });
    const refused = await errorOf(
      stripe.paymentIntents.confirm(open.id, { payment_method: "pm_card_visa" }),
    );
    expect(refused.param).toBe("return_url");
    const closed = await stripe.paymentIntents.create({
      amount: 5000,
      currency: "cad",
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    });
    const paid = await stripe.paymentIntents.confirm(closed.id, { payment_method: "pm_card_visa" });
    expect(paid.status).toBe("succeeded");
  });

  it("stays requires_action until the bank's page is completed or failed", async () => {
    const bench = makeBench();
    for (const [outcome, status] of [
      ["complete", "succeeded"],
      ["fail", "requires_payment_method"],
    ] as const) {
      const intent = await paidIntent(bench, "pm_card_authenticationRequired");
      expect(intent.status).toBe("requires_action");
      const url = new URL(intent.next_action?.redirect_to_url?.url ?? "");
      const page = await bench.fetch(url.pathname + url.search);
      expect(await page.text()).toContain("3-D Secure");
      const answer = await bench.fetch(url.pathname, {
        method: "POST",
        body: new URLSearchParams({ client_secret: intent.client_secret ?? "", outcome }),
      });
      expect(answer.status).toBe(303);
      expect(answer.headers.get("location")).toContain(`payment_intent=${intent.id}`);
      const after = await bench.stripe.paymentIntents.retrieve(intent.id);
      expect(after.status).toBe(status);
    }
  });

  it("that is processing settles later, either way, on the same charge", async () => {
    const bench = makeBench();
    const good = await paidIntent(bench, "pm_sandbox_processing_succeeds");
    const bad = await paidIntent(bench, "pm_sandbox_processing_fails");
    expect([good.status, bad.status]).toEqual(["processing", "processing"]);
    await bench.advance(60_000);
    const { stripe } = bench;
    const settled = await stripe.paymentIntents.retrieve(good.id);
    expect(settled).toMatchObject({ status: "succeeded", latest_charge: good.latest_charge });
    expect((await stripe.paymentIntents.retrieve(bad.id)).status).toBe("requires_payment_method");
  });

  it("cannot be cancelled once it has succeeded, nor paid once it is cancelled", async () => {
    const bench = makeBench();
    const { stripe } = bench;
    const paid = await paidIntent(bench);
    const lost = await errorOf(stripe.paymentIntents.cancel(paid.id));
    expect(lost).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
    expect(lost.payment_intent?.status).toBe("succeeded");
    const open = await stripe.paymentIntents.create({ amount: 5000, currency: "cad" });
    const canceled = await stripe.paymentIntents.cancel(open.id, {
      cancellation_reason: "abandoned",
    });
    expect(canceled).toMatchObject({ status: "canceled", cancellation_reason: "abandoned" });
    const late = await errorOf(
      stripe.paymentIntents.confirm(open.id, {
        payment_method: "pm_card_visa",
        return_url: RETURN_URL,
      }),
    );
    expect(late.code).toBe("payment_intent_unexpected_state");
    expect((await errorOf(stripe.paymentIntents.cancel(open.id))).code).toBe(
      "payment_intent_unexpected_state",
    );
  });

  it("cannot be cancelled while it is processing", async () => {
    const bench = makeBench();
    const intent = await paidIntent(bench, "pm_sandbox_processing_succeeds");
    expect((await errorOf(bench.stripe.paymentIntents.cancel(intent.id))).statusCode).toBe(400);
  });

  it("is listed newest first, page by page", async () => {
    const { stripe } = makeBench();
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      made.unshift((await stripe.paymentIntents.create({ amount: 5000, currency: "cad" })).id);
    }
    const first = await stripe.paymentIntents.list({ limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual(made.slice(0, 2));
    expect(first.has_more).toBe(true);
    const all: string[] = [];
    for await (const { id } of stripe.paymentIntents.list({ limit: 2 })) all.push(id);
    expect(all).toEqual(made);
  });
});

describe("Stripe's parameters", () => {
  it.each([
    [{ amount: 49, currency: "cad" }, "amount_too_small", "amount"],
    [{ amount: 100_000_000, currency: "cad" }, "amount_too_large", "amount"],
    [{ amount: 12.5, currency: "cad" }, "parameter_invalid_integer", "amount"],
    [{ amount: 5000 }, "parameter_missing", "currency"],
    [{ currency: "cad" }, "parameter_missing", "amount"],
    [{ amount: 5000, currency: "cad", room: "x" }, "parameter_unknown", "room"],
    [
      { amount: 5000, currency: "cad", automatic_payment_methods: { enabled: true, on: 1 } },
      "parameter_unknown",
      "automatic_payment_methods[on]",
    ],
    [{ amount: 5000, currency: "cad", description: "" }, "parameter_invalid_empty", "description"],
    [{ amount: 5000, currency: "zzz" }, undefined, "currency"],
    [{ amount: 5000, currency: "cad", metadata: { ["k".repeat(41)]: "v" } }, undefined, "metadata"],
    [{ amount: 5000, currency: "cad", metadata: { k: "v".repeat(501) } }, undefined, "metadata[k]"],
    [
      {
        amount: 5000,
        currency: "cad",
        metadata: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, "v"])),
      },
      undefined,
      "metadata",
    ],
  ])("refuses %j", async (parameters, code, param) => {
    const { stripe } = makeBench();
    const refused = await errorOf(
      stripe.paymentIntents.create(parameters as unknown as Stripe.PaymentIntentCreateParams),
    );
    expect(refused).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect({ code: refused.code, param: refused.param }).toEqual({ code, param });
    expect(refused.requestId).toMatch(/^req_/);
  });

  it("names what does not exist", async () => {
    const { stripe } = makeBench();
    const refused = await errorOf(stripe.paymentIntents.retrieve("pi_none"));
    expect(refused).toMatchObject({ statusCode: 404, code: "resource_missing" });
    const url = await errorOf(stripe.customers.list());
    expect(url).toMatchObject({ statusCode: 404 });
    expect(url.message).toContain("Unrecognized request URL");
  });

  it("refuses JSON bodies and other API versions", async () => {
    const bench = makeBench();
    const call = (headers: Record<string, string>, body: string) =>
      bench.fetch("/sandbox/stripe/v1/payment_intents", {
        method: "POST",
        headers: { authorization: `Bearer ${SANDBOX_KEYS.stripeSecret}`, ...headers },
        body,
      });
    expect((await call({ "content-type": "application/json" }, "{}")).status).toBe(400);
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const old = await call({ ...form, "stripe-version": "2020-01-01" }, "amount=5000&currency=cad");
    expect(old.status).toBe(400);
    expect((await call(form, "amount=5000&currency=cad")).status).toBe(200);
  });
});

describe("Stripe's keys", () => {
  it("refuses a call without a key and with a wrong one", async () => {
    const bench = makeBench();
    expect((await bench.fetch("/sandbox/stripe/v1/refunds")).status).toBe(401);
    const stranger = new Stripe("sk_test_somebody_else_entirely", {
      httpClient: Stripe.createFetchHttpClient((input, init) => {
        const { pathname } = new URL(String(input));
        return bench.fetch(`/sandbox/stripe${pathname}`, init);
      }),
    });
    const refused = await errorOf(stranger.paymentIntents.retrieve("pi_x"));
    expect(refused).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    expect(refused.message).not.toContain("somebody_else");
  });

  it("lets a publishable key see one PaymentIntent by its client secret, and no metadata", async () => {
    const bench = makeBench();
    const intent = await bench.stripe.paymentIntents.create({
      amount: 5000,
      currency: "cad",
      metadata: { customer_email: "guest@example.com" },
    });
    const path = `/v1/payment_intents/${intent.id}`;
    const good = await browser(bench, `${path}?client_secret=${intent.client_secret}`);
    const shown = await good.text();
    expect(JSON.parse(shown)).toMatchObject({ id: intent.id, status: "requires_payment_method" });
    expect(shown).not.toContain("guest@example.com");
    expect((await browser(bench, `${path}?client_secret=${intent.id}_secret_no`)).status).toBe(400);
    expect((await browser(bench, path)).status).toBe(400);
    expect((await browser(bench, "/v1/payment_intents")).status).toBe(401);
    expect((await browser(bench, `${path}/cancel`, {})).status).toBe(401);
    expect((await browser(bench, "/v1/refunds", { payment_intent: intent.id })).status).toBe(401);
  });

  it("answers browsers on any origin", async () => {
    const bench = makeBench();
    const answer = await bench.fetch("/sandbox/stripe/v1/payment_intents/pi_x/confirm", {
      method: "OPTIONS",
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });

  it.each([
    ["4242424242424242", 200, undefined],
    ["4242 4242 4242 4242", 200, undefined],
    ["4242424242424241", 402, "incorrect_number"],
    ["4000000000000002", 402, "card_declined"],
    ["4111111111111111", 402, "card_declined"],
  ])("takes the card number %s from a browser", async (number, status, code) => {
    const bench = makeBench();
    const intent = await bench.stripe.paymentIntents.create({ amount: 5000, currency: "cad" });
    const answer = await browser(bench, `/v1/payment_intents/${intent.id}/confirm`, {
      client_secret: intent.client_secret ?? "",
      return_url: RETURN_URL,
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": number,
      "payment_method_data[card][exp_month]": "12",
      "payment_method_data[card][exp_year]": "34",
      "payment_method_data[card][cvc]": "123",
    });
    expect(answer.status).toBe(status);
    const body: { error?: { code: string } } = JSON.parse(await answer.text());
    expect(body.error?.code).toBe(code);
  });

  it("never takes a raw card number from a server", async () => {
    const { stripe } = makeBench();
    const refused = await errorOf(
      stripe.paymentIntents.create({
        amount: 5000,
        currency: "cad",
        confirm: true,
        return_url: RETURN_URL,
        payment_method_data: {
          type: "card",
          card: { number: "4242424242424242", exp_month: 12, exp_year: 2034 },
        },
      } as unknown as Stripe.PaymentIntentCreateParams),
    );
    expect(refused.message).toContain("unsafe");
  });
});

describe("an idempotency key", () => {
  const parameters = { amount: 5000, currency: "cad" };
  const key = { idempotencyKey: "key-1" };

  it("replays the first answer, and says so", async () => {
    const { stripe } = makeBench();
    const first = await stripe.paymentIntents.create(parameters, key);
    const second = await stripe.paymentIntents.create(parameters, key);
    expect(second.id).toBe(first.id);
    expect(new Headers(second.lastResponse.headers).get("idempotent-replayed")).toBe("true");
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  it("refuses other parameters and another endpoint", async () => {
    const { stripe } = makeBench();
    const { id } = await stripe.paymentIntents.create(parameters, key);
    const other = await errorOf(stripe.paymentIntents.create({ ...parameters, amount: 6000 }, key));
    expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(other.statusCode).toBe(400);
    const elsewhere = await errorOf(stripe.paymentIntents.cancel(id, {}, key));
    expect(elsewhere).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  });

  it("is not spent by parameters that fail validation", async () => {
    const { stripe } = makeBench();
    await errorOf(stripe.paymentIntents.create({ ...parameters, amount: 10 }, key));
    const intent = await stripe.paymentIntents.create(parameters, key);
    expect(intent.status).toBe("requires_payment_method");
  });

  it("replays a declined card and a 500, but not a 503", async () => {
    const bench = makeBench();
    const decline = { ...parameters, confirm: true, payment_method: "pm_card_chargeDeclined" };
    const paying = { ...decline, return_url: RETURN_URL };
    const first = await errorOf(bench.stripe.paymentIntents.create(paying, key));
    const second = await errorOf(bench.stripe.paymentIntents.create(paying, key));
    expect(second.payment_intent?.id).toBe(first.payment_intent?.id);

    const fault = { provider: "stripe", operation: "payment_intents.create", mode: "fail" };
    await bench.control("POST", "/faults", { ...fault, status: 500 });
    const once = { idempotencyKey: "key-500" };
    expect((await errorOf(bench.stripe.paymentIntents.create(parameters, once))).statusCode).toBe(
      500,
    );
    expect((await errorOf(bench.stripe.paymentIntents.create(parameters, once))).statusCode).toBe(
      500,
    );

    await bench.control("POST", "/faults", { ...fault, status: 503 });
    const twice = { idempotencyKey: "key-503" };
    expect((await errorOf(bench.stripe.paymentIntents.create(parameters, twice))).statusCode).toBe(
      503,
    );
    expect((await bench.stripe.paymentIntents.create(parameters, twice)).object).toBe(
      "payment_intent",
    );
  });

  it("conflicts with itself while the first call still runs", async () => {
    const bench = makeBench();
    await bench.control("POST", "/faults", {
      provider: "stripe",
      operation: "payment_intents.create",
      mode: "slow",
    });
    const slow = bench.stripe.paymentIntents.create(parameters, key);
    const [first, second] = await Promise.allSettled([
      slow,
      bench.stripe.paymentIntents.create(parameters, key),
    ]);
    expect(first.status).toBe("fulfilled");
    expect(second).toMatchObject({
      status: "rejected",
      reason: { statusCode: 409, code: "idempotency_key_in_use" },
    });
  });

  it("is forgotten after 24 hours, and then the call runs again", async () => {
    const bench = makeBench();
    const first = await bench.stripe.paymentIntents.create(parameters, key);
    await bench.advance(24 * 60 * 60 * 1000 - 1);
    expect((await bench.stripe.paymentIntents.create(parameters, key)).id).toBe(first.id);
    await bench.advance(1);
    expect((await bench.stripe.paymentIntents.create(parameters, key)).id).not.toBe(first.id);
  });

  it("finds what happened when the answer was lost", async () => {
    const bench = makeBench();
    await bench.control("POST", "/faults", {
      provider: "stripe",
      operation: "payment_intents.create",
      mode: "timeout-after-success",
    });
    expect(await errorOf(bench.stripe.paymentIntents.create(parameters, key))).toBeInstanceOf(
      Stripe.errors.StripeAPIError,
    );
    expect(bench.waits).toEqual([60_000]);
    const { data } = await bench.stripe.paymentIntents.list();
    const again = await bench.stripe.paymentIntents.create(parameters, key);
    expect(data.map(({ id }) => id)).toEqual([again.id]);
  });
});

describe("a refund", () => {
  it("gives back parts up to the total, and then says that all is refunded", async () => {
    const bench = makeBench();
    const { stripe } = bench;
    const { id } = await paidIntent(bench);
    const part = await stripe.refunds.create({ payment_intent: id, amount: 5000 });
    expect(part).toMatchObject({ status: "succeeded", amount: 5000, payment_intent: id });
    const tooMuch = await errorOf(stripe.refunds.create({ payment_intent: id, amount: 7001 }));
    expect(tooMuch).toMatchObject({ statusCode: 400, param: "amount" });
    const rest = await stripe.refunds.create({ payment_intent: id, metadata: { why: "gate 2" } });
    expect(rest).toMatchObject({ amount: 7000, metadata: { why: "gate 2" } });
    const over = await errorOf(stripe.refunds.create({ payment_intent: id }));
    expect(over.code).toBe("charge_already_refunded");
    const { data } = await stripe.refunds.list({ payment_intent: id });
    expect(data.map((refund) => refund.id)).toEqual([rest.id, part.id]);
    const charge = await stripe.charges.retrieve(String(part.charge));
    expect(charge).toMatchObject({ refunded: true, amount_refunded: 12_000 });
  });

  it("is refused while the bank holds the money, and made when the dispute is won", async () => {
    const bench = makeBench();
    const { id } = await paidIntent(bench);
    const path = `/stripe/payment_intents/${id}/dispute`;
    const dispute = (body: object) => bench.control("POST", path, body);
    await dispute({});
    const refused = await errorOf(bench.stripe.refunds.create({ payment_intent: id }));
    expect(refused).toMatchObject({ statusCode: 400, code: "charge_disputed" });
    const listed = () => bench.stripe.disputes.list({ payment_intent: id });
    expect((await listed()).data).toMatchObject([{ status: "needs_response" }]);
    expect((await bench.stripe.disputes.list({ payment_intent: "pi_no" })).data).toEqual([]);
    await dispute({ status: "won" });
    expect((await listed()).data).toMatchObject([{ status: "won" }]);
    const made = await bench.stripe.refunds.create({ payment_intent: id });
    expect(made.status).toBe("succeeded");
  });

  it("needs a payment that succeeded", async () => {
    const { stripe } = makeBench();
    const open = await stripe.paymentIntents.create({ amount: 5000, currency: "cad" });
    expect((await errorOf(stripe.refunds.create({ payment_intent: open.id }))).statusCode).toBe(
      400,
    );
    expect((await errorOf(stripe.refunds.create({ payment_intent: "pi_no" }))).code).toBe(
      "resource_missing",
    );
    expect((await errorOf(stripe.refunds.create({}))).statusCode).toBe(400);
  });

  it("can wait and then succeed", async () => {
    const bench = makeBench();
    const { id } = await paidIntent(bench, "pm_card_pendingRefund");
    const refund = await bench.stripe.refunds.create({ payment_intent: id });
    expect(refund).toMatchObject({ status: "pending", pending_reason: "processing" });
    await bench.advance(60_000);
    expect((await bench.stripe.refunds.retrieve(refund.id)).status).toBe("succeeded");
    expect(typesReceived(bench)).toContain("refund.updated");
  });

  it("can succeed and fail later, and then the money can be refunded again", async () => {
    const bench = makeBench();
    const { id } = await paidIntent(bench, "pm_card_refundFail");
    const refund = await bench.stripe.refunds.create({ payment_intent: id });
    expect(refund.status).toBe("succeeded");
    await bench.advance(60_000);
    const failed = await bench.stripe.refunds.retrieve(refund.id);
    expect(failed).toMatchObject({ status: "failed" });
    expect(failed.failure_reason).toBeTypeOf("string");
    expect(typesReceived(bench)).toEqual(
      expect.arrayContaining(["refund.failed", "refund.updated", "charge.refund.updated"]),
    );
    const charge = await bench.stripe.charges.retrieve(String(refund.charge));
    expect(charge).toMatchObject({ refunded: false, amount_refunded: 0 });
    expect((await bench.stripe.refunds.create({ payment_intent: id })).amount).toBe(12_000);
  });

  it("takes the status that a control call gives it", async () => {
    const bench = makeBench();
    const { id } = await paidIntent(bench);
    await bench.control("POST", "/stripe/refunds/next", { status: "requires_action" });
    const refund = await bench.stripe.refunds.create({ payment_intent: id, amount: 100 });
    expect(refund.status).toBe("requires_action");
    await bench.control("POST", `/stripe/refunds/${refund.id}/settle`, { status: "canceled" });
    expect((await bench.stripe.refunds.retrieve(refund.id)).status).toBe("canceled");
    expect((await bench.stripe.refunds.create({ payment_intent: id })).amount).toBe(12_000);
  });
});

describe("a webhook", () => {
  it("arrives signed, as the stripe package verifies it", async () => {
    const bench = makeBench();
    const { id } = await paidIntent(bench);
    await bench.advance(1_000);
    expect(typesReceived(bench)).toEqual([
      "charge.succeeded",
      "payment_intent.created",
      "payment_intent.succeeded",
    ]);
    for (const { body, headers, url } of bench.received) {
      expect(url).toBe(`${BASE}/webhook`);
      const event = await bench.stripe.webhooks.constructEventAsync(
        body,
        headers.get("stripe-signature") ?? "",
        SANDBOX_KEYS.stripeWebhookSecret,
        300,
        undefined,
        bench.now(),
      );
      expect(event.api_version).toBe("2026-10-28.endive");
      if (event.type === "payment_intent.succeeded") {
        expect(event.data.object).toMatchObject({ id, metadata: { room: "sonic-studio" } });
      }
    }
    const signature = bench.received[0]?.headers.get("stripe-signature") ?? "";
    await expect(
      bench.stripe.webhooks.constructEventAsync("{}", signature, SANDBOX_KEYS.stripeWebhookSecret),
    ).rejects.toBeInstanceOf(Stripe.errors.StripeSignatureVerificationError);
  });

  it("is retried with a new signature until it is answered with 2xx", async () => {
    const bench = makeBench();
    bench.answers.push(500, 503, 302);
    await bench.stripe.paymentIntents.create({ amount: 5000, currency: "cad" });
    await bench.advance(10 * 60 * 1000);
    expect(bench.received).toHaveLength(4);
    const signatures = bench.received.map(({ headers }) => headers.get("stripe-signature"));
    expect(new Set(signatures).size).toBe(4);
    expect(new Set(bench.received.map(({ body }) => body)).size).toBe(1);
    await bench.advance(4 * 24 * 60 * 60 * 1000);
    expect(bench.received).toHaveLength(4);
  });

  it("is given up after about three days", async () => {
    const bench = makeBench();
    bench.answers.push(...Array.from({ length: 50 }, () => 500));
    await bench.stripe.paymentIntents.create({ amount: 5000, currency: "cad" });
    await bench.advance(10 * 24 * 60 * 60 * 1000);
    const last = bench.received.at(-1)?.at ?? 0;
    const days = (last - (bench.received[0]?.at ?? 0)) / (24 * 60 * 60 * 1000);
    expect(days).toBeGreaterThan(2.5);
    expect(days).toBeLessThanOrEqual(3.2);
  });

  it("arrives twice under a duplicate fault, later under a slow one, again when its answer is lost", async () => {
    const bench = makeBench();
    const fault = { provider: "stripe", operation: "webhooks.deliver" };
    const create = () => bench.stripe.paymentIntents.create({ amount: 5000, currency: "cad" });
    await bench.control("POST", "/faults", { ...fault, mode: "duplicate" });
    await create();
    await bench.advance(1_000);
    expect(bench.received).toHaveLength(2);
    await bench.control("POST", "/faults", { ...fault, mode: "slow", ms: 5_000, times: 2 });
    await create();
    await bench.advance(1_000);
    expect(bench.received).toHaveLength(2);
    await bench.advance(5_000);
    expect(bench.received).toHaveLength(3);
    await bench.control("DELETE", "/faults");
    await bench.control("POST", "/faults", { ...fault, mode: "timeout-after-success" });
    await create();
    await bench.advance(60_000);
    expect(bench.received).toHaveLength(5);
    await bench.control("POST", "/faults", { ...fault, mode: "fail" });
    await create();
    await bench.advance(1_000);
    expect(bench.received).toHaveLength(5);
    await bench.advance(60_000);
    expect(bench.received).toHaveLength(6);
  });

  it("is sent again by Resend", async () => {
    const bench = makeBench();
    await bench.stripe.paymentIntents.create({ amount: 5000, currency: "cad" });
    await bench.advance(1_000);
    const [event] = (await bench.stripe.events.list()).data;
    expect(event?.pending_webhooks).toBe(0);
    const answer = await bench.control("POST", `/stripe/events/${event?.id}/resend`);
    expect(answer.status).toBe(200);
    await bench.advance(1_000);
    expect(bench.received.map(({ body }) => (JSON.parse(body) as { id: string }).id)).toEqual([
      event?.id,
      event?.id,
    ]);
  });

  it("waits to be taken in manual mode, and is handed out once, freshly signed", async () => {
    const bench = makeBench({ webhookDelivery: "manual" });
    const { stripe } = bench;
    await stripe.paymentIntents.create({ amount: 5000, currency: "cad" });
    await bench.advance(60 * 60 * 1000);
    expect(bench.received).toHaveLength(0);
    const take = async () => {
      const answer = await bench.control("POST", "/webhooks/take");
      const body: {
        deliveries: { body: string; headers: Record<string, string>; event: { type: string } }[];
      } = JSON.parse(await answer.text());
      return body.deliveries;
    };
    const [delivery, ...others] = await take();
    expect(others).toEqual([]);
    expect(delivery?.event.type).toBe("payment_intent.created");
    await stripe.webhooks.constructEventAsync(
      delivery?.body ?? "",
      delivery?.headers["stripe-signature"] ?? "",
      SANDBOX_KEYS.stripeWebhookSecret,
      300,
      undefined,
      bench.now(),
    );
    expect(await take()).toEqual([]);
  });

  it("is forced by a control call in auto mode", async () => {
    const bench = makeBench();
    await bench.stripe.paymentIntents.create({ amount: 5000, currency: "cad" });
    const answer = await bench.control("POST", "/webhooks/deliver");
    expect(await answer.json()).toEqual({ pending: 0 });
    expect(bench.received).toHaveLength(1);
  });
});
