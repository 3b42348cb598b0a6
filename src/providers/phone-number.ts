import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** No number is longer, however it is written; more is not read at all. */
const LENGTH_MAX = 40;

/**
 * A phone number with its country code, as people write it ("+1 (604) 555-0199", "0039 333 …"), as
 * E.164 ("+16045550199"). `undefined` for what no network would take, and for one with an extension:
 * no phone with WhatsApp has that. A landline is taken, for WhatsApp takes it.
 */
export function whatsAppNumber(text: string): string | undefined {
  if (text.length > LENGTH_MAX) return undefined;
  const international = text.trim().replace(/^00(?=[1-9])/, "+");
  // Not extracted: "call me at +1 604 555 0199" is no number.
  const number = parsePhoneNumberFromString(international, { extract: false });
  return number?.isValid() && !number.ext ? number.number : undefined;
}
