/** One line of a price as a guest reads it. `amount` is in minor units and negative for a discount. */
export interface PriceLine {
  label: string;
  amount: number;
}

/** What something costs. `currency` is a lowercase ISO 4217 code; `total` is the sum of the lines. */
export interface Quote {
  currency: string;
  lines: PriceLine[];
  total: number;
}

/**
 * The same for every operator, on pages and in messages. Not the operator's own: there the dollar of
 * the country is a bare "$" (and in `en-US` that of the United States), which a guest from elsewhere
 * misreads. The world's English names every dollar's country.
 */
const MONEY_LOCALE = "en-001";

const formats = new Map<string, Intl.NumberFormat>();

function formatFor(currency: string): Intl.NumberFormat {
  const known = formats.get(currency);
  if (known) return known;
  const format = new Intl.NumberFormat(MONEY_LOCALE, { style: "currency", currency });
  formats.set(currency, format);
  return format;
}

/** An amount in minor units as a person reads it: `formatMoney(12000, "cad")` is "CA$120.00". */
export function formatMoney(amount: number, currency: string): string {
  const format = formatFor(currency);
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** decimals);
}

/** The sum of the lines, in minor units. */
export function sumOf(lines: readonly PriceLine[]): number {
  return lines.reduce((sum, line) => sum + line.amount, 0);
}

/**
 * `percent` of a non-negative `amount`, in whole minor units, halves rounded up. Used for discounts
 * and refunds, so for a percent within 0–100 the share is never negative and never above `amount`.
 */
export function roundedShare(amount: number, percent: number): number {
  return Math.floor((amount * percent + 50) / 100);
}
