import { describe, expect, it } from "vitest";
import type { OpenCheckoutSession } from "../../src/providers/checkout-sessions.ts";
import { stripeCheckoutSessions } from "../../src/providers/stripe/stripe-checkout-sessions.ts";
import { answerBank, CARDS, payWith, sessionIdOf, visit } from "../sandbox/checkout-guest.ts";
import { fault, makeNetwork, sees } from "./stripe-network.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const RESERVATION = "res_service_airport-transfers_0123456789abcdef";

/** The adapter on the sandbox. */
function makeCheckout() {
  const { client, ...given } = makeNetwork();
  const request: OpenCheckoutSession = {
    reservation: RESERVATION,
    description: "Destination Cocoa: Airport Transfers (DC-7KQ2-M9XA)",
    details: "Pickup on Monday, December 7, 2026 at 9:00 am: Piarco Airport",
    currency: "usd",
    lines: [
      { label: "Piarco Airport to Port of Spain, Private car", amount: 4_500 },
      { label: "Cocoa welcome: $12.00 × 3 passengers", amount: 3_600 },
    ],
    customerEmail: "ada@example.org",
    metadata: { reservation: RESERVATION, booking_code: "DC-7KQ2-M9XA" },
    successUrl: `https://shop.example/booked?reservation=${RESERVATION}&session_id={CHECKOUT_SESSION_ID}`,
    cancelUrl: "https://shop.example/services/airport-transfers?cancelled=1",
    expiresAt: given.bench.now() + 45 * MINUTE_MS,
    idempotencyKey: `${RESERVATION}:open-payment:1`,
  };
  return { ...given, request, checkout: stripeCheckoutSessions(client) };
}

type Given = ReturnType<typeof makeCheckout>;

async function opened({ checkout, request }: Given): Promise<{ session: string; url: string }> {
  const outcome = await checkout.open(request);
  if (outcome.kind !== "ok") throw new Error(outcome.reason);
  return outcome.value;
}

