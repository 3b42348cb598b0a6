import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { dispute, itemsOf, morningAfter, transfers } from "./session-settling.ts";
import { sessionStage } from "./session-sound.ts";
import {
  CHECK_AT,
  DAY_MS,
  ENDS_AT,
  HOUR_MS,
  instant,
  linkIn,
  loaded,
  MINUTE_MS,
  mail,
  objectOf,
  openAccount,
  PRICE,
  payLink,
  press,
  reserve,
  sent,
  statusOf,
} from "./session-story.ts";

/** A paid booking, as it is at that instant, of which no webhook tells anything from then on. */
async function unheard(at: number): Promise<{ stage: Stage; reservation: string }> {
  const stage = sessionStage({ webhooks: "manual" });
  await openAccount(stage);
  const { reservation, paymentUrl } = await reserve(stage, instant);
  await stage.pass();
  await payLink(stage, paymentUrl);
  for (const webhook of await stage.takeWebhooks()) await stage.deliver(webhook);
  await stage.until(at);
  return { stage, reservation };
}

function refund(stage: Stage, reservation: string, amount = PRICE) {
  const payment_intent = loaded(stage, reservation).payment?.id ?? "";
  return stage.stripe("refunds", { payment_intent, amount: String(amount) });
}

const sayYes = (stage: Stage) =>
  press(stage, linkIn(mail(stage, "supplier_completion_check"), "complete"));

describe("a refund by hand of which no webhook has told yet", () => {
  it("in full: the supplier's yes moves nothing, and staff know why", async () => {
    const { stage, reservation } = await unheard(CHECK_AT + MINUTE_MS);
    await refund(stage, reservation);
    await sayYes(stage);
    await stage.pass(5 * MINUTE_MS);
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(transfers(stage)).toEqual([]);
    expect(itemsOf(stage, reservation)).toEqual(["settlement-withheld"]);
    expect(Object.values(loaded(stage, reservation).refunds)).toMatchObject([
      { amount: PRICE, status: "succeeded" },
    ]);
    await stage.pass(2 * DAY_MS);
    expect(sent(stage, "supplier_payout_sent")).toEqual([]);
    expect(sent(stage, "staff")).toHaveLength(1);
  });

  it("in full: nor does the week of silence", async () => {
    const { stage, reservation } = await unheard(ENDS_AT + 7 * DAY_MS - MINUTE_MS);
    await refund(stage, reservation);
    await stage.pass(5 * MINUTE_MS);
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(transfers(stage)).toEqual([]);
    expect(itemsOf(stage, reservation)).toEqual(["settlement-withheld"]);
  });

  it("in part: staff's retry pays the share of what is left", async () => {
    const { stage, reservation } = await unheard(CHECK_AT + MINUTE_MS);
    await refund(stage, reservation, 4500);
    await sayYes(stage);
    await stage.pass(HOUR_MS);
    expect(transfers(stage)).toEqual([]);
    expect(itemsOf(stage, reservation)).toEqual(["settlement-withheld"]);
    expect(objectOf(stage, reservation).object.retry(`${reservation}/transfer`)).toBe(true);
    await stage.pass();
    expect(transfers(stage)).toMatchObject([{ amount: 3600 }]);
  });

  it("that failed is no reason to withhold: the money is with us", async () => {
    const { stage, reservation } = await unheard(CHECK_AT + MINUTE_MS);
    await stage.control("/sandbox/stripe/refunds/next", { status: "failed" });
    await refund(stage, reservation);
    await sayYes(stage);
    await stage.pass(5 * MINUTE_MS);
    expect(transfers(stage)).toMatchObject([{ amount: 7200 }]);
  });
});

describe("the look at the refunds before a transfer", () => {
  it("that gets no answer moves nothing, and the transfer keeps its key", async () => {
    const { stage, reservation } = await morningAfter();
    const look = { provider: "stripe", operation: "refunds.list", mode: "fail" };
    await stage.fault({ ...look, status: 500, times: 2 });
    await sayYes(stage);
    await stage.pass(1_000);
    expect(transfers(stage)).toEqual([]);
    await stage.pass(5 * MINUTE_MS);
    expect(transfers(stage)).toHaveLength(1);
    const { database } = objectOf(stage, reservation).storage;
    const row = database.prepare("SELECT state, generation FROM outbox WHERE name = 'transfer'");
    expect(row.get()).toMatchObject({ state: "done", generation: 1 });
  });
});

