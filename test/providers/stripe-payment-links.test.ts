import { describe, expect, it } from "vitest";
import type { OpenPaymentLink } from "../../src/providers/payment-links.ts";
import { stripePaymentLinks } from "../../src/providers/stripe/stripe-payment-links.ts";
import {
  answerBank,
  CARDS,
  openPage,
  payWith,
  sessionIdOf,
  visit,
} from "../sandbox/checkout-guest.ts";
import { fault, makeNetwork, sees } from "./stripe-network.ts";

const REQUEST: OpenPaymentLink = {
  reservation: "res_1",
  amount: 9000,
  currency: "cad",
  name: "Harbour walk",
  description: "Sat, Dec 12, 10:00 · 2 people",
  email: "ada+walks@example.com",
  metadata: { reservation: "res_1", booking_code: "HW-1" },
  returnUrl: "https://shop.example/bookings/res_1",
  idempotencyKey: "res_1:link:1",
};

/** The adapter on the sandbox. */
function makeLinks() {
  const { client, ...given } = makeNetwork();
  return { ...given, links: stripePaymentLinks(client) };
}

type Given = ReturnType<typeof makeLinks>;

async function opened(given: Given): Promise<{ link: string; url: string }> {
  const outcome = await given.links.open(REQUEST);
  if (outcome.kind !== "ok") throw new Error(outcome.reason);
  return outcome.value;
}

describe("opening a payment link", () => {
  it("is for one payment, which carries the reservation, and leads back", async () => {
    const given = makeLinks();
    const { link, url } = await opened(given);
    const page = await openPage(given.bench, url);
    expect((await visit(given.bench, page)).text).toContain("Sat, Dec 12, 10:00 · 2 people");
    expect((await payWith(given.bench, page)).location).toBe(REQUEST.returnUrl);
    const { stripe } = given.bench;
    const session = await stripe.checkout.sessions.retrieve(sessionIdOf(page));
    expect(session.metadata).toEqual(REQUEST.metadata);
    const intent = await stripe.paymentIntents.retrieve(String(session.payment_intent));
    expect(intent).toMatchObject({ amount_received: 9000, metadata: REQUEST.metadata });
    const again = await visit(given.bench, url);
    expect(again.status, "nobody pays twice").toBe(410);
    expect(again.text).toContain("Your booking page, linked in your email, says which.");
    expect(await given.links.look(link)).toEqual(
      sees("captured", {
        payment: intent.id,
        charge: intent.latest_charge,
        secret: intent.client_secret,
        amount: 9000,
        currency: "cad",
      }),
    );
  });

  it("leads to a page that knows the guest's address, and lets them change it", async () => {
    const given = makeLinks();
    const { url } = await opened(given);
    expect(new URL(url).searchParams.get("prefilled_email")).toBe(REQUEST.email);
    const page = await openPage(given.bench, url);
    expect((await visit(given.bench, page)).text).toContain('value="ada+walks@example.com"');
  });

  it("makes one link when its answer is lost and it is asked for again", async () => {
    const given = makeLinks();
    given.network.loses = ({ path }) => path === "/v1/payment_links";
    const lost = await given.links.open(REQUEST);
    expect(lost).toMatchObject({ kind: "unknown" });
    expect(lost).not.toHaveProperty("answered");
    given.network.loses = () => false;
    const { link } = await opened(given);
    expect((await opened(given)).link).toBe(link);
    expect((await given.bench.stripe.paymentLinks.list()).data.map(({ id }) => id)).toEqual([link]);
  });

  it("leaves out a description that is empty", async () => {
    const given = makeLinks();
    expect((await given.links.open({ ...REQUEST, description: "" })).kind).toBe("ok");
  });

  it.each([
    ["too little money", { amount: 10 }, "amount_too_small"],
    ["nowhere to lead back to", { returnUrl: "/bookings" }, "url_invalid"],
  ])("is refused for good for %s", async (_what, more, code) => {
    const { links } = makeLinks();
    expect(await links.open({ ...REQUEST, ...more })).toMatchObject({ kind: "permanent", code });
  });

  it("may be tried again when Stripe is down", async () => {
    const given = makeLinks();
    await fault(given, "payment_links.create", "fail", { status: 503 });
    expect(await given.links.open(REQUEST)).toMatchObject({ kind: "unknown", answered: true });
    await fault(given, "payment_links.create", "fail", { status: 429 });
    expect((await given.links.open(REQUEST)).kind).toBe("retryable");
    expect((await given.links.open(REQUEST)).kind).toBe("ok");
  });
});

