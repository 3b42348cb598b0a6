import { oneLine } from "../booking-words.ts";
import type { Email } from "../email.ts";
import type { SessionFacts, SupplierLanguage } from "../session-facts.ts";
import { answerBlocks, supplierPart, whenPart } from "./session-details.ts";
import { supplierEmail } from "./session-envelope.ts";
import { harmless, sessionWords } from "./session-words.ts";

interface Words {
  subject: string;
  heading: string;
  opening(experience: string, when: string, guest: string, people: string): string;
  yes: string;
  no: string;
  answersTitle: string;
  ifYes(share: string | undefined): string;
  noShow: string;
  ifDisputed: string;
  ifNo: string;
  ifSilent(deadline: string): string;
}

const WORDS: Record<SupplierLanguage, Words> = {
  en: {
    subject: "Did this experience happen?",
    heading: "Did this experience happen?",
    opening: (experience, when, guest, people) =>
      `${experience}, ${when}, booked by ${guest} for ${people}.`,
    yes: "Yes, it happened",
    no: "No, it did not happen",
    answersTitle: "What your answer does",
    ifYes: (share) => `Yes: we transfer ${share ?? "your share"} to your account.`,
    noShow: "The guest did not show up? Then choose Yes: you are paid.",
    ifDisputed:
      "If the guest’s bank questions the payment, your share waits until that is settled.",
    ifNo: "No: the guest gets a full refund, and there is no payment to you.",
    ifSilent: (deadline) =>
      `No answer by ${deadline}: we take it that the experience happened, and pay you.`,
  },
  it: {
    subject: "Questa esperienza si è svolta?",
    heading: "Questa esperienza si è svolta?",
    opening: (experience, when, guest, people) =>
      `${experience}, ${when}, prenotata da ${guest} per ${people}.`,
    yes: "Sì, si è svolta",
    no: "No, non si è svolta",
    answersTitle: "Che cosa comporta la risposta",
    ifYes: (share) => `Sì: trasferiamo ${share ?? "la tua quota"} sul tuo conto.`,
    noShow: "Il cliente non si è presentato? Scegli Sì: ricevi il tuo compenso.",
    ifDisputed:
      "Se la banca del cliente contesta il pagamento, la tua quota resta in sospeso finché non si chiarisce.",
    ifNo: "No: il cliente riceve il rimborso completo e per te non c’è alcun compenso.",
    ifSilent: (deadline) =>
      `Nessuna risposta entro ${deadline}: consideriamo l’esperienza svolta e ti paghiamo.`,
  },
};

/** Asks a supplier, the day after, whether the experience happened, and says what each answer does. */
export function supplierCompletionCheck(facts: SessionFacts): Email {
  const { supplier, links, split } = facts;
  const words = WORDS[supplier.language];
  const say = sessionWords(facts, supplier.language);
  const guest = harmless(facts.guest.name);
  const opening = words.opening(oneLine(facts.experienceName), say.when, guest, say.people);
  const buttons = [
    { label: words.yes, href: links.complete },
    { label: words.no, href: links.noExperience },
  ];
  const items = [
    words.ifYes(split && say.money(split.supplier)),
    words.noShow,
    words.ifNo,
    words.ifSilent(say.instant(facts.autoCompleteAt)),
    words.ifDisputed,
  ];
  return supplierEmail(facts, "supplier_completion_check", {
    subject: words.subject,
    letter: {
      heading: words.heading,
      preview: opening,
      parts: [
        { blocks: [opening, ...answerBlocks(supplier.language, buttons)] },
        { title: words.answersTitle, blocks: [{ kind: "list", items }] },
        whenPart(facts, supplier.language),
        supplierPart(facts, "contact"),
      ],
    },
  });
}
