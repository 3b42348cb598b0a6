import { expect, it } from "vitest";
import { makeStage } from "../stage.ts";

it.each(["Smith, John; Jr", "O’Brien, Pat", ";,;", "王小明 🎉", 'Ada "The" Lovelace <ada@x>'])(
  "confirms a booking to a guest called %s",
  async (name) => {
    const stage = makeStage();
    const held = await stage.hold({ customer: { name, email: "ada@example.com" } });
    await stage.pay(held.paymentIntent);
    await stage.pass();
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expect(stage.messages().map(({ to }) => to)).toEqual(["ada@example.com"]);
  },
);

it("keeps its line breaks when notes have several lines", async () => {
  const stage = makeStage();
  const held = await stage.hold({ notes: "first\nsecond\tthird" });
  expect(stage.reservation(held.reservation)?.request.notes).toBe("first\nsecond\tthird");
});

it("keeps a paid guest from waiting while another holds and gives back without end", async () => {
  const stage = makeStage();
  const paid = await stage.hold();
  for (let round = 0; round < 12; round += 1) {
    const other = await stage.hold({
      dates: ["2026-12-14"],
      customer: { name: "B", email: "b@example.com" },
    });
    await stage.post(`/api/reservations/${other.reservation}/release`, {
      clientSecret: other.clientSecret,
    });
    await stage.pass(100);
  }
  await stage.pay(paid.paymentIntent);
  await stage.pass(4_000);
  expect(stage.reservation(paid.reservation)?.status).toBe("confirmed");
});
