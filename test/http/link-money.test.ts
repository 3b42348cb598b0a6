import { describe, expect, it } from "vitest";
import { supplierWords } from "../../src/http/links/words-for-supplier.ts";
import {
  asked,
  dispute,
  morningAfter,
  refundByHand,
  transfers,
} from "../objects/session/session-settling.ts";
import { sessionStage } from "../objects/session/session-sound.ts";
import {
  DAY_MS,
  HOUR_MS,
  objectOf,
  open,
  openAccount,
  press,
} from "../objects/session/session-story.ts";
import type { Stage } from "../stage.ts";

const { share } = supplierWords.it;
const SETS_OUT = "Trasferiamo la tua quota";

const cancelFor = (stage: Stage, reservation: string, amount: number) =>
  objectOf(stage, reservation).object.holds.cancel(reservation, { amount, reason: "agreed" });

describe("what the supplier's pages say of a share", () => {
  it("that sets out: that it does, and then that it has arrived", async () => {
    const { stage, yes, no } = await morningAfter();
    expect((await open(stage, yes)).text).toContain("trasferiamo la tua quota, 72,00");
    expect((await press(stage, yes)).text).toContain(SETS_OUT);
    await stage.pass();
    for (const link of [yes, no]) {
      expect((await open(stage, link)).text).toContain(share.moved);
      expect((await press(stage, link)).text).toContain(share.moved);
    }
  });

  it("that waits for an account promises no day", async () => {
    const stage = sessionStage();
    const { yes, no } = await asked(stage);
    await press(stage, yes);
    await stage.pass(HOUR_MS);
    for (const link of [yes, no]) {
      const { text } = await open(stage, link);
      expect(text).toMatch(/trasferiamo la tua quota/i);
      expect(text).not.toContain("in arrivo");
    }
  });

  it("of a disputed payment: that it waits, before the answer and after, until staff release it", async () => {
    const { stage, reservation, yes, no } = await morningAfter();
    await dispute(stage, reservation);
    await stage.pass();
    const offer = await open(stage, yes);
    expect(offer.text).toContain("la tua quota, 72,00");
    expect(offer.text).toContain("resta in sospeso");
    expect(offer.text).not.toMatch(/trasferiamo/i);
    const done = await press(stage, yes);
    expect(done.title).toBe("Thank you");
    await stage.pass(2 * DAY_MS);
    expect(transfers(stage)).toEqual([]);
    const later = [done, ...(await Promise.all([yes, no].map((link) => open(stage, link))))];
    for (const shown of later) {
      expect(shown.text).toContain(share.withheld);
      expect(shown.text).not.toContain(SETS_OUT);
    }
    objectOf(stage, reservation).object.retry(`${reservation}/transfer`);
    expect((await open(stage, yes)).text).toContain(SETS_OUT);
    await stage.pass();
    expect((await open(stage, yes)).text).toContain(share.moved);
  });

  it("that is withheld after the answer, because money went back", async () => {
    const stage = sessionStage();
    const { reservation, yes } = await asked(stage);
    await press(stage, yes);
    await stage.pass(HOUR_MS);
    await refundByHand(stage, reservation, 4_000);
    await openAccount(stage);
    await stage.pass(DAY_MS);
    expect(transfers(stage)).toEqual([]);
    expect((await open(stage, yes)).text).toContain(share.withheld);
  });
});

describe("what the supplier's pages say of a booking that staff have cancelled", () => {
  it.each([
    ["everything", 9_000, true],
    ["a part", 4_500, false],
    ["nothing", 0, false],
  ] as const)("for %s", async (_, amount, isRefunded) => {
    const stage = sessionStage();
    const { reservation, yes, no } = await asked(stage);
    cancelFor(stage, reservation, amount);
    for (const show of [open, press]) {
      for (const link of [yes, no]) {
        const shown = await show(stage, link);
        expect(shown.title).toBe("Booking already cancelled");
        expect(shown.text.includes("rimborsat")).toBe(isRefunded);
        expect(shown.text).toContain("nulla da segnalare");
      }
    }
  });
});
