import { describe, expect, it } from "vitest";
import { stripeClient } from "../../src/providers/stripe/client.ts";
import { sightOf, stripePayments } from "../../src/providers/stripe/stripe-payments.ts";

interface Call {
  url: string;
  method: string;
  key: string | null;
  body: string;
}

/** Payments on a Stripe that gives these answers, one after the other. */
function stripeThat(...answers: (Response | Error)[]) {
  const calls: Call[] = [];
  const fetcher = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(String(input), init as RequestInit);
    const { url, method, headers } = request;
    calls.push({ url, method, key: headers.get("idempotency-key"), body: await request.text() });
    const answer = answers.shift();
    if (answer === undefined) throw new Error("one call too many");
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const client = stripeClient({
    secretKey: "sk_test_1",
    apiBase: "https://stripe.test/base/",
    fetch: fetcher as typeof fetch,
  });
  return { payments: stripePayments(client), calls };
}

const refusal = (status: number, error: object = {}) =>
  Response.json({ error: { type: "invalid_request_error", message: "No.", ...error } }, { status });
const intent = (status: string, more: object = {}) =>
  Response.json({
    id: "pi_1",
    object: "payment_intent",
    status,
    amount: 500,
    amount_received: status === "succeeded" ? 480 : 0,
    currency: "cad",
    client_secret: "pi_1_secret",
    metadata: { reservation: "res_1" },
    ...more,
  });

const refundRequest = {
  reservation: "res_1",
  payment: "pi_1",
  amount: 500,
  key: "not-booked",
  idempotencyKey: "key-1",
};

describe("an answer of Stripe", () => {
  it.each<[string, Response | Error, object]>([
    ["500", refusal(500, { type: "api_error" }), { kind: "unknown", answered: true }],
    ["503", refusal(503, { type: "api_error" }), { kind: "unknown", answered: true }],
    ["no connection", new TypeError("fetch failed"), { kind: "unknown" }],
    ["429", refusal(429, { code: "rate_limit" }), { kind: "retryable" }],
    ["a lock", refusal(400, { code: "lock_timeout" }), { kind: "retryable" }],
    ["a revoked key", refusal(401), { kind: "retryable" }],
    ["a restricted key", refusal(403), { kind: "retryable" }],
    [
      "a key in use",
      refusal(409, { type: "idempotency_error", code: "idempotency_key_in_use" }),
      { kind: "unknown" },
    ],
    [
      "a key of other parameters",
      refusal(400, { type: "idempotency_error" }),
      { kind: "unknown", answered: true },
    ],
    [
      "a dispute",
      refusal(400, { code: "charge_disputed" }),
      { kind: "permanent", code: "disputed" },
    ],
    [
      "a refund made already",
      refusal(400, { code: "charge_already_refunded" }),
      { kind: "permanent", code: "already-refunded" },
    ],
    [
      "no such payment",
      refusal(404, { code: "resource_missing" }),
      { kind: "permanent", code: "resource_missing" },
    ],
  ])("is sorted: %s", async (_what, answer, expected) => {
    const { payments, calls } = stripeThat(answer);
    const outcome = await payments.refund(refundRequest);
    expect(outcome).toMatchObject(expected);
    expect("answered" in expected || !("answered" in outcome && outcome.answered)).toBe(true);
    expect(calls, "the SDK does not retry by itself").toHaveLength(1);
  });

  it("that is not JSON may have done its work", async () => {
    const { payments } = stripeThat(new Response("<html>", { status: 200 }));
    expect((await payments.refund(refundRequest)).kind).toBe("unknown");
  });

  it("never repeats the secret key", async () => {
    const { payments } = stripeThat(
      refusal(401, { message: "Invalid API Key provided: sk_test_1" }),
    );
    const outcome = await payments.look("pi_1");
    expect(outcome.kind).toBe("retryable");
  });
});

describe("a call to Stripe", () => {
  it("goes to the configured address, with the effect's own idempotency key", async () => {
    const { payments, calls } = stripeThat(intent("requires_payment_method"));
    const opened = await payments.open({
      reservation: "res_1",
      amount: 500,
      currency: "cad",
      description: "Room",
      receiptEmail: "ada@example.com",
      metadata: { reservation: "res_1" },
      idempotencyKey: "key-1",
    });
    expect(opened).toMatchObject({
      kind: "ok",
      value: { payment: "pi_1", secret: "pi_1_secret", state: "unpaid" },
    });
    expect(calls).toMatchObject([
      { url: "https://stripe.test/base/v1/payment_intents", key: "key-1", method: "POST" },
    ]);
    const form = new URLSearchParams(calls[0]?.body);
    expect(form.get("amount")).toBe("500");
    expect(form.get("metadata[reservation]")).toBe("res_1");
  });
});