describe("opening a checkout", () => {
  it("is for one payment of all lines, which carries the reservation, and leads back", async () => {
    const given = makeCheckout();
    const { session, url } = await opened(given);
    expect(sessionIdOf(url)).toBe(session);
    const { text } = await visit(given.bench, url);
    expect(text).toContain("Cocoa welcome: $12.00 × 3 passengers");
    expect(text.split(given.request.details), "once, with the first line").toHaveLength(2);
    const { stripe } = given.bench;
    const made = await stripe.checkout.sessions.retrieve(session, { expand: ["line_items"] });
    expect(made).toMatchObject({
      mode: "payment",
      client_reference_id: RESERVATION,
      customer_email: "ada@example.org",
      metadata: given.request.metadata,
      amount_total: 8_100,
      currency: "usd",
      cancel_url: given.request.cancelUrl,
      expires_at: given.request.expiresAt / 1000,
    });
    expect(made.line_items?.data.map(({ amount_total }) => amount_total)).toEqual([4_500, 3_600]);
    const { location } = await payWith(given.bench, url);
    expect(location).toBe(
      `https://shop.example/booked?reservation=${RESERVATION}&session_id=${session}`,
    );
    const [intent] = (await stripe.paymentIntents.list()).data;
    expect(intent).toMatchObject({
      amount_received: 8_100,
      metadata: given.request.metadata,
      description: given.request.description,
    });
    await payWith(given.bench, url);
    expect((await stripe.paymentIntents.list()).data, "nobody pays twice").toHaveLength(1);
  });

  it("leaves the place of the session's id in the address as Stripe wants to read it", async () => {
    const given = makeCheckout();
    await opened(given);
    const form = new URLSearchParams(given.calls[0]?.body);
    expect(form.get("success_url")).toBe(given.request.successUrl);
    expect(form.get("success_url")).toContain("={CHECKOUT_SESSION_ID}");
  });

  it("ends in whole seconds, never later than was asked for", async () => {
    const given = makeCheckout();
    const request = { ...given.request, expiresAt: given.request.expiresAt + 999 };
    const outcome = await given.checkout.open(request);
    if (outcome.kind !== "ok") throw new Error(outcome.reason);
    const made = await given.bench.stripe.checkout.sessions.retrieve(outcome.value.session);
    expect(made.expires_at).toBe(given.request.expiresAt / 1000);
  });

  it("opens one checkout when its answer is lost and it is asked for again", async () => {
    const given = makeCheckout();
    given.network.loses = ({ path }) => path === "/v1/checkout/sessions";
    const lost = await given.checkout.open(given.request);
    expect(lost).toMatchObject({ kind: "unknown" });
    expect(lost).not.toHaveProperty("answered");
    given.network.loses = () => false;
    const { session } = await opened(given);
    expect((await opened(given)).session).toBe(session);
    const { data } = await given.bench.stripe.checkout.sessions.list();
    expect(data.map(({ id }) => id)).toEqual([session]);
  });

  it.each<[string, (request: OpenCheckoutSession) => Partial<OpenCheckoutSession>]>([
    ["too little money", () => ({ lines: [{ label: "Ride", amount: 10 }] })],
    ["an address that is none", () => ({ successUrl: "/booked" })],
    ["an email address that is none", () => ({ customerEmail: "ada" })],
    ["an end too soon", ({ expiresAt }) => ({ expiresAt: expiresAt - 16 * MINUTE_MS })],
    ["an end too late", ({ expiresAt }) => ({ expiresAt: expiresAt + 24 * HOUR_MS })],
  ])("is refused for good for %s", async (_what, change) => {
    const { checkout, request } = makeCheckout();
    const outcome = await checkout.open({ ...request, ...change(request) });
    expect(outcome.kind).toBe("permanent");
  });

  it("may be tried again when Stripe is down", async () => {
    const given = makeCheckout();
    await fault(given, "checkout.sessions.create", "fail", { status: 503 });
    expect(await given.checkout.open(given.request)).toMatchObject({
      kind: "unknown",
      answered: true,
    });
    await fault(given, "checkout.sessions.create", "fail", { status: 429 });
    expect((await given.checkout.open(given.request)).kind).toBe("retryable");
    expect((await given.checkout.open(given.request)).kind).toBe("ok");
  });
});

describe("a look at a checkout", () => {
  it("sees it open, visited or not, after a declined card, and while a bank is asked", async () => {
    const given = makeCheckout();
    const { session, url } = await opened(given);
    expect(await given.checkout.look(session)).toEqual(sees("open"));
    await payWith(given.bench, url, CARDS.declined);
    expect(await given.checkout.look(session)).toEqual(sees("open"));
    await payWith(given.bench, url, CARDS.needsBank);
    expect(await given.checkout.look(session)).toEqual(sees("open"));
  });

  it("sees the payment that was captured, with all that is known of it", async () => {
    const given = makeCheckout();
    const { session, url } = await opened(given);
    await payWith(given.bench, url);
    const [intent] = (await given.bench.stripe.paymentIntents.list()).data;
    expect(await given.checkout.look(session)).toEqual(
      sees("captured", {
        via: "checkout",
        payment: intent?.id,
        secret: intent?.client_secret,
        amount: 8_100,
        currency: "usd",
      }),
    );
  });

  it.each([
    [CARDS.processesThenPays, "captured"],
    [CARDS.processesThenFails, "cancelled"],
  ] as const)("sees a payment by %s that is processing, and then %s", async (number, state) => {
    const given = makeCheckout();
    const { session, url } = await opened(given);
    await payWith(given.bench, url, number);
    expect(await given.checkout.look(session)).toEqual(sees("processing"));
    await given.bench.advance(MINUTE_MS);
    expect(await given.checkout.look(session)).toMatchObject(sees(state));
  });

  it("sees one whose time is up cancelled", async () => {
    const given = makeCheckout();
    const { session, url } = await opened(given);
    await payWith(given.bench, url, CARDS.declined);
    await given.bench.advance(45 * MINUTE_MS);
    expect(await given.checkout.look(session)).toEqual(sees("cancelled"));
    expect((await visit(given.bench, url)).status).toBe(410);
  });

  it("knows nothing when it fails", async () => {
    const given = makeCheckout();
    const { session } = await opened(given);
    await fault(given, "checkout.sessions.retrieve");
    expect((await given.checkout.look(session)).kind).toBe("unknown");
    expect(await given.checkout.look("cs_none")).toMatchObject({
      kind: "permanent",
      code: "resource_missing",
    });
  });
});

