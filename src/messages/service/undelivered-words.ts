import type { ServiceEmail, ServiceText } from "../../domain/effect.ts";
import { oneLine } from "../booking-words.ts";
import type { ServiceFacts } from "../service-facts.ts";
import { known } from "../session/known.ts";
import { harmless } from "../session/session-words.ts";
import { tripWords } from "./trip-words.ts";

/** A message that did not arrive, in the owner's words. */
export interface UndeliveredWords {
  /** "WhatsApp confirmation to the guest" */
  message: string;
  to: string;
  why: string;
  /** The guest is who knows nothing now; else it is the owner. */
  isGuests: boolean;
  /** What to do about it, the most urgent first. */
  steps: Steps;
}

type Steps = readonly [first: string, ...others: string[]];

const NAMES: Record<ServiceEmail | ServiceText, string> = {
  "client-recap": "Confirmation email to the guest",
  "client-follow-up": "WhatsApp confirmation to the guest",
  "client-refund": "Email to the guest about their refund",
  "client-cancellation": "Email to the guest about the cancellation",
  "owner-recap": "Booking email to you",
  "owner-dispatch": "WhatsApp dispatch to you",
  "owner-cancellation": "Email to you about a cancellation",
  "owner-undelivered": "Email to you about a message that did not arrive",
  "owner-undelivered-text": "WhatsApp to you about a message that did not arrive",
};

/**
 * What the provider's codes mean to somebody who has a phone in their hand.
 * Source: Twilio's error dictionary (21211, 63003, 63014, 63016, 63024).
 */
const CODES: Record<string, string> = {
  "21211": "the number is not a valid phone number",
  "63003": "the number does not exist or is no longer in use",
  "63014": "the number has blocked our messages",
  "63016": "WhatsApp takes a first message only from an approved template, and this was none",
  "63024": "the number is not on WhatsApp, or cannot be reached there",
};

/** What did not reach whom, why, and what to do. Throws when the facts do not say. */
export function undeliveredWords(facts: ServiceFacts): UndeliveredWords {
  const { message, to, detail } = known(facts.undelivered, "undelivered");
  const isGuests = !message.startsWith("owner-");
  return {
    message: nameOf(message),
    to: oneLine(to),
    why: whyOf(detail),
    isGuests,
    steps: isGuests ? callSteps(facts) : OWN_STEPS,
  };
}

/** The message as the owner knows it; what has no name yet is named as it is. */
export function nameOf(message: string): string {
  if (!Object.hasOwn(NAMES, message)) return oneLine(message);
  return NAMES[message as keyof typeof NAMES];
}

function whyOf(detail: string): string {
  const told = harmless(detail) || "The provider gave no reason";
  const code = detail.match(/\b\d{5}\b/)?.[0] ?? "";
  return Object.hasOwn(CODES, code) ? `${told}: ${CODES[code]}` : told;
}

function callSteps(facts: ServiceFacts): Steps {
  const { phone, email } = facts.guest;
  const { guest } = tripWords(facts);
  return [
    phone ? `Call ${guest}: ${harmless(phone)}.` : `Reach ${guest}: ${oneLine(email)}.`,
    "Tell them what the message would have said, and ask for a number or address that works.",
  ];
}

const OWN_STEPS: Steps = [
  "Check that we have your right number and address, and that your inbox and WhatsApp take messages.",
  "Until that is settled, look at the bookings themselves: the next one may not reach you this way either.",
];
