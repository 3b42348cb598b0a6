import { contactInWords, oneLine, REFUND_ARRIVAL } from "../booking-words.ts";
import type { SessionFacts, SupplierLanguage } from "../session-facts.ts";
import type { Block, Link, Part } from "./letter.ts";
import { harmless, sessionWords } from "./session-words.ts";

/** What the parts that several messages share are called. */
interface Labels {
  when: string;
  meetingPoint: string;
  booking: string;
  reference: string;
  experience: string;
  guest: string;
  email: string;
  phone: string;
  participants: string;
  price: string;
  payoutsTitle: string;
  payouts(operator: string): string;
  payoutsButton: string;
  confirming: string;
}

const LABELS: Record<SupplierLanguage, Labels> = {
  en: {
    when: "When",
    meetingPoint: "Meeting point",
    booking: "The booking",
    reference: "Booking reference",
    experience: "Experience",
    guest: "Guest",
    email: "Email",
    phone: "Phone",
    participants: "Participants",
    price: "Price",
    payoutsTitle: "Set up payouts to be paid",
    payouts: (operator) =>
      `${operator} cannot transfer money to you yet. Set up your payout account once; it takes a few minutes.`,
    payoutsButton: "Set up payouts",
    confirming:
      "Each button opens a page that asks you once more. Nothing happens before you confirm there.",
  },
  it: {
    when: "Quando",
    meetingPoint: "Punto d’incontro",
    booking: "La prenotazione",
    reference: "Codice di prenotazione",
    experience: "Esperienza",
    guest: "Cliente",
    email: "Email",
    phone: "Telefono",
    participants: "Partecipanti",
    price: "Prezzo",
    payoutsTitle: "Attiva i pagamenti per essere pagato",
    payouts: (operator) =>
      `${operator} non può ancora trasferirti denaro. Attiva una volta il tuo conto per i pagamenti: bastano pochi minuti.`,
    payoutsButton: "Attiva i pagamenti",
    confirming:
      "Ogni pulsante apre una pagina che ti chiede conferma. Prima di confermare non succede nulla.",
  },
};

/** Date, times and whose clock they are on. */
export function whenPart(facts: SessionFacts, language: SupplierLanguage, title?: string): Part {
  const say = sessionWords(facts, language);
  return {
    title: `${title ?? LABELS[language].when} · ${say.zone}`,
    blocks: [{ kind: "lines", strong: say.day, rest: [say.times] }],
  };
}

/** Where guest and supplier meet. */
export function meetingPart(facts: SessionFacts, language: SupplierLanguage): Part {
  return { title: LABELS[language].meetingPoint, blocks: [oneLine(facts.meetingPoint)] };
}

/** The guest's own booking or request: what, with whom, for how many; with `link`, its page. */
export function guestPart(facts: SessionFacts, title: string, link?: string): Part {
  return {
    title,
    blocks: [
      { kind: "fact", label: "Experience", value: oneLine(facts.experienceName) },
      { kind: "fact", label: "Hosted by", value: oneLine(facts.supplier.name) },
      { kind: "fact", label: "Participants", value: sessionWords(facts, "en").people },
      { kind: "fact", label: "Booked by", value: harmless(facts.guest.name) },
      link === undefined ? undefined : { kind: "link", label: link, href: facts.links.booking },
    ],
  };
}

/** The price line by line. */
export function pricePart({ lines, total, currency }: SessionFacts, title: string): Part {
  return { title, blocks: [{ kind: "prices", lines, total, currency }] };
}

/** How much of the guest a supplier is told: all once they have booked, the name before. */
type Familiarity = "name" | "contact";

/** What a supplier needs to know which booking it is, and whom to expect. */
export function supplierPart(facts: SessionFacts, familiarity: Familiarity, title?: string): Part {
  const { supplier, guest, experienceName, code } = facts;
  const say = sessionWords(facts, supplier.language);
  const label = LABELS[supplier.language];
  return {
    title: title ?? label.booking,
    blocks: [
      { kind: "fact", label: label.experience, value: oneLine(experienceName) },
      { kind: "fact", label: label.participants, value: say.people },
      { kind: "fact", label: label.guest, value: harmless(guest.name) },
      ...(familiarity === "contact" ? contactBlocks(guest, label) : []),
      { kind: "fact", label: label.price, value: say.money(facts.total) },
      { kind: "fact", label: label.reference, value: code },
    ],
  };
}

/** Email address and phone number, ready to tap. */
function contactBlocks({ email, phone }: SessionFacts["guest"], label: Labels): Block[] {
  const address = encodeURIComponent(oneLine(email)).replaceAll("%40", "@");
  const mail: Block = {
    kind: "fact",
    label: label.email,
    value: oneLine(email),
    href: `mailto:${address}`,
  };
  if (!phone) return [mail];
  const digits = phone.replace(/[^+\d]/g, "");
  const call: Block = { kind: "fact", label: label.phone, value: harmless(phone) };
  return [mail, digits ? { ...call, href: `tel:${digits}` } : call];
}

/** Two answers side by side, and that neither acts before it is confirmed. */
export function answerBlocks(language: SupplierLanguage, buttons: readonly Link[]): Block[] {
  return [{ kind: "buttons", buttons }, LABELS[language].confirming];
}

/** The way to a payout account, for a supplier who has none that works. */
export function payoutsPart({ links, supplier, operator }: SessionFacts): Part | undefined {
  if (links.payouts === undefined) return undefined;
  const label = LABELS[supplier.language];
  return {
    title: label.payoutsTitle,
    blocks: [
      label.payouts(operator.name),
      { kind: "buttons", buttons: [{ label: label.payoutsButton, href: links.payouts }] },
    ],
  };
}

/** What comes back to the guest, where, and when it arrives: everything unless the facts say less. */
export function refundPart(facts: SessionFacts): Part {
  const amount = sessionWords(facts, "en").money(facts.refundedAmount ?? facts.total);
  return {
    title: "Your refund",
    blocks: [
      { kind: "box", label: "On its way back to you", value: amount },
      `It goes back to the card or account you paid with. ${REFUND_ARRIVAL} You do not need to do anything.`,
    ],
  };
}

/** The page on which another date or time can be chosen, or what there is instead of it. */
export function anotherTimePart(facts: SessionFacts, title: string, sentence: string): Part {
  const { publicUrl, experienceSlug, experienceName, retired, hotel } = facts;
  if (retired) return notOfferedPart(facts, experienceName);
  // A guest whom a hotel brought stays its guest.
  const by = hotel === undefined ? "" : `?hotel=${hotel.slug}`;
  const href = `${publicUrl}/experiences/${experienceSlug}${by}`;
  const buttons = [{ label: "Choose another time", href }];
  return { title, blocks: [sentence, { kind: "buttons", buttons }] };
}

/** Of what is sold no more there is no page. How people are reached, every email says besides. */
export function notOfferedPart({ publicUrl }: { publicUrl: string }, name: string): Part {
  const buttons = [{ label: "See what there is", href: `${publicUrl}/` }];
  const sentence = `${oneLine(name)} is not offered any more.`;
  return { blocks: [sentence, { kind: "buttons", buttons }] };
}

/** How a guest reaches people. */
export function questionsPart(facts: SessionFacts): Part {
  const sentence = `To ask anything, ${contactInWords(facts)} and mention ${facts.code}.`;
  return { title: "Questions?", blocks: [sentence] };
}
