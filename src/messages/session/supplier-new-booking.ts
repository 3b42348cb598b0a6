import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts, SupplierLanguage } from "../session-facts.ts";
import { known } from "./known.ts";
import { supplierPart, whenPart } from "./session-details.ts";
import { supplierEmail } from "./session-envelope.ts";
import { harmless, sessionWords } from "./session-words.ts";

interface Words {
  subject: string;
  heading: string;
  opening(guest: string, spots: string, experience: string): string;
  status: string;
  pending(deadline: string): string;
  nothingToDo: string;
}

const WORDS: Record<SupplierLanguage, Words> = {
  en: {
    subject: "New booking pending payment",
    heading: "New booking, payment pending",
    opening: (guest, spots, experience) => `${guest} has taken ${spots} on ${experience}.`,
    status: "Payment pending",
    pending: (deadline) => `to be paid by ${deadline}`,
    nothingToDo:
      "You do not need to do anything. We write to you when it is paid, or when it is not and the spots are free again.",
  },
  it: {
    subject: "Nuova prenotazione in attesa di pagamento",
    heading: "Nuova prenotazione, pagamento in attesa",
    opening: (guest, spots, experience) => `${guest} ha preso ${spots} per ${experience}.`,
    status: "Pagamento in attesa",
    pending: (deadline) => `da pagare entro ${deadline}`,
    nothingToDo:
      "Non devi fare nulla. Ti scriviamo quando il pagamento arriva, o se non arriva e i posti tornano liberi.",
  },
};

/** Tells a supplier that spots are taken but not paid yet. There is nothing to decide. */
export function supplierNewBooking(facts: SessionFacts): Email {
  const { language } = facts.supplier;
  const words = WORDS[language];
  const say = sessionWords(facts, language);
  const deadline = say.instant(known(facts.paymentDeadline, "paymentDeadline"));
  const name = oneLine(facts.experienceName);
  const opening = words.opening(harmless(facts.guest.name), say.spots, name);
  return supplierEmail(facts, "supplier_new_booking", {
    subject: words.subject,
    letter: {
      heading: words.heading,
      preview: `${opening} ${words.status}: ${words.pending(deadline)}.`,
      parts: [
        {
          blocks: [
            opening,
            { kind: "box", label: words.status, value: words.pending(deadline) },
            words.nothingToDo,
          ],
        },
        whenPart(facts, language),
        supplierPart(facts, "contact"),
      ],
    },
  });
}
