/** Countries that the sandbox opens accounts in, with the currency their banks are paid in. */
const CURRENCIES: Record<string, string> = {
  AT: "eur",
  AU: "aud",
  BE: "eur",
  CA: "cad",
  CH: "chf",
  DE: "eur",
  DK: "dkk",
  ES: "eur",
  FI: "eur",
  FR: "eur",
  GB: "gbp",
  IE: "eur",
  IT: "eur",
  MX: "mxn",
  NL: "eur",
  NO: "nok",
  NZ: "nzd",
  PT: "eur",
  SE: "sek",
  US: "usd",
};

/** ISO 3166, two capitals; undefined for a country that accounts cannot be opened in. */
export function currencyOfCountry(country: string): string | undefined {
  return Object.hasOwn(CURRENCIES, country) ? CURRENCIES[country] : undefined;
}
