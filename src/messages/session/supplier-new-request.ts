import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts, SupplierLanguage } from "../session-facts.ts";
import { known } from "./known.ts";
import { answerBlocks, supplierPart, whenPart } from "./session-details.ts";
import { supplierEmail } from "./session-envelope.ts";
import { harmless, sessionWords } from "./session-words.ts";

interface Words {
  subject: string;
  heading: string;
  opening(guest: string, experience: string, when: string, people: string): string;
  answerBy: string;
  accept: string;
  decline: string;
  payoutsFirst: string;
  request: string;
  nextTitle: string;
  next: readonly string[];
}

const WORDS: Record<SupplierLanguage, Words> = {
  en: {
    subject: "New booking request",
    heading: "New booking request",
    opening: (guest, experience, when, people) =>
      `${guest} asks for ${experience} for ${people}, ${when}.`,
    answerBy: "Please answer by",
    accept: "Accept",
    decline: "Decline",
    payoutsFirst: "Before you can accept, please set up payouts: see the end of this email.",
    request: "The request",
    nextTitle: "What happens next",
    next: [
      "If you accept, the guest gets a link to pay. We write to you when the booking is paid and confirmed.",
      "The spots that remain in the session can then be booked by other guests.",
      "If you decline, or do not answer in time, we tell the guest, and nothing is charged.",
    ],
  },
  it: {
    subject: "Nuova richiesta di prenotazione",
    heading: "Nuova richiesta di prenotazione",
    opening: (guest, experience, when, people) =>
      `${guest} chiede ${experience} per ${people}, ${when}.`,
    answerBy: "Rispondi entro",
    accept: "Accetta",
    decline: "Rifiuta",
    payoutsFirst:
      "Prima di poter accettare, attiva i pagamenti: trovi il link in fondo a questa email.",
    request: "La richiesta",
    nextTitle: "Che cosa succede dopo",
    next: [
      "Se accetti, il cliente riceve un link per pagare. Ti scriviamo quando la prenotazione è pagata e confermata.",
      "I posti che restano nella sessione potranno essere prenotati da altri clienti.",
      "Se rifiuti, o non rispondi in tempo, avvisiamo il cliente e non viene addebitato nulla.",
    ],
  },
};

/** Asks a supplier whether they offer the experience at the date and time a guest asked for. */
export function supplierNewRequest(facts: SessionFacts): Email {
  const { supplier, links } = facts;
  const words = WORDS[supplier.language];
  const say = sessionWords(facts, supplier.language);
  const deadline = say.instant(known(facts.responseDeadline, "responseDeadline"));
  const name = oneLine(facts.experienceName);
  const opening = words.opening(harmless(facts.guest.name), name, say.when, say.people);
  const buttons = [
    { label: words.accept, href: links.accept },
    { label: words.decline, href: links.decline },
  ];
  return supplierEmail(facts, "supplier_new_request", {
    subject: words.subject,
    letter: {
      heading: words.heading,
      preview: `${opening} ${words.answerBy} ${deadline}.`,
      parts: [
        {
          blocks: [
            opening,
            { kind: "box", label: words.answerBy, value: deadline },
            links.payouts === undefined ? undefined : words.payoutsFirst,
            ...answerBlocks(supplier.language, buttons),
          ],
        },
        whenPart(facts, supplier.language),
        supplierPart(facts, "name", words.request),
        { title: words.nextTitle, blocks: [{ kind: "list", items: words.next }] },
      ],
    },
  });
}
