import { describe, expect, it } from "vitest";
import type { AcceptedStatus } from "../../src/domain/session/decide-session-hold.ts";
import { answerRefused } from "../../src/http/links/link-words.ts";
import { supplierWords } from "../../src/http/links/words-for-supplier.ts";
import { sessionStage } from "../objects/session/session-sound.ts";
import {
  accepted,
  CHECK_AT,
  DAY_MS,
  linkIn,
  MINUTE_MS,
  mail,
  open,
  openAccount,
  payLink,
  press,
  statusOf,
} from "../objects/session/session-story.ts";

/** A request that was accepted, and what its two links say now. The supplier reads Italian. */
async function acceptedOne() {
  const stage = sessionStage();
  await openAccount(stage);
  const reserved = await accepted(stage);
  const asked = mail(stage, "supplier_new_request");
  const said = async () => {
    const accept = await open(stage, linkIn(asked, "accept"));
    const decline = await press(stage, linkIn(asked, "decline"));
    expect([accept.title, decline.title]).toEqual(["Already accepted", "Booking already approved"]);
    return { accept: accept.text, decline: decline.text };
  };
  return { stage, said, ...reserved };
}

describe("the links of a request that was accepted", () => {
  it("say that the guest has not paid yet, and that a supplier who cannot keep it writes to us", async () => {
    const { said } = await acceptedOne();
    const { accept, decline } = await said();
    expect(accept).toContain("Il cliente non ha ancora pagato.");
    expect(decline).toContain("Se non puoi mantenerla, scrivici.");
  });

  it("say that it is booked once it is paid, and whom to contact", async () => {
    const { stage, paymentUrl, said } = await acceptedOne();
    await payLink(stage, paymentUrl);
    await stage.pass();
    const { accept, decline } = await said();
    expect(accept).toContain("Il cliente ha pagato: la prenotazione è confermata.");
    expect(decline).toContain("Se non puoi mantenerla, contatta il cliente.");
  });

  it("say that it has expired once the guest has not paid in time, and ask for nothing", async () => {
    const { stage, reservation, said } = await acceptedOne();
    await stage.pass(DAY_MS + MINUTE_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
    for (const text of Object.values(await said())) {
      expect(text).toContain("È scaduta senza un pagamento valido");
      expect(text).not.toMatch(/invitato|contatta il cliente|non ha ancora/);
    }
  });

  it("say that its booking was cancelled, and then nothing of a guest who comes", async () => {
    const { stage, paymentUrl, said } = await acceptedOne();
    await payLink(stage, paymentUrl);
    await stage.until(CHECK_AT);
    await press(stage, linkIn(mail(stage, "supplier_completion_check"), "no-experience"));
    for (const text of Object.values(await said())) {
      expect(text).toContain("la prenotazione è stata annullata");
      expect(text).not.toContain("contatta il cliente");
    }
  });

  it("say that it is completed", async () => {
    const { stage, paymentUrl, said } = await acceptedOne();
    await payLink(stage, paymentUrl);
    await stage.until(CHECK_AT);
    await press(stage, linkIn(mail(stage, "supplier_completion_check"), "complete"));
    expect((await said()).accept).toContain("La prenotazione risulta conclusa.");
  });
});

it.each<[AcceptedStatus, RegExp, RegExp | undefined]>([
  ["approved", /has not paid yet/, /please write to us/],
  ["paid", /has paid, and their booking is being confirmed/, /please contact the guest/],
  ["confirmed", /has paid: it is booked/, /please contact the guest/],
  ["completed", /counts as completed/, undefined],
  ["cancelled", /was cancelled/, undefined],
  ["expired", /expired without a payment that counts/, undefined],
  ["failed", /could not be kept, and the guest is refunded/, undefined],
])("in English, of one that is %s, they say what is true of it", (status, now, whatElse) => {
  const say = (answer: "accept" | "decline") =>
    answerRefused({ reason: "already-accepted", status }, answer, supplierWords.en);
  const [accept, decline] = [say("accept").sentences, say("decline").sentences];
  expect(accept.join(" ")).toMatch(now);
  expect(accept.join(" ")).not.toContain("please");
  expect(decline.join(" ")).toMatch(now);
  if (whatElse === undefined) expect(decline).toHaveLength(2);
  else expect(decline.at(-1)).toMatch(whatElse);
});