describe("a refund that comes while the transfer's answer is lost", () => {
  it("is the reason of an alert once the transfer is found: both have been paid", async () => {
    const { stage, reservation } = await morningAfter();
    const transfer = { provider: "stripe", operation: "transfers.create" };
    await stage.fault({ ...transfer, mode: "timeout-after-success" });
    const list = { provider: "stripe", operation: "transfers.list", mode: "fail" };
    await stage.fault({ ...list, status: 500, times: 8 });
    await sayYes(stage);
    await stage.pass(10_000);
    await refund(stage, reservation);
    await stage.pass(HOUR_MS);
    expect(loaded(stage, reservation).transfer?.transfer).toBe(transfers(stage)[0]?.id);
    expect(itemsOf(stage, reservation)).toEqual(["refund-after-transfer"]);
  });
});

describe("a transfer that lands after its caller has given up", () => {
  it("is known, although a dispute came meanwhile: nothing is said to be withheld", async () => {
    const { stage, reservation } = await morningAfter();
    let land: (() => Promise<Response>) | undefined;
    stage.onCall(/\/v1\/transfers$/, async (call) => {
      if (call.method !== "POST" || land !== undefined) return stage.provider(call);
      const { url, method, headers } = call;
      const body = await call.text();
      land = () => stage.provider(new Request(url, { method, headers, body }));
      await dispute(stage, reservation);
      throw new TypeError("no answer in time");
    });
    await sayYes(stage);
    await stage.pass(MINUTE_MS);
    expect(itemsOf(stage, reservation)).toEqual(["dispute"]);
    await land?.();
    await stage.pass(HOUR_MS);
    expect(transfers(stage)).toHaveLength(1);
    expect(loaded(stage, reservation).transfer?.transfer).toBe(transfers(stage)[0]?.id);
    expect(itemsOf(stage, reservation)).toEqual(["dispute"]);
  });
});

describe("a dispute of which no webhook has told yet", () => {
  it("withholds the share, and staff hear of both; their retry pays it, once", async () => {
    const { stage, reservation } = await unheard(CHECK_AT + MINUTE_MS);
    await dispute(stage, reservation);
    await sayYes(stage);
    await stage.pass(2 * DAY_MS);
    expect(transfers(stage)).toEqual([]);
    expect(itemsOf(stage, reservation)).toEqual(["dispute", "settlement-withheld"]);
    expect(sent(stage, "staff")).toHaveLength(2);
    for (const webhook of await stage.takeWebhooks()) await stage.deliver(webhook);
    await stage.pass(HOUR_MS);
    expect(sent(stage, "staff"), "the late webhook says nothing new").toHaveLength(2);
    expect(objectOf(stage, reservation).object.retry(`${reservation}/transfer`)).toBe(true);
    await stage.pass(HOUR_MS);
    expect(transfers(stage)).toMatchObject([{ amount: 7200 }]);
  });

  it("that was won already is no reason to withhold", async () => {
    const { stage, reservation } = await unheard(CHECK_AT + MINUTE_MS);
    await dispute(stage, reservation);
    await dispute(stage, reservation, { status: "won" });
    await sayYes(stage);
    await stage.pass(HOUR_MS);
    expect(transfers(stage)).toMatchObject([{ amount: 7200 }]);
    expect(itemsOf(stage, reservation)).toEqual([]);
  });

  it("is looked for again when the look fails: nothing moves meanwhile", async () => {
    const { stage, reservation } = await unheard(CHECK_AT + MINUTE_MS);
    const look = { provider: "stripe", operation: "disputes.list" };
    await stage.fault({ ...look, mode: "fail", status: 503, times: 1 });
    await dispute(stage, reservation);
    await sayYes(stage);
    await stage.pass(HOUR_MS);
    expect(transfers(stage)).toEqual([]);
    expect(itemsOf(stage, reservation)).toEqual(["dispute", "settlement-withheld"]);
  });
});
