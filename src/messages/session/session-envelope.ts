import type { SessionMessage } from "../../domain/effect.ts";
import { oneLine } from "../booking-words.ts";
import type { Attachment, Email, Mailbox } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import { known } from "./known.ts";
import type { Letter } from "./letter.ts";
import { letterHtml } from "./letter-html.tsx";
import { letterText } from "./letter-text.ts";
import { payoutsPart } from "./session-details.ts";
import { harmless, type SessionWords, sessionWords } from "./session-words.ts";

/** What one template says; everything else about its email follows from who gets it. */
export interface Content {
  /** The document's words; experience, date, time and code are added. */
  subject: string;
  letter: Letter;
  attachments?: Attachment[];
  /** Where answers go, when not to the operator. */
  replyTo?: Mailbox;
}

/** To the guest, in English; answers reach the operator's people. */
export function guestEmail(facts: SessionFacts, message: SessionMessage, content: Content): Email {
  const { guest } = facts;
  return emailOf(facts, message, content, guest, sessionWords(facts, "en"));
}

/** To the supplier, in their language, with the way to be paid while that is not set up. */
export function supplierEmail(
  facts: SessionFacts,
  message: SessionMessage,
  content: Content,
): Email {
  const { supplier } = facts;
  const parts = [...content.letter.parts, payoutsPart(facts)];
  const letter = { ...content.letter, parts };
  const say = sessionWords(facts, supplier.language);
  return emailOf(facts, message, { ...content, letter }, supplier, say);
}

/** To the hotel whose widget sold the booking, in English. */
export function hotelEmail(facts: SessionFacts, message: SessionMessage, content: Content): Email {
  const hotel = known(facts.hotel, "hotel");
  return emailOf(facts, message, content, hotel, sessionWords(facts, "en"));
}

/** A person as headers take them. */
export function mailboxOf({ name, email }: { name: string; email: string }): Mailbox {
  return { email, name: harmless(name) };
}

function emailOf(
  facts: SessionFacts,
  message: SessionMessage,
  { subject, letter, attachments = [], replyTo }: Content,
  to: { name: string; email: string },
  say: SessionWords,
): Email {
  const { operator, experienceSlug, code } = facts;
  const colon = /[!?]$/.test(subject) ? "" : ":";
  return {
    to: mailboxOf(to),
    from: { email: operator.senderEmail, name: operator.senderName },
    replyTo: replyTo ?? { email: operator.email, name: operator.name },
    subject: oneLine(`${subject}${colon} ${say.brief} (${code})`),
    html: letterHtml(letter, operator, say.locale),
    text: letterText(letter, operator),
    attachments,
    tags: [message, `experience-${experienceSlug}`],
  };
}
