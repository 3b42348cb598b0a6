import { parsePhoneNumberFromString, validatePhoneNumberLength } from "libphonenumber-js/min";
import {
  internationalFault,
  PHONE_TOO_LONG,
  PHONE_TOO_SHORT,
  withPlus,
} from "../domain/phone-words.ts";

/**
 * A phone number with its country code, as people write it ("+1 (604) 555-0199", "0039 333 …"), as
 * E.164 ("+16045550199"); or what is wrong with it, as a sentence: no network would take it, or it has
 * an extension, which no phone with WhatsApp has. A landline is taken, for WhatsApp takes it.
 */
export function readPhoneNumber(text: string): { number: string } | { fault: string } {
  const written = text.trim();
  const fault = internationalFault(written);
  if (fault !== undefined) return { fault };
  const international = withPlus(written);
  // Not extracted: the number is all that may be written.
  const number = parsePhoneNumberFromString(international, { extract: false });
  return number?.isValid() && !number.ext
    ? { number: number.number }
    : { fault: unknownNumber(international) };
}

function unknownNumber(international: string): string {
  switch (validatePhoneNumberLength(international)) {
    case "INVALID_COUNTRY":
      // Codes are of three digits wherever one or two would not do.
      return `No country has the code +${international.replace(/\D/g, "").slice(0, 3)}.`;
    case "TOO_SHORT":
      return PHONE_TOO_SHORT;
    case "TOO_LONG":
      return PHONE_TOO_LONG;
    default:
      return "There is no such number in that country: check the digits.";
  }
}
