import { oneLine } from "../booking-words.ts";
import type { ServiceFacts } from "../service-facts.ts";
import { harmless } from "../session/session-words.ts";
import type { TextVariables } from "./text-variables.ts";
import { tripWords } from "./trip-words.ts";

/** The owner's WhatsApp brief: whom to pick up, where, when, for what. */
export const OWNER_DISPATCH: TextVariables = {
  code: { atMost: 20, say: ({ code }) => code },
  guest: { atMost: 60, say: (facts) => tripWords(facts).guest },
  phone: { atMost: 60, say: phoneInWords },
  passengers: { atMost: 20, say: (facts) => tripWords(facts).passengers },
  route: { atMost: 180, say: (facts) => tripWords(facts).wholeRoute },
  service: { atMost: 60, say: (facts) => tripWords(facts).serviceType },
  date: { atMost: 40, say: (facts) => tripWords(facts).day },
  time: { atMost: 40, say: (facts) => tripWords(facts).time },
  pickup: { atMost: 140, say: (facts) => tripWords(facts).pickup.join(", ") },
  requests: { atMost: 130, say: requestsInWords },
};

/** The number to call, and whether it answers on WhatsApp. */
function phoneInWords({ guest, whatsapp }: ServiceFacts): string {
  const phone = harmless(guest.phone) || "No phone number";
  if (whatsapp === undefined) return `${phone} (no WhatsApp)`;
  const isSame = whatsapp.replace(/\D/g, "") === guest.phone.replace(/\D/g, "");
  return isSame ? `${phone} (WhatsApp)` : `${phone} (WhatsApp ${harmless(whatsapp)})`;
}

/** Add-ons and notes; what is too long for a brief is in the owner's email. */
function requestsInWords({ extras, notes }: ServiceFacts): string {
  const wishes = extras.map(({ label, value }) => `${oneLine(label)}: ${harmless(value)}`);
  const noted = harmless(notes ?? "");
  return [...wishes, ...(noted ? [`Notes: ${noted}`] : [])].join("; ") || "None";
}
