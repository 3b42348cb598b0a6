/** For an operator who does not write English. */
const USUAL = "en-CA";

/**
 * The variety of English in which pages and messages of an operator are written, and by which their
 * dates are: the operator's own locale (a BCP 47 tag of the catalogue) if that is English.
 */
export function englishOf({ locale }: { locale: string }): string {
  return /^en(-|$)/i.test(locale) ? locale : USUAL;
}
