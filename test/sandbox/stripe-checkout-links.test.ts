import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { sandboxPage } from "../../src/sandbox/page/sandbox-page.tsx";
import { makeBench } from "./bench.ts";
import { errorOf, LINE, LINK, newLink, typesReceived } from "./checkout-given.ts";
import { openPage, payWith, sessionIdOf, visit } from "./checkout-guest.ts";

describe("a Payment Link", () => {
  it("is active, has an address and its line items, and is listed", async () => {
    const { stripe } = makeBench();
    const link = await stripe.paymentLinks.create({ ...LINK, expand: ["line_items"] });
    expect(link).toMatchObject({
      object: "payment_link",
      active: true,
      currency: "cad",
      metadata: { reservation: "res_1" },
      restrictions: { completed_sessions: { count: 0, limit: 1 } },
      line_items: { data: [{ amount_total: 9000, quantity: 2, description: "Harbour walk" }] },
    });
    expect(link.url).toMatch(/^http:\/\/sandbox\.test\/sandbox\/stripe\/buy\/test_\w+$/);
    const { line_items: _lines, ...plain } = link;
    expect(await stripe.paymentLinks.retrieve(link.id)).toEqual(plain);
    const { data: lines } = await stripe.paymentLinks.listLineItems(link.id);
    expect(lines).toMatchObject([{ object: "item", price: { unit_amount: 4500, active: false } }]);
    const other = await stripe.paymentLinks.create(LINK);
    await stripe.paymentLinks.update(other.id, { active: false });
    expect((await stripe.paymentLinks.list()).data.map(({ id }) => id)).toEqual([
      other.id,
      link.id,
    ]);
    expect((await stripe.paymentLinks.list({ active: true })).data).toHaveLength(1);
  });

  it("changes what an update names, and nothing else", async () => {
    const bench = makeBench();
    const link = await newLink(bench);
    const changed = await bench.stripe.paymentLinks.update(link.id, {
      active: false,
      inactive_message: "Taken.",
      metadata: { reservation: "", hotel: "sea" },
    });
    expect(changed).toEqual({
      ...link,
      active: false,
      inactive_message: "Taken.",
      metadata: { hotel: "sea" },
    });
    const plain = await bench.stripe.paymentLinks.update(link.id, { inactive_message: "" });
    expect(plain).toMatchObject({ active: false, inactive_message: null });
  });

  it("replays under its idempotency key", async () => {
    const bench = makeBench();
    const key = { idempotencyKey: "link-1" };
    const first = await bench.stripe.paymentLinks.create(LINK, key);
    expect((await bench.stripe.paymentLinks.create(LINK, key)).id).toBe(first.id);
    const other = { ...LINK, metadata: { reservation: "res_9" } };
    expect(await errorOf(bench.stripe.paymentLinks.create(other, key))).toBeInstanceOf(
      Stripe.errors.StripeIdempotencyError,
    );
    expect((await bench.stripe.paymentLinks.list()).data).toHaveLength(1);
  });

  const priced = (more: object) => ({
    line_items: [{ price_data: { ...LINE.price_data, ...more }, quantity: 1 }],
  });

  it.each<[string, object, string | undefined, string]>([
    ["nothing bought", { line_items: undefined }, "parameter_missing", "line_items"],
    ["a line without a price", { line_items: [{ quantity: 1 }] }, undefined, "line_items[0]"],
    [
      "a line without a quantity",
      { line_items: [{ price_data: LINE.price_data }] },
      "parameter_missing",
      "line_items[0][quantity]",
    ],
    [
      "none of a thing",
      { line_items: [{ ...LINE, quantity: 0 }] },
      "parameter_invalid_integer",
      "line_items[0][quantity]",
    ],
    [
      "a price that nobody made",
      { line_items: [{ price: "price_none", quantity: 1 }] },
      "resource_missing",
      "line_items[0][price]",
    ],
    [
      "a currency that nobody knows",
      priced({ currency: "zzz" }),
      undefined,
      "line_items[0][price_data][currency]",
    ],
    [
      "two currencies",
      { line_items: [LINE, ...priced({ currency: "usd" }).line_items] },
      undefined,
      "line_items[1][price_data][currency]",
    ],
    [
      "a product without a name",
      priced({ product_data: { description: "A walk" } }),
      "parameter_missing",
      "line_items[0][price_data][product_data][name]",
    ],
    ["too little money", priced({ unit_amount: 10 }), "amount_too_small", "line_items"],
    ["too much money", priced({ unit_amount: 100_000_000 }), "amount_too_large", "line_items"],
    ["21 lines", { line_items: Array.from({ length: 21 }, () => LINE) }, undefined, "line_items"],
    ["long metadata", { metadata: { k: "v".repeat(501) } }, undefined, "metadata[k]"],
    [
      "a limit of none",
      { restrictions: { completed_sessions: { limit: 0 } } },
      "parameter_invalid_integer",
      "restrictions[completed_sessions][limit]",
    ],
    [
      "a redirect to nowhere",
      { after_completion: { type: "redirect" } },
      "parameter_missing",
      "after_completion[redirect]",
    ],
    [
      "an address without a scheme",
      { after_completion: { type: "redirect", redirect: { url: "shop.example/after" } } },
      "url_invalid",
      "after_completion[redirect][url]",
    ],
    ["what only an update takes", { active: true }, "parameter_unknown", "active"],
  ])("refuses %s", async (_what, more, code, param) => {
    const { stripe } = makeBench();
    const refused = await errorOf(
      stripe.paymentLinks.create({ ...LINK, ...more } as Stripe.PaymentLinkCreateParams),
    );
    expect(refused).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect({ code: refused.code, param: refused.param }).toEqual({ code, param });
  });

  it("names what does not exist", async () => {
    const { stripe } = makeBench();
    for (const call of [
      stripe.paymentLinks.retrieve("plink_none"),
      stripe.paymentLinks.update("plink_none", { active: false }),
      stripe.checkout.sessions.list({ payment_link: "plink_none" }),
    ]) {
      expect(await errorOf(call)).toMatchObject({ statusCode: 404, code: "resource_missing" });
    }
  });
});

