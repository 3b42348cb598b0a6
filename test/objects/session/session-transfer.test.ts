import { describe, expect, it } from "vitest";
import { asked, dispute, itemsOf, morningAfter, transfers } from "./session-settling.ts";
import { sessionStage } from "./session-sound.ts";
import {
  DAY_MS,
  ENDS_AT,
  HOUR_MS,
  ledgerRow,
  loaded,
  MINUTE_MS,
  objectOf,
  openAccount,
  press,
  sent,
  setTransfers,
  statusOf,
} from "./session-story.ts";

const making = { provider: "stripe", operation: "transfers.create" };
const listing = { provider: "stripe", operation: "transfers.list" };

describe("a transfer that cannot be made", () => {
  it("without an account stays open with one alert, and is made once there is one", async () => {
    const stage = sessionStage();
    const { reservation, yes } = await asked(stage);
    await press(stage, yes);
    await stage.pass(6 * HOUR_MS);
    expect(transfers(stage)).toEqual([]);
    expect(sent(stage, "staff")).toHaveLength(1);
    expect(sent(stage, "supplier_payout_sent")).toEqual([]);
    expect(itemsOf(stage, reservation)).toEqual(["transfer-blocked"]);
    await openAccount(stage);
    await stage.pass(2 * HOUR_MS);
    expect(transfers(stage)).toMatchObject([{ amount: 7200 }]);
    expect(sent(stage, "supplier_payout_sent")).toHaveLength(1);
    await stage.pass(DAY_MS);
    expect(transfers(stage)).toHaveLength(1);
    expect(sent(stage, "staff")).toHaveLength(1);
    expect(ledgerRow(stage, "session_reservations", reservation)?.transfer).toBe(
      transfers(stage)[0]?.id,
    );
  });

  it("is made at once by staff's retry when its cause is gone", async () => {
    const stage = sessionStage();
    const { reservation, yes } = await asked(stage);
    await press(stage, yes);
    await stage.pass(6 * HOUR_MS);
    await openAccount(stage);
    expect(transfers(stage)).toEqual([]);
    expect(objectOf(stage, reservation).object.retry(`${reservation}/transfer`)).toBe(true);
    await stage.pass();
    expect(transfers(stage)).toMatchObject([{ amount: 7200 }]);
  });

  it("while the account's capability is taken away stays open, and is made later, once", async () => {
    const { stage, account, yes } = await morningAfter();
    await setTransfers(stage, account, "inactive");
    await stage.pass();
    await press(stage, yes);
    await stage.pass(3 * HOUR_MS);
    expect(transfers(stage)).toEqual([]);
    expect(sent(stage, "staff")).toHaveLength(1);
    await setTransfers(stage, account, "active");
    await stage.pass(2 * HOUR_MS);
    expect(transfers(stage)).toHaveLength(1);
    expect(sent(stage, "supplier_payout_sent")).toHaveLength(1);
  });

  it("while Stripe says that the balance is too low stays open, and is made under a new key", async () => {
    const { stage, reservation, yes } = await morningAfter();
    const low = { status: 400, reason: "balance_insufficient" };
    await stage.fault({ ...making, mode: "fail", ...low, times: 3 });
    await press(stage, yes);
    await stage.pass(30 * MINUTE_MS);
    expect(itemsOf(stage, reservation)).toEqual(["transfer-blocked"]);
    expect(sent(stage, "staff")).toHaveLength(1);
    await stage.pass(5 * HOUR_MS);
    expect(transfers(stage)).toHaveLength(1);
    expect(sent(stage, "staff")).toHaveLength(1);
  });

  it("because Stripe is down is made when it is back", async () => {
    const { stage, yes } = await morningAfter();
    await stage.fault({ ...making, mode: "fail", status: 503, times: 6 });
    await press(stage, yes);
    await stage.pass(HOUR_MS);
    expect(transfers(stage)).toHaveLength(1);
    expect(sent(stage, "staff")).toEqual([]);
  });
});

describe("a transfer whose answer is lost", () => {
  it("was made, and is not made again", async () => {
    const { stage, reservation, yes } = await morningAfter();
    await stage.fault({ ...making, mode: "timeout-after-success" });
    await press(stage, yes);
    await stage.pass(HOUR_MS);
    expect(transfers(stage)).toHaveLength(1);
    expect(loaded(stage, reservation).transfer?.transfer).toBe(transfers(stage)[0]?.id);
    expect(sent(stage, "supplier_payout_sent")).toHaveLength(1);
  });

  it("is found also when the idempotency key is long forgotten", async () => {
    const { stage, reservation, yes } = await morningAfter();
    await stage.fault({ ...making, mode: "timeout-after-success" });
    await stage.fault({ ...listing, mode: "timeout", times: 60 });
    await press(stage, yes);
    await stage.pass(3 * DAY_MS);
    expect(transfers(stage)).toHaveLength(1);
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(2 * HOUR_MS);
    expect(transfers(stage)).toHaveLength(1);
    expect(loaded(stage, reservation).transfer?.transfer).toBe(transfers(stage)[0]?.id);
    expect(sent(stage, "supplier_payout_sent")).toHaveLength(1);
  });

  it("was answered by an error after it had been made: it is found, not repeated", async () => {
    const { stage, reservation, yes } = await morningAfter();
    stage.onCall(/\/v1\/transfers$/, async (request) => {
      await stage.provider(request);
      return Response.json({ error: { type: "api_error", message: "no" } }, { status: 500 });
    });
    await press(stage, yes);
    await stage.pass(HOUR_MS);
    expect(transfers(stage)).toHaveLength(1);
    expect(loaded(stage, reservation).transfer?.transfer).toBe(transfers(stage)[0]?.id);
  });
});