describe("a look at a payment link", () => {
  it("sees it open, visited or not, and after a declined card", async () => {
    const given = makeLinks();
    const { link, url } = await opened(given);
    expect(await given.links.look(link)).toEqual(sees("open"));
    await payWith(given.bench, await openPage(given.bench, url), CARDS.declined);
    expect(await given.links.look(link)).toEqual(sees("open"));
  });

  it("sees a page still open on a link that was deactivated, and its end a day later", async () => {
    const given = makeLinks();
    const { link, url } = await opened(given);
    await openPage(given.bench, url);
    await given.bench.stripe.paymentLinks.update(link, { active: false });
    expect(await given.links.look(link)).toEqual(sees("open"));
    await given.bench.advance(24 * 60 * 60 * 1000);
    expect(await given.links.look(link)).toEqual(sees("cancelled"));
  });

  it("sees a payment that is processing, and what becomes of it", async () => {
    for (const [number, state] of [
      [CARDS.processesThenPays, "captured"],
      [CARDS.processesThenFails, "cancelled"],
    ] as const) {
      const given = makeLinks();
      const { link, url } = await opened(given);
      await payWith(given.bench, await openPage(given.bench, url), number);
      expect(await given.links.look(link)).toEqual(sees("processing"));
      await given.bench.advance(60_000);
      expect(await given.links.look(link)).toMatchObject(sees(state));
    }
  });

  it.each([
    ["opened first", 0],
    ["opened last", 1],
  ])(
    "sees the first of two payments, and then the other, when the page that was %s was paid on first",
    async (_which, paidFirst) => {
      const given = makeLinks();
      const { link, url } = await opened(given);
      const pages = [await openPage(given.bench, url), await openPage(given.bench, url)];
      await payWith(given.bench, pages[paidFirst] ?? "");
      const seen = await given.links.look(link);
      await given.bench.advance(1_000);
      await payWith(given.bench, pages[1 - paidFirst] ?? "");
      const payments = (await given.bench.stripe.paymentIntents.list()).data.map(({ id }) => id);
      expect(payments).toHaveLength(2);
      expect(seen).toMatchObject(sees("captured"));
      const first = seen.kind === "ok" && seen.value.state === "captured" ? seen.value : undefined;
      const other = payments.find((id) => id !== first?.payment);
      expect(await given.links.look(link)).toMatchObject(
        sees("captured", {
          ...first,
          further: { captured: [{ payment: other, amount: REQUEST.amount }], processing: false },
        }),
      );
    },
  );

  it("sees a payment that arrives between its calls", async () => {
    const given = makeLinks();
    const { link, url } = await opened(given);
    const page = await openPage(given.bench, url);
    await given.bench.stripe.paymentLinks.update(link, { active: false });
    const lists: number[] = [];
    given.network.before = async ({ path }) => {
      if (path !== "/v1/checkout/sessions") return;
      lists.push(lists.length);
      if (lists.length === 2) await payWith(given.bench, page);
    };
    expect(await given.links.look(link)).toMatchObject(sees("captured"));
  });

  it("knows nothing when any of its calls fails", async () => {
    const given = makeLinks();
    const { link } = await opened(given);
    for (const [operation, skip] of [
      ["payment_links.retrieve", 0],
      ["checkout.sessions.list", 0],
      ["checkout.sessions.list", 1],
    ] as const) {
      await fault(given, operation, "fail", { skip });
      expect((await given.links.look(link)).kind).toBe("unknown");
    }
    expect(await given.links.look("plink_none")).toMatchObject({
      kind: "permanent",
      code: "resource_missing",
    });
  });
});