describe("closing a checkout", () => {
  it("closes it to the one who has its page open, also in the middle of asking a bank", async () => {
    const given = makeCheckout();
    const { session, url } = await opened(given);
    const bank = await payWith(given.bench, url, CARDS.needsBank);
    expect(await given.checkout.close(session)).toEqual(sees("cancelled"));
    expect((await visit(given.bench, url)).status).toBe(410);
    await answerBank(given.bench, bank, "complete");
    expect(await given.checkout.look(session)).toEqual(sees("cancelled"));
    const { data } = await given.bench.stripe.paymentIntents.list();
    expect(data.map(({ status }) => status)).toEqual(["canceled"]);
  });

  it("may be repeated, and says the same", async () => {
    const given = makeCheckout();
    const { session } = await opened(given);
    expect(await given.checkout.close(session)).toEqual(sees("cancelled"));
    expect(await given.checkout.close(session)).toEqual(sees("cancelled"));
  });

  it.each([
    ["captured", CARDS.pays],
    ["processing", CARDS.processesThenPays],
  ] as const)("says %s when the guest has paid before", async (state, number) => {
    const given = makeCheckout();
    const { session, url } = await opened(given);
    await payWith(given.bench, url, number);
    expect(await given.checkout.close(session)).toMatchObject(sees(state));
  });

  it.each([
    ["captured", CARDS.pays],
    ["processing", CARDS.processesThenPays],
  ] as const)(
    "says %s when the guest pays between the look and the expiry",
    async (state, number) => {
      const given = makeCheckout();
      const { session, url } = await opened(given);
      given.network.before = async ({ path }) => {
        if (!path.endsWith("/expire")) return;
        expect((await payWith(given.bench, url, number)).status).toBe(303);
      };
      expect(await given.checkout.close(session)).toMatchObject(sees(state));
    },
  );

  it("is finished by the next try when an answer was lost on the way", async () => {
    for (const [method, path] of [
      ["GET", /sessions\/cs_/],
      ["POST", /\/expire$/],
    ] as const) {
      const given = makeCheckout();
      const { session } = await opened(given);
      given.network.loses = (call) => call.method === method && path.test(call.path);
      expect((await given.checkout.close(session)).kind).toBe("unknown");
      given.network.loses = () => false;
      expect(await given.checkout.close(session)).toEqual(sees("cancelled"));
    }
  });

  it("never says cancelled while its page is open", async () => {
    const given = makeCheckout();
    const { session, url } = await opened(given);
    for (const [status, kind] of [
      [429, "retryable"],
      [500, "unknown"],
      [400, "retryable"],
    ] as const) {
      await fault(given, "checkout.sessions.expire", "fail", { status });
      expect((await given.checkout.close(session)).kind).toBe(kind);
    }
    expect((await payWith(given.bench, url)).status).toBe(303);
    expect(await given.checkout.close(session)).toMatchObject(sees("captured"));
  });

  it("knows nothing when the look after the expiry fails", async () => {
    const given = makeCheckout();
    const { session } = await opened(given);
    await fault(given, "checkout.sessions.retrieve", "fail", { skip: 1 });
    expect((await given.checkout.close(session)).kind).toBe("unknown");
    expect(await given.checkout.close(session)).toEqual(sees("cancelled"));
  });
});
