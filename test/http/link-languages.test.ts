import { describe, expect, it } from "vitest";
import { supplierWords } from "../../src/http/links/words-for-supplier.ts";
import { sessionStage } from "../objects/session/session-sound.ts";
import {
  booked,
  CHECK_AT,
  linkIn,
  MINUTE_MS,
  mail,
  open,
  openAccount,
  press,
  request,
  reserve,
} from "../objects/session/session-story.ts";
import { staffStage } from "./staff-stage.ts";

const ITALIAN = /^<!doctype html><html lang="it-IT"[ >]/;
const ENGLISH = /^<!doctype html><html lang="en-CA"[ >]/;

/** A request to the supplier who reads Italian. */
async function asked() {
  const stage = sessionStage();
  await reserve(stage, request);
  await stage.pass();
  return { stage, email: mail(stage, "supplier_new_request") };
}

describe("the pages behind the links of a supplier who reads Italian", () => {
  it("ask in Italian whether to accept, of what, and in whose money", async () => {
    const { stage, email } = await asked();
    const shown = await open(stage, linkIn(email, "accept"));
    expect(shown.html).toMatch(ITALIAN);
    expect(shown.heading).toBe("Accettare questa richiesta?");
    expect(shown.text).toContain("Ada Lovelace e un’altra persona ricevono il posto");
    expect(shown.text).toContain("venerdì 11 dicembre 2026, ore 11:00");
    expect(shown.text).toMatch(/90,00\s(CA\$|CAD)/);
    expect(shown.text).toContain("Accetta la richiesta");
  });

  it("lead to the set-up of payouts, which is in Italian, too, and so is where it ends", async () => {
    const { stage, email } = await asked();
    const first = await press(stage, linkIn(email, "accept"));
    expect(first.heading).toBe("Prima attiva i tuoi pagamenti");
    const link = /href="([^"]*onboarding[^"]*)"/.exec(first.html)?.[1] ?? "";
    expect(first.text).toContain("Attiva i pagamenti");
    const onboarding = await open(stage, link);
    expect(onboarding.html).toMatch(ITALIAN);
    expect(onboarding.heading).toBe("Attiva i tuoi pagamenti");
    expect(onboarding.text).toContain("Continua su Stripe");
    const back = await open(stage, "http://localhost:8787/suppliers/onboarded?language=it");
    expect(back.html).toMatch(ITALIAN);
    expect(back.heading).toBe("Grazie");
  });

  it("say in Italian what was done, and what is so the second time", async () => {
    const { stage, email } = await asked();
    await openAccount(stage);
    expect((await press(stage, linkIn(email, "accept"))).heading).toBe("Richiesta accettata");
    expect((await press(stage, linkIn(email, "accept"))).heading).toBe("Già accettata");
    const declined = await press(stage, linkIn(email, "decline"));
    expect(declined.heading).toBe("Prenotazione già approvata");
    expect(declined.html).toMatch(ITALIAN);
  });

  it("ask in Italian whether it took place", async () => {
    const stage = sessionStage();
    await booked(stage);
    await stage.until(CHECK_AT + MINUTE_MS);
    const check = mail(stage, "supplier_completion_check");
    expect((await open(stage, linkIn(check, "complete"))).text).toContain("la tua quota, 72,00");
    const no = await open(stage, linkIn(check, "no-experience"));
    expect(no.text).toMatch(/Ada Lovelace riceve 90,00\s\S+, tutto ciò che ha pagato/);
    const reported = await press(stage, linkIn(check, "no-experience"));
    expect(reported.heading).toBe("Grazie di avercelo detto");
  });

  it("say in Italian that a link does not work, whoever opens it", async () => {
    const { stage, email } = await asked();
    const cut = linkIn(email, "accept").slice(0, -9);
    expect(await open(stage, cut)).toMatchObject({
      status: 403,
      heading: "Questo link non funziona",
    });
  });
});

describe("the pages behind everybody else's links", () => {
  it("are in English for the guest of the same booking", async () => {
    const stage = sessionStage();
    await booked(stage);
    const link = linkIn(mail(stage, "guest_payment_confirmed"), "cancel");
    for (const page of [
      await open(stage, link),
      await press(stage, link),
      await open(stage, link),
    ]) {
      expect(page.html).toMatch(ENGLISH);
    }
  });

  it("are in English for a supplier who reads it", async () => {
    const stage = await staffStage();
    const choir = { ...request, experience: "union-choir-evening", participants: 6 };
    await reserve(stage, { ...choir, requested: { date: "2026-12-15", time: "18:15" } });
    await stage.pass();
    const shown = await open(stage, linkIn(mail(stage, "supplier_new_request"), "accept"));
    expect(shown.html).toMatch(ENGLISH);
    expect(shown.heading).toBe("Accept this request?");
  });
});

it("every page has its own words in each language, and as many sentences", () => {
  const { en, it: italian } = supplierWords;
  for (const kind of ["done", "refused"] as const) {
    for (const [key, words] of Object.entries(en[kind])) {
      const other = italian[kind][key as never] as typeof words;
      expect(other.title, key).not.toBe(words.title);
      expect(other.sentences, key).toHaveLength(words.sentences.length);
    }
  }
  for (const [key, sentences] of Object.entries(en.accepted)) {
    const other = italian.accepted[key as keyof typeof en.accepted];
    expect(other, key).toHaveLength(sentences.length);
    for (const [index, sentence] of sentences.entries()) expect(other[index]).not.toBe(sentence);
  }
  for (const [key, words] of Object.entries(en.share)) {
    expect(italian.share[key as keyof typeof en.share], key).not.toBe(words);
  }
});
