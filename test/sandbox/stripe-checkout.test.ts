import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { makeBench } from "./bench.ts";
import { errorOf, newLink, SESSION, typesReceived } from "./checkout-given.ts";
import {
  answerBank,
  CARDS,
  openPage,
  payWith,
  sendForm,
  sessionIdOf,
  visit,
} from "./checkout-guest.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe("a card on the hosted page", () => {
  it("that is declined can be followed by a good one, on the same PaymentIntent", async () => {
    const bench = makeBench();
    const session = await bench.stripe.checkout.sessions.create(SESSION);
    const page = session.url ?? "";
    const declined = await payWith(bench, page, CARDS.declined);
    expect(declined.status).toBe(402);
    expect(declined.text).toContain("Your card was declined.");
    expect(declined.text).toContain('value="ada@example.com"');
    expect(declined.text).not.toContain(CARDS.declined);
    const open = await bench.stripe.checkout.sessions.retrieve(session.id);
    expect(open).toMatchObject({ status: "open", payment_status: "unpaid" });
    expect((await payWith(bench, page)).location).toBe(`https://shop.example/paid/${session.id}`);
    const { payment_intent: intent } = await bench.stripe.checkout.sessions.retrieve(session.id);
    expect(intent).toBe(open.payment_intent);
    await bench.advance(1_000);
    expect(typesReceived(bench)).toContain("payment_intent.payment_failed");
  });

  it("whose bank asks is paid with or refused on the bank's page, which leads back", async () => {
    const bench = makeBench();
    for (const [outcome, status] of [
      ["fail", "open"],
      ["complete", "complete"],
    ] as const) {
      const session = await bench.stripe.checkout.sessions.create(SESSION);
      const bank = await payWith(bench, session.url ?? "", CARDS.needsBank);
      expect((await visit(bench, bank.location)).text).toContain("3-D Secure");
      const back = await answerBank(bench, bank, outcome);
      const after = await visit(bench, back.location);
      if (outcome === "fail") expect(after.text).toContain("unable to authenticate");
      else expect(after.location).toBe(`https://shop.example/paid/${session.id}`);
      expect((await bench.stripe.checkout.sessions.retrieve(session.id)).status).toBe(status);
    }
  });

  it.each([
    [CARDS.processesThenPays, "paid", "checkout.session.async_payment_succeeded"],
    [CARDS.processesThenFails, "unpaid", "checkout.session.async_payment_failed"],
  ])("that is processing completes the session unpaid: %s", async (number, status, event) => {
    const bench = makeBench();
    const { sessions } = bench.stripe.checkout;
    const { id, url } = await sessions.create(SESSION);
    expect((await payWith(bench, url ?? "", number)).status).toBe(303);
    expect(await sessions.retrieve(id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
    });
    expect((await errorOf(sessions.expire(id))).statusCode).toBe(400);
    await bench.advance(MINUTE);
    expect((await sessions.retrieve(id)).payment_status).toBe(status);
    expect(typesReceived(bench)).toEqual(
      expect.arrayContaining(["checkout.session.completed", event]),
    );
  });

  it.each([
    ["email", { email: "ada" }, "Enter an email address"],
    ["number", { number: "4242" }, "Your card number is incomplete."],
    ["number", { number: "4242 4242 4242 4241" }, "Your card number is incorrect."],
    ["expiry", { expiry: "1" }, "expiration date is incomplete"],
    ["expiry", { expiry: "01 / 20" }, "expiration year is invalid"],
    ["cvc", { cvc: "1" }, "security code is incomplete"],
    ["name", { name: " " }, "Enter the name on the card."],
  ])("is asked for again with the %s named: %j", async (field, more, message) => {
    const bench = makeBench();
    const session = await bench.stripe.checkout.sessions.create(SESSION);
    const good = {
      email: "ada@example.com",
      number: "4242424242424242",
      expiry: "12/34",
      cvc: "123",
      name: "Ada",
    };
    const page = await sendForm(bench, session.url ?? "", { ...good, ...more });
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(page.text).toContain(message);
    expect(page.text).toContain(`href="#${field}"`);
    expect((await bench.stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
  });

  it("is one of the test cards at the press of a button, without anything typed", async () => {
    const bench = makeBench();
    const session = await bench.stripe.checkout.sessions.create({
      ...SESSION,
      customer_email: "grace@example.com",
    });
    const paid = await sendForm(bench, session.url ?? "", { test_card: "4242424242424242" });
    expect(paid.location).toBe(`https://shop.example/paid/${session.id}`);
    const { customer_details } = await bench.stripe.checkout.sessions.retrieve(session.id);
    expect(customer_details?.email).toBe("grace@example.com");
  });

  it("is asked for on a page that escapes what it shows", async () => {
    const bench = makeBench();
    const session = await bench.stripe.checkout.sessions.create(SESSION);
    const script = "<script>alert(1)</script>";
    const page = await sendForm(bench, session.url ?? "", { email: `"${script}`, name: script });
    expect(page.text).not.toContain("<script>");
  });
});

