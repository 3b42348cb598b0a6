const LIKE = "with its country code, like +1 604 555 0142.";

/** What can be wrong with a phone number, as sentences for whoever wrote it. */
export const PHONE_TOO_SHORT = `This number is too short: write all of it ${LIKE}`;
export const PHONE_TOO_LONG = `This number is too long: write only one, ${LIKE}`;
const NO_COUNTRY_CODE = "Begin with + and the country code, like +1 604 555 0142.";

/** However it is written, no number is shorter or longer, and it is made of nothing else. */
export const PHONE = /^[+0-9 ().-]{5,40}$/;
/** With the country code: of the smallest islands, and of E.164. */
const DIGITS = { least: 7, most: 15 };

/** What is wrong with how a phone number is written, wherever it is called from. */
export function phoneFault(text: string): string | undefined {
  if (PHONE.test(text)) return undefined;
  if (text === "") return "The phone number is missing.";
  if (/\p{L}/u.test(text)) return "Write only the number, no letters or words.";
  if (/[^+0-9 ().-]/.test(text)) return "A phone number has digits, spaces, + ( ) . and -.";
  return text.length < 5 ? PHONE_TOO_SHORT : PHONE_TOO_LONG;
}

/** The same of one that is called from abroad. Whether there is such a number is not known here. */
export function internationalFault(text: string): string | undefined {
  const fault = phoneFault(text);
  if (fault !== undefined) return fault;
  const number = withPlus(text);
  if (!number.startsWith("+")) return NO_COUNTRY_CODE;
  const digits = number.replace(/\D/g, "").length;
  if (digits < DIGITS.least) return PHONE_TOO_SHORT;
  return digits > DIGITS.most ? PHONE_TOO_LONG : undefined;
}

/** "0039 333 …" and "(+39) 333 …" as "+39 333 …": these are the same to those who write them. */
export function withPlus(text: string): string {
  return text.replace(/^00 ?(?=[1-9])/, "+").replace(/^\((\+\d+)\)/, "$1");
}
