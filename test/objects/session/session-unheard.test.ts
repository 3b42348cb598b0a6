import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { expectSessionsSettled, sessionStage } from "./session-sound.ts";
import {
  DAY_MS,
  HOUR_MS,
  instant,
  journalOf,
  loaded,
  MINUTE_MS,
  openPage,
  PRICE,
  payLink,
  payPage,
  reserve,
  STARTS_AT,
  statusOf,
} from "./session-story.ts";

const PROCESSING_CARD = "4000008888881005";

describe("What no webhook told of", () => {
  it("a payment hours before the session is found when it begins, and its guest is let in", async () => {
    const stage = sessionStage({ at: STARTS_AT - 20 * HOUR_MS, webhooks: "manual" });
    const { reservation, paymentUrl } = await reserve(stage, instant);
    await stage.pass();
    await payLink(stage, paymentUrl);
    await stage.takeWebhooks();
    await stage.until(STARTS_AT + MINUTE_MS);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expect(stage.refunds()).toEqual([]);
    expectSessionsSettled(stage);
  });

  it("a second page of a link that was paid too is found when the link is closed", async () => {
    const stage = sessionStage({ webhooks: "manual" });
    const { paymentUrl, reservation } = await reserve(stage, instant);
    const pages = [await openPage(stage, paymentUrl), await openPage(stage, paymentUrl)];
    for (const page of pages) await payPage(stage, page ?? "");
    await stage.takeWebhooks();
    await stage.pass(DAY_MS + MINUTE_MS);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    const { items, payment } = loaded(stage, reservation);
    const second = stage.intents().find(({ id }) => id !== payment?.id);
    expect(items).toEqual({});
    expect(stage.refunds()).toMatchObject([{ payment_intent: second?.id, status: "succeeded" }]);
    expectSessionsSettled(stage);
  });

  it("a second payment that takes its time is waited for, and the first is booked meanwhile", async () => {
    const stage = sessionStage({ webhooks: "manual" });
    const { paymentUrl, reservation } = await reserve(stage, instant);
    const pages = [await openPage(stage, paymentUrl), await openPage(stage, paymentUrl)];
    await stage.pass(DAY_MS - 1_000);
    await payPage(stage, pages[0] ?? "");
    await payPage(stage, pages[1] ?? "", PROCESSING_CARD);
    await stage.takeWebhooks();
    await stage.pass(5_000);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expect(loaded(stage, reservation).items).toEqual({});
    await stage.pass(6 * MINUTE_MS);
    expect(loaded(stage, reservation).items).toEqual({});
    expect(stage.refunds()).toHaveLength(1);
    expectSessionsSettled(stage);
  });

  it("a page that opened too late, paid by a method that takes its time, is waited for", async () => {
    const stage = sessionStage({ webhooks: "manual" });
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await stage.pass(DAY_MS + MINUTE_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
    // The visit was under way when the link was switched off: it gets its page all the same.
    const link = `payment_links/${loaded(stage, reservation).link?.id}`;
    await stage.stripe(link, { active: "true" });
    const page = await openPage(stage, paymentUrl);
    await stage.stripe(link, { active: "false" });
    await payPage(stage, page ?? "", PROCESSING_CARD);
    for (const webhook of await stage.takeWebhooks()) await stage.deliver(webhook);
    expect(statusOf(stage, reservation)).toBe("expired");
    // Whatever comes of it, no webhook tells.
    await stage.pass(MINUTE_MS);
    await stage.takeWebhooks();
    await stage.pass(10 * MINUTE_MS);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expect(loaded(stage, reservation).captured).toMatchObject({ amount: PRICE });
    expectSessionsSettled(stage);
  });

  it("a payment that was refunded in the dashboard is found by the refund's news", async () => {
    const stage = sessionStage({ webhooks: "manual" });
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await payLink(stage, paymentUrl);
    await stage.takeWebhooks();
    const [intent] = stage.intents();
    await stage.stripe("refunds", { payment_intent: intent?.id ?? "", amount: "3000" });
    for (const webhook of await stage.takeWebhooks()) await stage.deliver(webhook);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("confirmed");
    const refunds = Object.values(loaded(stage, reservation).refunds);
    expect(refunds).toMatchObject([{ amount: 3000, status: "succeeded" }]);
  });

  it("a payment after the hold ended is found by the news of its refund", async () => {
    const stage = sessionStage({ webhooks: "manual" });
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await stage.pass(DAY_MS);
    const page = await pageOfClosedLink(stage, reservation, paymentUrl);
    await stage.pass(11 * MINUTE_MS);
    const late = await pageOfClosedLink(stage, reservation, paymentUrl);
    expect((await payPage(stage, page)).status).toBe(410);
    await payPage(stage, late);
    await stage.takeWebhooks();
    expect(statusOf(stage, reservation)).toBe("expired");
    const paid = stage.intents().find(({ status }) => status === "succeeded");
    await stage.stripe("refunds", { payment_intent: paid?.id ?? "", amount: "3000" });
    for (const webhook of await stage.takeWebhooks()) await stage.deliver(webhook);
    await stage.pass(MINUTE_MS);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    const refunds = Object.values(loaded(stage, reservation).refunds);
    expect(refunds).toMatchObject([{ amount: 3000, status: "succeeded" }]);
    expectSessionsSettled(stage);
  });

  it("a payment and its full refund are found together when the time to pay is over", async () => {
    const stage = sessionStage({ webhooks: "manual" });
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await payLink(stage, paymentUrl);
    const [intent] = stage.intents();
    await stage.stripe("refunds", { payment_intent: intent?.id ?? "", amount: String(PRICE) });
    await stage.takeWebhooks();
    await stage.pass(DAY_MS + MINUTE_MS);
    expect(journalOf(stage, reservation)).toContain("PaymentCaptured");
    expect(statusOf(stage, reservation)).toBe("cancelled");
    expectSessionsSettled(stage);
  });

  it.each(["expired", "booked"])(
    "a page that opens while the link is being closed is closed too, when the hold is %s",
    async (end) => {
      const stage = sessionStage({ webhooks: "manual" });
      const { paymentUrl, reservation } = await reserve(stage, instant);
      if (end === "booked") await payLink(stage, paymentUrl);
      await stage.takeWebhooks();
      await stage.pass(DAY_MS);
      // The visit was under way: as if its page had taken a minute to load.
      const page = await pageOfClosedLink(stage, reservation, paymentUrl);
      await stage.pass(11 * MINUTE_MS);
      expect((await payPage(stage, page)).status).toBe(410);
    },
  );

  it("a payment on a page that opened while the link was being closed is rescued", async () => {
    const stage = sessionStage({ webhooks: "manual" });
    const { paymentUrl, reservation } = await reserve(stage, instant);
    await stage.pass(DAY_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
    await payPage(stage, await pageOfClosedLink(stage, reservation, paymentUrl));
    await stage.takeWebhooks();
    await stage.pass(11 * MINUTE_MS);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expectSessionsSettled(stage);
  });
});

async function pageOfClosedLink(stage: Stage, reservation: string, url: string): Promise<string> {
  const link = `payment_links/${loaded(stage, reservation).link?.id}`;
  await stage.stripe(link, { active: "true", "restrictions[completed_sessions][limit]": "9" });
  const page = await openPage(stage, url);
  await stage.stripe(link, { active: "false" });
  if (page === undefined) throw new Error("the link opened no page");
  return page;
}
