import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts, SupplierLanguage } from "../session-facts.ts";
import { supplierPart, whenPart } from "./session-details.ts";
import { supplierEmail } from "./session-envelope.ts";
import { harmless, sessionWords } from "./session-words.ts";

/** What it is called, who did it, and what follows for the supplier. */
interface Cause {
  subject: string;
  heading: string;
  opening(guest: string, experience: string, when: string, operator: string): string;
  unpaid: string;
}

interface Words {
  byGuest: Cause;
  byStaff: Cause;
  free(spots: string, isOne: boolean): string;
  freedTitle: string;
}

const WORDS: Record<SupplierLanguage, Words> = {
  en: {
    byGuest: {
      subject: "Guest has cancelled their booking",
      heading: "A guest has cancelled",
      opening: (guest, experience, when) =>
        `${guest} has cancelled their booking of ${experience}, ${when}.`,
      unpaid:
        "They cancelled in time, so they get everything back, and there is no payment to you for this booking. You do not need to do anything.",
    },
    byStaff: {
      subject: "A booking has been cancelled",
      heading: "A booking has been cancelled",
      opening: (guest, experience, when, operator) =>
        `The booking of ${guest} for ${experience}, ${when}, has been cancelled by ${operator}.`,
      unpaid:
        "The guest has been told, and there is no payment to you for this booking. You do not need to do anything.",
    },
    free: (spots, isOne) =>
      `The ${spots} ${isOne ? "is" : "are"} free again and can be booked by others.`,
    freedTitle: "Free again",
  },
  it: {
    byGuest: {
      subject: "Il cliente ha annullato la prenotazione",
      heading: "Un cliente ha annullato",
      opening: (guest, experience, when) =>
        `${guest} ha annullato la prenotazione di ${experience}, ${when}.`,
      unpaid:
        "Ha annullato in tempo e riceve il rimborso completo; per questa prenotazione non c’è quindi un compenso. Non devi fare nulla.",
    },
    byStaff: {
      subject: "Una prenotazione è stata annullata",
      heading: "Una prenotazione è stata annullata",
      opening: (guest, experience, when, operator) =>
        `La prenotazione di ${guest} per ${experience}, ${when}, è stata annullata da ${operator}.`,
      unpaid:
        "Il cliente è stato avvisato; per questa prenotazione non c’è un compenso. Non devi fare nulla.",
    },
    free: (spots, isOne) =>
      isOne
        ? `Il posto (${spots}) è di nuovo libero e può essere prenotato da altri.`
        : `I ${spots} sono di nuovo liberi e possono essere prenotati da altri.`,
    freedTitle: "Di nuovo libero",
  },
};

/**
 * Tells a supplier which booking a guest cancelled, or staff did, and which date and time that freed.
 */
export function supplierGuestCancelled(facts: SessionFacts): Email {
  const { supplier, guest, operator, cancelledBy = "guest" } = facts;
  const { language } = supplier;
  const words = WORDS[language];
  const cause = cancelledBy === "guest" ? words.byGuest : words.byStaff;
  const say = sessionWords(facts, language);
  const name = oneLine(facts.experienceName);
  const opening = cause.opening(harmless(guest.name), name, say.when, operator.name);
  const free = words.free(say.spots, facts.participants === 1);
  return supplierEmail(facts, "supplier_guest_cancelled", {
    subject: cause.subject,
    letter: {
      heading: cause.heading,
      preview: `${opening} ${free}`,
      parts: [
        { blocks: [opening, free, cause.unpaid] },
        whenPart(facts, language, words.freedTitle),
        supplierPart(facts, "contact"),
      ],
    },
  });
}