describe("a Checkout Session", () => {
  it("can be paid for as long as it says, and then expires by itself", async () => {
    const bench = makeBench();
    const { sessions } = bench.stripe.checkout;
    const expires = Math.ceil(bench.now() / 1000) + 30 * 60;
    const session = await sessions.create({ ...SESSION, expires_at: expires });
    await payWith(bench, session.url ?? "", CARDS.declined);
    await bench.advance(30 * MINUTE - 1);
    expect((await visit(bench, session.url ?? "")).status).toBe(200);
    await bench.advance(1);
    const ended = await sessions.retrieve(session.id);
    expect(ended).toMatchObject({ status: "expired", payment_status: "unpaid", url: null });
    await bench.advance(1_000);
    expect(typesReceived(bench)).toEqual(
      expect.arrayContaining(["checkout.session.expired", "payment_intent.canceled"]),
    );
    const intent = await bench.stripe.paymentIntents.retrieve(String(ended.payment_intent));
    expect(intent.status).toBe("canceled");
    const late = await visit(bench, session.url ?? "");
    expect(late.status).toBe(410);
    expect(late.text).toContain('href="https://shop.example/back"');
    const lost = await errorOf(sessions.expire(session.id));
    expect(lost.message).toContain("status of `expired`");
  });

  it("is paid or expired, never both, whatever its bank says later", async () => {
    const bench = makeBench();
    const { sessions } = bench.stripe.checkout;
    const session = await sessions.create(SESSION);
    const bank = await payWith(bench, session.url ?? "", CARDS.needsBank);
    await sessions.expire(session.id);
    await answerBank(bench, bank, "complete");
    const ended = await sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(ended).toMatchObject({ status: "expired", payment_intent: { status: "canceled" } });
  });

  it("owns its PaymentIntent: nobody else cancels or confirms it", async () => {
    const bench = makeBench();
    const { stripe } = bench;
    const session = await stripe.checkout.sessions.create(SESSION);
    await payWith(bench, session.url ?? "", CARDS.declined);
    const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
    const intent = String(payment_intent);
    for (const call of [
      stripe.paymentIntents.cancel(intent),
      stripe.paymentIntents.confirm(intent, { payment_method: "pm_card_visa" }),
    ]) {
      const refused = await errorOf(call);
      expect(refused.statusCode).toBe(400);
      expect(refused.message).toContain("created by Checkout");
    }
    expect((await stripe.paymentIntents.retrieve(intent)).status).toBe("requires_payment_method");
  });

  it.each<[string, object, string | undefined, string]>([
    ["another mode", { mode: "subscription" }, undefined, "mode"],
    ["no way onwards", { success_url: undefined }, "parameter_missing", "success_url"],
    ["half an address", { success_url: "/paid" }, "url_invalid", "success_url"],
    ["a script as an address", { cancel_url: "javascript:alert(1)" }, "url_invalid", "cancel_url"],
    ["nothing bought", { line_items: undefined }, "parameter_missing", "line_items"],
    ["half an email address", { customer_email: "ada" }, "email_invalid", "customer_email"],
    ["what the sandbox does not do", { customer: "cus_1" }, "parameter_unknown", "customer"],
  ])("refuses %s", async (_what, more, code, param) => {
    const { stripe } = makeBench();
    const refused = await errorOf(
      stripe.checkout.sessions.create({
        ...SESSION,
        ...more,
      } as Stripe.Checkout.SessionCreateParams),
    );
    expect({ code: refused.code, param: refused.param }).toEqual({ code, param });
  });

  it("lives at least 30 minutes and at most 24 hours", async () => {
    const bench = makeBench();
    const second = bench.now() / 1000;
    for (const life of [30 * 60 - 1, 24 * 60 * 60 + 1]) {
      const refused = await errorOf(
        bench.stripe.checkout.sessions.create({ ...SESSION, expires_at: second + life }),
      );
      expect(refused.param).toBe("expires_at");
    }
    const { expires_at } = await bench.stripe.checkout.sessions.create(SESSION);
    expect(expires_at).toBe(second + 24 * 60 * 60);
  });

  it("is listed by status, page by page, newest first", async () => {
    const bench = makeBench();
    const { sessions } = bench.stripe.checkout;
    const made: string[] = [];
    for (let index = 0; index < 4; index += 1) made.unshift((await sessions.create(SESSION)).id);
    await sessions.expire(made[1] ?? "");
    const open: string[] = [];
    for await (const { id } of sessions.list({ status: "open", limit: 1 })) open.push(id);
    expect(open).toEqual([made[0], made[2], made[3]]);
    expect((await sessions.list({ status: "expired" })).data.map(({ id }) => id)).toEqual([
      made[1],
    ]);
    const { data: lines } = await sessions.listLineItems(made[0] ?? "");
    expect(lines).toMatchObject([{ amount_total: 9000, currency: "cad" }]);
  });

  it("fails under faults with the vendor's names, and the answer of a lost expire is found again", async () => {
    const bench = makeBench();
    const { stripe } = bench;
    const link = await newLink(bench);
    const { id } = await stripe.checkout.sessions.create(SESSION);
    const calls: [string, () => Promise<unknown>][] = [
      ["payment_links.create", () => newLink(bench)],
      ["payment_links.update", () => stripe.paymentLinks.update(link.id, { active: false })],
      ["checkout.sessions.create", () => stripe.checkout.sessions.create(SESSION)],
      ["checkout.sessions.list", () => stripe.checkout.sessions.list()],
      ["checkout.sessions.expire", () => stripe.checkout.sessions.expire(id)],
    ];
    for (const [operation, call] of calls) {
      await bench.control("POST", "/faults", { provider: "stripe", operation, mode: "fail" });
      expect((await errorOf(call())).statusCode).toBe(503);
    }
    const lost = { provider: "stripe", operation: "checkout.sessions.expire" };
    await bench.control("POST", "/faults", { ...lost, mode: "timeout-after-success" });
    await errorOf(stripe.checkout.sessions.expire(id));
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe("expired");
  });

  it("stands in the sandbox's state beside its link", async () => {
    const bench = makeBench();
    const link = await newLink(bench);
    const page = await openPage(bench, link.url);
    const { stripe: state } = bench.sandbox.state();
    expect(state.paymentLinks).toMatchObject([{ id: link.id, active: true }]);
    expect(state.checkoutSessions).toMatchObject([
      { id: sessionIdOf(page), payment_link: link.id },
    ]);
    await bench.advance(DAY);
    expect(bench.sandbox.state().stripe.checkoutSessions).toMatchObject([{ status: "expired" }]);
  });
});
