import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts, SupplierLanguage } from "../session-facts.ts";
import { known } from "./known.ts";
import { supplierPart, whenPart } from "./session-details.ts";
import { supplierEmail } from "./session-envelope.ts";
import { sessionWords } from "./session-words.ts";

interface Words {
  subject: string;
  heading(amount: string): string;
  opening(amount: string, experience: string, when: string): string;
  amount: string;
  arrival: string;
}

const WORDS: Record<SupplierLanguage, Words> = {
  en: {
    subject: "Payment has been transferred to your account",
    heading: (amount) => `${amount} is on its way to you`,
    opening: (amount, experience, when) =>
      `We have transferred ${amount} to your Stripe account for ${experience}, ${when}.`,
    amount: "Amount transferred",
    arrival:
      "From there it goes to your bank on the payout schedule of your Stripe account, where you can follow it.",
  },
  it: {
    subject: "Il pagamento è stato trasferito sul tuo conto",
    heading: (amount) => `${amount} in arrivo per te`,
    opening: (amount, experience, when) =>
      `Abbiamo trasferito ${amount} sul tuo conto Stripe per ${experience}, ${when}.`,
    amount: "Importo trasferito",
    arrival:
      "Da lì arriva alla tua banca secondo il calendario dei versamenti del tuo conto Stripe, dove puoi seguirlo.",
  },
};

/** Tells a supplier what was transferred to them, and for which booking. */
export function supplierPayoutSent(facts: SessionFacts): Email {
  const { language } = facts.supplier;
  const words = WORDS[language];
  const say = sessionWords(facts, language);
  const amount = say.money(known(facts.transferredAmount, "transferredAmount"));
  const opening = words.opening(amount, oneLine(facts.experienceName), say.when);
  return supplierEmail(facts, "supplier_payout_sent", {
    subject: words.subject,
    letter: {
      heading: words.heading(amount),
      preview: opening,
      parts: [
        {
          blocks: [opening, { kind: "box", label: words.amount, value: amount }, words.arrival],
        },
        supplierPart(facts, "name"),
        whenPart(facts, language),
      ],
    },
  });
}
