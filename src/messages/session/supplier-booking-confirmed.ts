import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts, SupplierLanguage } from "../session-facts.ts";
import type { Block } from "./letter.ts";
import { meetingPart, supplierPart, whenPart } from "./session-details.ts";
import { mailboxOf, supplierEmail } from "./session-envelope.ts";
import { harmless, type SessionWords, sessionWords } from "./session-words.ts";

interface Words {
  subject: string;
  heading: string;
  opening(guest: string, experience: string, when: string, people: string): string;
  contact(guest: string): string;
  cancelTitle: string;
  cancel: string;
  moneyTitle: string;
  share: string;
  afterwards(latest: string): string;
}

const WORDS: Record<SupplierLanguage, Words> = {
  en: {
    subject: "Payment received! Booking confirmed",
    heading: "Payment received, booking confirmed",
    opening: (guest, experience, when, people) =>
      `${guest} has paid for ${experience} for ${people}, ${when}.`,
    contact: (guest) => `To write to ${guest}, just reply to this email.`,
    cancelTitle: "If you have to cancel",
    cancel:
      "Weather, illness: please contact the guest directly. The day after, we ask you whether the experience happened; answer “No”, and the guest gets everything back.",
    moneyTitle: "Your payment",
    share: "Your share",
    afterwards: (latest) =>
      `We transfer it once you have told us that the experience happened, and without an answer after ${latest}.`,
  },
  it: {
    subject: "Pagamento ricevuto! Prenotazione confermata",
    heading: "Pagamento ricevuto, prenotazione confermata",
    opening: (guest, experience, when, people) =>
      `${guest} ha pagato ${experience} per ${people}, ${when}.`,
    contact: (guest) => `Per contattare ${guest}, basta rispondere a questa email.`,
    cancelTitle: "Se devi annullare",
    cancel:
      "Maltempo, malattia: contatta direttamente il cliente. Il giorno dopo ti chiediamo se l’esperienza si è svolta; rispondi “No” e il cliente riceve il rimborso completo.",
    moneyTitle: "Il tuo compenso",
    share: "La tua quota",
    afterwards: (latest) =>
      `La trasferiamo quando ci avrai detto che l’esperienza si è svolta o, senza risposta, dopo ${latest}.`,
  },
};

/** Tells a supplier that the booking is paid: whom to expect and how to reach them directly. */
export function supplierBookingConfirmed(facts: SessionFacts): Email {
  const { supplier, guest } = facts;
  const words = WORDS[supplier.language];
  const say = sessionWords(facts, supplier.language);
  const name = harmless(guest.name);
  const opening = words.opening(name, oneLine(facts.experienceName), say.when, say.people);
  return supplierEmail(facts, "supplier_booking_confirmed", {
    subject: words.subject,
    replyTo: mailboxOf(guest),
    letter: {
      heading: words.heading,
      preview: opening,
      parts: [
        { blocks: [opening, words.contact(name)] },
        whenPart(facts, supplier.language),
        supplierPart(facts, "contact"),
        meetingPart(facts, supplier.language),
        {
          title: words.moneyTitle,
          blocks: [
            shareBlock(facts, words, say),
            words.afterwards(say.instant(facts.autoCompleteAt)),
          ],
        },
        { title: words.cancelTitle, blocks: [words.cancel] },
      ],
    },
  });
}

function shareBlock(
  { split }: SessionFacts,
  { share }: Words,
  { money }: SessionWords,
): Block | undefined {
  return split && { kind: "fact", label: share, value: money(split.supplier) };
}
