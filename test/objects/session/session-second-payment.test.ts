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
  mail,
  objectOf,
  openPage,
  PRICE,
  payPage,
  reserve,
  sent,
  statusOf,
} from "./session-story.ts";

const NOTICE = "guest_second_payment_returned";
const refunding = { provider: "stripe", operation: "refunds.create" };

/** Two pages of one link, both paid; `next` is what becomes of the refund of the second. */
async function paidTwice(stage: Stage, next?: { status: string }) {
  if (next !== undefined) await stage.control("/sandbox/stripe/refunds/next", next);
  const { paymentUrl, reservation } = await reserve(stage, instant);
  const pages = [await openPage(stage, paymentUrl), await openPage(stage, paymentUrl)];
  for (const page of pages) await payPage(stage, page ?? "");
  await stage.pass();
  const own = loaded(stage, reservation).payment?.id;
  const second = stage.intents().find(({ id }) => id !== own)?.id ?? expect.fail("paid once");
  return { reservation, second };
}

const refundsOf = (stage: Stage, payment: string) =>
  stage
    .refunds()
    .filter(({ payment_intent }) => payment_intent === payment)
    .map(({ amount, status }) => [amount, status]);

describe("a second payment of one link", () => {
  it("goes back whole, once, and its guest hears of it once, while the booking stands", async () => {
    const stage = sessionStage();
    const { reservation, second } = await paidTwice(stage);
    await stage.pass(3 * DAY_MS);
    expect(refundsOf(stage, second)).toEqual([[PRICE, "succeeded"]]);
    expect(sent(stage, NOTICE)).toHaveLength(1);
    expect(mail(stage, NOTICE).text).toContain("CA$90.00");
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expect(loaded(stage, reservation).refunds).toEqual({});
    expectSessionsSettled(stage);
  });

  it.each([
    ["fails", { mode: "fail", status: 500 }],
    ["is lost on the way", { mode: "timeout" }],
    ["is made, and its answer lost", { mode: "timeout-after-success" }],
  ])("goes back once when the call %s", async (_how, fault) => {
    const stage = sessionStage();
    await stage.fault({ ...refunding, ...fault, times: 2 });
    const { second } = await paidTwice(stage);
    await stage.pass(HOUR_MS);
    expect(refundsOf(stage, second)).toEqual([[PRICE, "succeeded"]]);
    expect(sent(stage, NOTICE)).toHaveLength(1);
    expectSessionsSettled(stage);
  });

  it("is left alone when staff were faster", async () => {
    const stage = sessionStage();
    await stage.fault({ ...refunding, mode: "fail", status: 429, times: 100 });
    const { second } = await paidTwice(stage);
    await stage.control(`/sandbox/stripe/payment_intents/${second}/refund`, {});
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(HOUR_MS);
    expect(refundsOf(stage, second)).toHaveLength(1);
    expectSessionsSettled(stage);
  });

  it("that could not go back is an open item for staff, whose retry tries it again", async () => {
    const stage = sessionStage();
    const { reservation, second } = await paidTwice(stage, { status: "pending" });
    expect(journalOf(stage, reservation)).toContain("SecondPaymentReturned");
    const [refund] = stage.refunds();
    await stage.control(`/sandbox/stripe/refunds/${refund?.id}/settle`, { status: "failed" });
    await stage.pass(MINUTE_MS);
    expect(Object.keys(loaded(stage, reservation).items)).toEqual([`refund-failed/${refund?.id}`]);
    expect(sent(stage, "staff")).toHaveLength(1);
    expect(mail(stage, "staff").subject).toContain(`Refund failed · ${second} ·`);
    const effect = `${reservation}/return-payment/${second}`;
    expect(objectOf(stage, reservation).object.retry(effect)).toBe(true);
    await stage.pass(MINUTE_MS);
    expect(refundsOf(stage, second)).toEqual([
      [PRICE, "failed"],
      [PRICE, "succeeded"],
    ]);
    expect(sent(stage, NOTICE)).toHaveLength(1);
  });

  it("whose refund fails once more after staff's retry is told once more", async () => {
    const stage = sessionStage();
    const { reservation, second } = await paidTwice(stage, { status: "pending" });
    const failing = async () => {
      const refund = stage.refunds().find(({ status }) => status === "pending");
      await stage.control(`/sandbox/stripe/refunds/${refund?.id}/settle`, { status: "failed" });
      await stage.pass(MINUTE_MS);
    };
    await failing();
    await stage.control("/sandbox/stripe/refunds/next", { status: "pending" });
    objectOf(stage, reservation).object.retry(`${reservation}/return-payment/${second}`);
    await stage.pass(MINUTE_MS);
    await failing();
    expect(Object.values(loaded(stage, reservation).items)).toEqual([
      "refund-failed",
      "refund-failed",
    ]);
    expect(sent(stage, "staff")).toHaveLength(2);
  });

  it("whose refund is answered as failed is never said to be on its way", async () => {
    const stage = sessionStage();
    const { reservation, second } = await paidTwice(stage, { status: "failed" });
    expect(loaded(stage, reservation).secondPayments?.[second]?.state).toBe("failed");
    expect(sent(stage, NOTICE)).toEqual([]);
    expect(sent(stage, "staff")).toHaveLength(1);
  });

  it("whose refund fails days later is found, also when no webhook tells of it", async () => {
    const stage = sessionStage({ webhooks: "manual" });
    const { paymentUrl, reservation } = await reserve(stage, instant);
    const pages = [await openPage(stage, paymentUrl), await openPage(stage, paymentUrl)];
    for (const page of pages) await payPage(stage, page ?? "");
    await stage.takeWebhooks();
    await stage.control("/sandbox/stripe/refunds/next", { status: "pending" });
    await stage.pass(DAY_MS + MINUTE_MS);
    const [refund] = stage.refunds();
    await stage.control(`/sandbox/stripe/refunds/${refund?.id}/settle`, { status: "failed" });
    await stage.takeWebhooks();
    await stage.pass(DAY_MS);
    expect(Object.values(loaded(stage, reservation).items)).toEqual(["refund-failed"]);
  });
});