describe("closing a payment link", () => {
  it("closes it to visitors and to those who have its page open", async () => {
    const given = makeLinks();
    const { link, url } = await opened(given);
    const pages = [await openPage(given.bench, url), await openPage(given.bench, url)];
    const bank = await payWith(given.bench, pages[1] ?? "", CARDS.needsBank);
    expect(await given.links.close(link)).toEqual(sees("cancelled"));
    for (const page of [url, ...pages]) {
      expect((await visit(given.bench, page)).status).toBe(410);
    }
    await answerBank(given.bench, bank, "complete");
    expect(await given.links.look(link)).toEqual(sees("cancelled"));
    const { data } = await given.bench.stripe.paymentIntents.list();
    expect(data.map(({ status }) => status)).toEqual(["canceled"]);
  });

  it("may be repeated, and says the same", async () => {
    const given = makeLinks();
    const { link, url } = await opened(given);
    await openPage(given.bench, url);
    expect(await given.links.close(link)).toEqual(sees("cancelled"));
    expect(await given.links.close(link)).toEqual(sees("cancelled"));
  });

  it.each([
    ["captured", CARDS.pays],
    ["processing", CARDS.processesThenPays],
  ] as const)("says %s when the guest has paid before", async (state, number) => {
    const given = makeLinks();
    const { link, url } = await opened(given);
    await payWith(given.bench, await openPage(given.bench, url), number);
    expect(await given.links.close(link)).toMatchObject(sees(state));
  });

  it.each([
    ["the deactivation and the list of open pages", "GET", /\/sessions$/],
    ["the list of open pages and their expiry", "POST", /\/expire$/],
  ])("says captured when the guest pays between %s", async (_when, method, path) => {
    const given = makeLinks();
    const { link, url } = await opened(given);
    const page = await openPage(given.bench, url);
    await openPage(given.bench, url);
    let paid = false;
    given.network.before = async (call) => {
      if (paid || call.method !== method || !path.test(call.path)) return;
      paid = true;
      expect((await payWith(given.bench, page)).status).toBe(303);
    };
    expect(await given.links.close(link)).toMatchObject(sees("captured", { amount: 9000 }));
    const { data } = await given.bench.stripe.checkout.sessions.list({ status: "open" });
    expect(data).toEqual([]);
  });

  it("is finished by the next try when an answer was lost on the way", async () => {
    for (const lost of [/payment_links\/plink/, /\/expire$/, /\/sessions$/]) {
      const given = makeLinks();
      const { link, url } = await opened(given);
      await openPage(given.bench, url);
      given.network.loses = ({ path }) => lost.test(path);
      expect((await given.links.close(link)).kind).toBe("unknown");
      given.network.loses = () => false;
      expect(await given.links.close(link)).toEqual(sees("cancelled"));
    }
  });

  it("never says cancelled while a page is open", async () => {
    const given = makeLinks();
    const { link, url } = await opened(given);
    const page = await openPage(given.bench, url);
    await fault(given, "checkout.sessions.expire", "fail", { status: 429 });
    expect((await given.links.close(link)).kind).toBe("retryable");
    await fault(given, "checkout.sessions.expire", "fail", { status: 500 });
    expect((await given.links.close(link)).kind).toBe("unknown");
    expect((await payWith(given.bench, page)).status).toBe(303);
    expect(await given.links.close(link)).toMatchObject(sees("captured"));
  });

  it("gives up for now on pages that Stripe refuses to expire, after a bounded number of calls", async () => {
    const given = makeLinks();
    const { link, url } = await opened(given);
    await openPage(given.bench, url);
    await fault(given, "checkout.sessions.expire", "fail", { status: 400, times: 1000 });
    expect((await given.links.close(link)).kind).toBe("retryable");
    expect(given.calls.length).toBeLessThan(30);
  });

  it("expires every page that visits have opened, however many", async () => {
    const given = makeLinks();
    const { link, url } = await opened(given);
    for (let visits = 0; visits < 130; visits += 1) await openPage(given.bench, url);
    expect(await given.links.close(link)).toEqual(sees("cancelled"));
    const { checkoutSessions } = given.bench.sandbox.state().stripe;
    expect(checkoutSessions.filter(({ status }) => status === "expired")).toHaveLength(130);
  });
});