describe("a dispute", () => {
  it("withholds the settlement: completed, no transfer, no commission is announced", async () => {
    const { stage, reservation, yes } = await morningAfter();
    await dispute(stage, reservation);
    await stage.pass();
    await press(stage, yes);
    await stage.pass(2 * DAY_MS);
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(transfers(stage)).toEqual([]);
    expect(itemsOf(stage, reservation)).toEqual(["dispute", "settlement-withheld"]);
    expect(sent(stage, "staff")).toHaveLength(2);
    expect(sent(stage, "hotel_commission_earned")).toEqual([]);
    expect(sent(stage, "supplier_payout_sent")).toEqual([]);
  });

  it("that is won is settled by staff's retry: the supplier is paid, once", async () => {
    const { stage, reservation, yes } = await morningAfter();
    await dispute(stage, reservation);
    await stage.pass();
    await press(stage, yes);
    await stage.pass(2 * DAY_MS);
    const { object } = objectOf(stage, reservation);
    expect(object.retry(`${reservation}/transfer`)).toBe(true);
    await stage.pass();
    expect(transfers(stage)).toMatchObject([{ amount: 7200 }]);
    expect(sent(stage, "supplier_payout_sent")).toHaveLength(1);
    expect(sent(stage, "hotel_commission_earned")).toHaveLength(1);
    expect(ledgerRow(stage, "session_reservations", reservation)).toMatchObject({
      supplier_amount: 7200,
      transfer: transfers(stage)[0]?.id,
    });
    expect(object.retry(`${reservation}/transfer`)).toBe(false);
    await stage.pass(DAY_MS);
    expect(transfers(stage)).toHaveLength(1);
    expect(sent(stage, "staff")).toHaveLength(2);
  });

  it("that is settled by staff's transfer in Stripe is known by their retry, and not paid again", async () => {
    const { stage, account, reservation, yes } = await morningAfter();
    await dispute(stage, reservation);
    await stage.pass();
    await press(stage, yes);
    await stage.pass(2 * DAY_MS);
    const byHand = { amount: "7200", currency: "cad", destination: account };
    const source_transaction = stage.state().stripe.charges[0]?.id ?? "";
    await stage.stripe("transfers", { ...byHand, source_transaction, transfer_group: reservation });
    expect(objectOf(stage, reservation).object.retry(`${reservation}/transfer`)).toBe(true);
    await stage.pass();
    expect(transfers(stage)).toHaveLength(1);
    expect(loaded(stage, reservation).transfer?.transfer).toBe(transfers(stage)[0]?.id);
  });

  it("of a second payment of the same link is told, and withholds nothing of the first", async () => {
    const { stage, reservation, yes } = await morningAfter();
    objectOf(stage, reservation).object.holds.record(reservation, "evt_dp_2", {
      type: "disputed",
      payment: "pi_second",
      dispute: "dp_2",
      detail: "dispute dp_2 (fraudulent)",
    });
    await press(stage, yes);
    await stage.pass();
    expect(loaded(stage, reservation).items).toEqual({});
    expect(transfers(stage)).toMatchObject([{ amount: 7200 }]);
    const [alert, ...others] = sent(stage, "staff");
    expect(others).toEqual([]);
    expect(alert?.text).toContain("pi_second");
  });

  it("that is told while the supplier's account is asked for withholds it, too", async () => {
    const { stage, reservation, account } = await morningAfter();
    await stage.until(ENDS_AT + 7 * DAY_MS - MINUTE_MS);
    stage.onCall(new RegExp(`/v1/accounts/${account}$`), async () => {
      const { id } = (await dispute(stage, reservation)) as { id: string };
      const payment = loaded(stage, reservation).payment?.id ?? expect.fail("not paid");
      const fact = { type: "disputed" as const, payment, dispute: id, detail: "" };
      objectOf(stage, reservation).object.holds.record(reservation, "evt_meanwhile", fact);
    });
    await stage.pass(HOUR_MS);
    expect(transfers(stage)).toEqual([]);
    expect(itemsOf(stage, reservation)).toEqual(["dispute", "settlement-withheld"]);
  });

  it("that comes while the transfer still waits withholds it, too", async () => {
    const stage = sessionStage();
    const { reservation, yes } = await asked(stage);
    await press(stage, yes);
    await stage.pass(HOUR_MS);
    await dispute(stage, reservation);
    await stage.pass();
    await openAccount(stage);
    await stage.pass(DAY_MS);
    expect(transfers(stage)).toEqual([]);
    expect(itemsOf(stage, reservation)).toContain("settlement-withheld");
  });
});
