import { expect, it } from "vitest";
import { dispute, morningAfter } from "./session-settling.ts";
import { HOUR_MS, loaded, mail, objectOf, press } from "./session-story.ts";

it("a share that staff have moved by hand, another one than the rule's, is told as what was moved", async () => {
  const { stage, account, reservation, yes } = await morningAfter();
  await dispute(stage, reservation);
  await stage.pass();
  await press(stage, yes);
  await stage.pass(HOUR_MS);
  await stage.stripe("transfers", {
    amount: "5000",
    currency: "cad",
    destination: account,
    source_transaction: stage.state().stripe.charges[0]?.id ?? "",
    transfer_group: reservation,
  });
  expect(objectOf(stage, reservation).object.retry(`${reservation}/transfer`)).toBe(true);
  await stage.pass();
  expect(loaded(stage, reservation).transfer).toMatchObject({ amount: 5000 });
  const told = mail(stage, "supplier_payout_sent");
  expect(told.text).toMatch(/50[.,]00/);
  expect(told.text).not.toMatch(/72[.,]00/);
});