describe("closing a payment", () => {
  it.each([
    ["succeeded", "captured"],
    ["processing", "processing"],
    ["canceled", "cancelled"],
  ])("that is %s cancels nothing", async (status, state) => {
    const { payments, calls } = stripeThat(intent(status));
    expect(await payments.close("pi_1")).toMatchObject({ kind: "ok", value: { state } });
    expect(calls).toHaveLength(1);
  });

  it.each([
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
    "requires_capture",
  ])("that is %s cancels it", async (status) => {
    const { payments, calls } = stripeThat(intent(status), intent("canceled"));
    expect(await payments.close("pi_1")).toMatchObject({
      kind: "ok",
      value: { state: "cancelled" },
    });
    expect(calls[1]?.url).toMatch(/\/cancel$/);
  });

  it("looks again when the guest was faster", async () => {
    const { payments } = stripeThat(
      intent("requires_payment_method"),
      refusal(400, { code: "payment_intent_unexpected_state" }),
      intent("succeeded"),
    );
    expect(await payments.close("pi_1")).toMatchObject({
      kind: "ok",
      value: { state: "captured", amount: 480 },
    });
  });

  it("is not known to be done when either call fails", async () => {
    expect((await stripeThat(refusal(500)).payments.close("pi_1")).kind).toBe("unknown");
    const { payments } = stripeThat(
      intent("requires_payment_method"),
      new TypeError("fetch failed"),
    );
    expect((await payments.close("pi_1")).kind).toBe("unknown");
  });
});

describe("the refunds of a payment", () => {
  it.each([
    ["succeeded", "succeeded"],
    ["pending", "pending"],
    ["requires_action", "pending"],
    ["failed", "failed"],
    ["canceled", "failed"],
    ["something_new", "pending"],
  ])("that are %s are %s to us", async (status, seen) => {
    const data = [
      { id: "re_1", amount: 5, status, metadata: { refund_key: "not-booked" } },
      { id: "re_2", amount: 7, status, metadata: {} },
    ];
    const { payments } = stripeThat(Response.json({ object: "list", data, has_more: false }));
    expect(await payments.refunds("pi_1")).toEqual({
      kind: "ok",
      value: [
        { refund: "re_1", key: "not-booked", amount: 5, status: seen },
        { refund: "re_2", key: undefined, amount: 7, status: seen },
      ],
    });
  });
});

describe("a refund that failed", () => {
  it.each([
    ["charge_for_pending_refund_disputed", "disputed"],
    ["lost_or_stolen_card", undefined],
  ])("for %s", async (failure_reason, why) => {
    const data = [{ id: "re_1", amount: 5, status: "failed", metadata: {}, failure_reason }];
    const { payments } = stripeThat(Response.json({ object: "list", data }));
    const seen = await payments.refunds("pi_1");
    expect(seen.kind === "ok" && seen.value[0]?.why).toBe(why);
  });
});

describe("the disputes of a payment", () => {
  it.each([
    ["needs_response", "open"],
    ["warning_under_review", "open"],
    ["something_new", "open"],
    ["lost", "lost"],
    ["won", "won"],
    ["warning_closed", "won"],
    ["prevented", "won"],
  ])("that are %s are %s to us", async (status, seen) => {
    const data = [{ id: "du_1", reason: "fraudulent", status, evidence_details: { due_by: 0 } }];
    const { payments, calls } = stripeThat(Response.json({ object: "list", data }));
    expect(await payments.disputes("pi_1")).toEqual({
      kind: "ok",
      value: [{ dispute: "du_1", status: seen, detail: "dispute du_1 (fraudulent)" }],
    });
    expect(calls[0]?.url).toContain("/v1/disputes?payment_intent=pi_1");
  });
});

describe("what a payment is worth", () => {
  it("is what was received, once it was", async () => {
    const shown = await intent("succeeded").json();
    expect(sightOf(shown as Parameters<typeof sightOf>[0])).toMatchObject({
      amount: 480,
      state: "captured",
    });
  });
});
