import type { ServiceEmail } from "../../domain/effect.ts";
import { oneLine } from "../booking-words.ts";
import type { Attachment, Email, Mailbox } from "../email.ts";
import type { ServiceFacts } from "../service-facts.ts";
import type { Letter } from "../session/letter.ts";
import { letterHtml } from "../session/letter-html.tsx";
import { letterText } from "../session/letter-text.ts";
import { harmless } from "../session/session-words.ts";
import { tripWords } from "./trip-words.ts";

/** What one email says; everything else about it follows from who gets it. */
export interface Content {
  /** Trip and booking code are added. */
  subject: string;
  letter: Letter;
  attachments?: Attachment[];
}

/** To the client; answers reach the owner, who knows the trip. */
export function clientEmail(facts: ServiceFacts, message: ServiceEmail, content: Content): Email {
  return emailOf(facts, message, content, mailboxOf(facts.guest), mailboxOf(facts.owner));
}

/** To the owner; answers reach the client. */
export function ownerEmail(facts: ServiceFacts, message: ServiceEmail, content: Content): Email {
  return emailOf(facts, message, content, mailboxOf(facts.owner), mailboxOf(facts.guest));
}

/** A person as headers take them. */
function mailboxOf({ name, email }: { name: string; email: string }): Mailbox {
  return { email, name: harmless(name) };
}

function emailOf(
  facts: ServiceFacts,
  message: ServiceEmail,
  { subject, letter, attachments = [] }: Content,
  to: Mailbox,
  replyTo: Mailbox,
): Email {
  const { operator, serviceSlug, code } = facts;
  const { brief, locale } = tripWords(facts);
  return {
    to,
    from: { email: operator.senderEmail, name: operator.senderName },
    replyTo,
    subject: oneLine(`${subject}: ${brief} (${code})`),
    html: letterHtml(letter, operator, locale),
    text: letterText(letter, operator),
    attachments,
    tags: [message, `service-${serviceSlug}`],
  };
}
