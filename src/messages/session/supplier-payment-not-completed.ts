import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts, SupplierLanguage } from "../session-facts.ts";
import { supplierPart, whenPart } from "./session-details.ts";
import { supplierEmail } from "./session-envelope.ts";
import { harmless, sessionWords } from "./session-words.ts";

interface Words {
  subject: string;
  heading: string;
  opening(guest: string, experience: string, when: string): string;
  /** For a guest who was never able to pay. */
  unable: { heading: string; opening: Words["opening"] };
  /** For one whose payment failed after they had left its page. */
  failed: { heading: string; opening: Words["opening"] };
  free(spots: string, isOne: boolean): string;
}

const WORDS: Record<SupplierLanguage, Words> = {
  en: {
    subject: "Guest did not complete payment",
    heading: "The guest did not pay",
    opening: (guest, experience, when) =>
      `${guest} did not pay in time for ${experience}, ${when}. The booking has expired.`,
    unable: {
      heading: "The guest could not pay",
      opening: (guest, experience, when) =>
        `The payment of ${guest} for ${experience}, ${when}, could not be opened: a technical problem on our side. The booking has expired, and we have told them.`,
    },
    failed: {
      heading: "The guest's payment failed",
      opening: (guest, experience, when) =>
        `The payment of ${guest} for ${experience}, ${when}, did not go through. The booking has expired, and we have told them.`,
    },
    free: (spots, isOne) =>
      `The ${spots} ${isOne ? "is" : "are"} free again for others. You do not need to do anything.`,
  },
  it: {
    subject: "Il cliente non ha completato il pagamento",
    heading: "Il cliente non ha pagato",
    opening: (guest, experience, when) =>
      `${guest} non ha pagato in tempo ${experience}, ${when}. La prenotazione è scaduta.`,
    unable: {
      heading: "Il cliente non ha potuto pagare",
      opening: (guest, experience, when) =>
        `Non è stato possibile aprire il pagamento di ${guest} per ${experience}, ${when}, per un problema tecnico da parte nostra. La prenotazione è scaduta e abbiamo avvisato il cliente.`,
    },
    failed: {
      heading: "Il pagamento del cliente non è riuscito",
      opening: (guest, experience, when) =>
        `Il pagamento di ${guest} per ${experience}, ${when}, non è andato a buon fine. La prenotazione è scaduta e abbiamo avvisato il cliente.`,
    },
    free: (spots, isOne) =>
      isOne
        ? `Il posto (${spots}) è di nuovo libero per altri. Non devi fare nulla.`
        : `I ${spots} sono di nuovo liberi per altri. Non devi fare nulla.`,
  },
};

/** Tells a supplier that a booking or accepted request lapsed unpaid, and its spots are free. */
export function supplierPaymentNotCompleted(facts: SessionFacts): Email {
  const { language } = facts.supplier;
  const words = WORDS[language];
  const say = sessionWords(facts, language);
  const name = oneLine(facts.experienceName);
  const why = whyUnpaid(facts, words);
  const opening = why.opening(harmless(facts.guest.name), name, say.when);
  return supplierEmail(facts, "supplier_payment_not_completed", {
    subject: words.subject,
    letter: {
      heading: why.heading,
      preview: opening,
      parts: [
        { blocks: [opening, words.free(say.spots, facts.participants === 1)] },
        whenPart(facts, language),
        supplierPart(facts, "name"),
      ],
    },
  });
}

function whyUnpaid({ paymentUrl, paymentFailed }: SessionFacts, words: Words) {
  if (paymentUrl === undefined) return words.unable;
  return paymentFailed ? words.failed : words;
}