describe("the page of a Payment Link", () => {
  it("opens a session of its own at each visit, with the link's metadata and a day to live", async () => {
    const bench = makeBench();
    const link = await newLink(bench);
    const first = await openPage(bench, link.url);
    const second = await openPage(bench, `${link.url}?prefilled_email=ada%40example.com`);
    expect(second).not.toBe(first);
    expect((await visit(bench, second)).text).toContain('value="ada@example.com"');
    const { data } = await bench.stripe.checkout.sessions.list({ payment_link: link.id });
    expect(data.map(({ id }) => id)).toEqual([sessionIdOf(second), sessionIdOf(first)]);
    expect(data[1]).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      amount_total: 9000,
      currency: "cad",
      payment_intent: null,
      metadata: { reservation: "res_1" },
      expires_at: bench.now() / 1000 + 24 * 60 * 60,
    });
  });

  it("says what is bought and takes the money, and both events are delivered", async () => {
    const bench = makeBench();
    const link = await newLink(bench);
    const page = await openPage(bench, link.url);
    const { text } = await visit(bench, page);
    expect(text).toContain("CA$90.00");
    expect(text).toContain("Harbour walk");
    expect(text).toContain("Sat, Dec 12, 10:00");
    const id = sessionIdOf(page);
    const paid = await payWith(bench, page);
    expect(paid).toMatchObject({
      status: 303,
      location: `https://shop.example/after?session=${id}`,
    });
    const session = await bench.stripe.checkout.sessions.retrieve(id, {
      expand: ["payment_intent.latest_charge", "line_items"],
    });
    expect(session).toMatchObject({
      status: "complete",
      payment_status: "paid",
      url: null,
      payment_link: link.id,
      customer_details: { email: "ada@example.com", name: "Ada Lovelace" },
      line_items: { data: [{ amount_total: 9000 }] },
      payment_intent: {
        status: "succeeded",
        amount_received: 9000,
        description: "Harbour walk",
        metadata: { reservation: "res_1", on: "payment" },
        latest_charge: { billing_details: { email: "ada@example.com" } },
      },
    });
    await bench.advance(1_000);
    expect(typesReceived(bench)).toEqual([
      "charge.succeeded",
      "checkout.session.completed",
      "payment_intent.created",
      "payment_intent.succeeded",
      "payment_link.created",
    ]);
    const intent = session.payment_intent as Stripe.PaymentIntent;
    const { data } = await bench.stripe.checkout.sessions.list({ payment_intent: intent.id });
    expect(data.map((found) => found.id)).toEqual([id]);
    const again = await payWith(bench, page);
    expect(again.location, "a second press leads on and charges nothing").toBe(paid.location);
    expect((await bench.stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  it("is closed to visitors once its limit is reached or it is deactivated", async () => {
    const bench = makeBench();
    const spent = await newLink(bench);
    await payWith(bench, await openPage(bench, spent.url));
    const closed = await newLink(bench, { inactive_message: "This walk is full." });
    await bench.stripe.paymentLinks.update(closed.id, { active: false });
    expect(await visit(bench, spent.url)).toMatchObject({ status: 410, location: "" });
    expect((await visit(bench, closed.url)).text).toContain("This walk is full.");
    const { data } = await bench.stripe.checkout.sessions.list({ payment_link: closed.id });
    expect(data).toEqual([]);
    expect((await visit(bench, `${closed.url}x`)).status).toBe(404);
    expect((await bench.stripe.paymentLinks.retrieve(spent.id)).restrictions).toEqual({
      completed_sessions: { count: 1, limit: 1 },
    });
  });

  it("that was open before its link was deactivated can be paid on until its session is expired", async () => {
    const bench = makeBench();
    const { stripe } = bench;
    const link = await newLink(bench);
    const [paying, late] = [await openPage(bench, link.url), await openPage(bench, link.url)];
    await stripe.paymentLinks.update(link.id, { active: false });
    expect((await payWith(bench, paying)).status).toBe(303);
    await stripe.checkout.sessions.expire(sessionIdOf(late));
    expect(await payWith(bench, late)).toMatchObject({ status: 410, location: "" });
    const lost = await errorOf(stripe.checkout.sessions.expire(sessionIdOf(paying)));
    expect(lost).toMatchObject({ statusCode: 400 });
    expect(lost.message).toContain("status of `complete`");
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  it("thanks the guest when the link has no address to lead to", async () => {
    const bench = makeBench();
    const confirmation = { custom_message: "See you at the harbour." };
    const link = await newLink(bench, {
      after_completion: { type: "hosted_confirmation", hosted_confirmation: confirmation },
    });
    const page = await openPage(bench, link.url);
    const paid = await payWith(bench, page);
    expect((await visit(bench, paid.location)).text).toContain("See you at the harbour.");
  });
});

describe("the sandbox page", () => {
  it("leads to each link's page, to pages that are open, and to what was paid on them", async () => {
    const bench = makeBench();
    const show = () => sandboxPage(bench.sandbox.state(), "America/Vancouver");
    const link = await newLink(bench);
    const paidOn = await openPage(bench, link.url);
    await openPage(bench, link.url);
    expect(show()).toContain(`href="${link.url}"`);
    expect(show()).toContain(`href="${paidOn}"`);
    await payWith(bench, paidOn);
    const { payment_intent } = await bench.stripe.checkout.sessions.retrieve(sessionIdOf(paidOn));
    expect(show()).not.toContain(`href="${paidOn}"`);
    expect(show()).toContain(`href="#${payment_intent}"`);
    expect(show()).toContain("paid 1 of 1");
  });
});
