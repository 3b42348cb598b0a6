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
  /** Who knows nothing now: nobody where a guest is known to have it by the other channel. */
  missedBy: "guest" | "owner" | undefined;
  /** What to do about it, the most urgent first. */
  steps: Steps;
}

type Steps = readonly [first: string, ...others: string[]];

const NAMES: Record<ServiceEmail | ServiceText, string> = {
  "client-recap": "Confirmation email to the guest",
  "client-follow-up": "WhatsApp confirmation to the guest",
  "client-payment-failed": "Email to the guest: payment failed, nothing is booked",
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
  "21211": "The number is not a valid phone number",
  "63003": "The number does not exist or is no longer in use",
  "63014": "The number has blocked our messages",
  "63016": "WhatsApp takes a first message only from an approved template, and this was none",
  "63024": "The number is not on WhatsApp, or cannot be reached there",
};

/** What did not reach whom, why, and what to do. Throws when the facts do not say. */
export function undeliveredWords(facts: ServiceFacts): UndeliveredWords {
  const { message, to, detail, isToldOtherwise } = known(facts.undelivered, "undelivered");
  const told = { message: nameOf(message), to: oneLine(to), why: whyOf(detail) };
  if (message.startsWith("owner-")) return { ...told, missedBy: "owner", steps: OWN_STEPS };
  if (!isToldOtherwise) return { ...told, missedBy: "guest", steps: callSteps(facts) };
  return { ...told, missedBy: undefined, steps: [noHurry(message)] };
}

function noHurry(message: string): string {
  const [came, failed] =
    message === "client-follow-up"
      ? ["confirmation email", "WhatsApp"]
      : ["WhatsApp confirmation", "the email"];
  return `Their ${came} was delivered; only ${failed} failed. Nothing urgent.`;
}

/** The message as the owner knows it; what has no name yet is named as it is. */
export function nameOf(message: string): string {
  if (!Object.hasOwn(NAMES, message)) return oneLine(message);
  return NAMES[message as keyof typeof NAMES];
}

/** In our own words where there are some; the code stays, for whoever looks it up. */
function whyOf(detail: string): string {
  const code = detail.match(/\b\d{5}\b/)?.[0] ?? "";
  if (Object.hasOwn(CODES, code)) return `${CODES[code]} (${code})`;
  return harmless(detail) || "The provider gave no reason";
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
