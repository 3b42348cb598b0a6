/** Currencies with two decimals that the sandbox charges, with Stripe's minimum in minor units. */
const MINIMUM_AMOUNTS: Record<string, number> = {
  aud: 50,
  cad: 50,
  chf: 50,
  dkk: 250,
  eur: 50,
  gbp: 30,
  mxn: 1000,
  nok: 300,
  nzd: 50,
  sek: 300,
  usd: 50,
};

/** Eight digits: Stripe's limit on a charge. */
const AMOUNT_MAX = 99_999_999;

export function isKnownCurrency(currency: string): boolean {
  return Object.hasOwn(MINIMUM_AMOUNTS, currency.toLowerCase());
}

export function knownCurrencies(): string {
  return Object.keys(MINIMUM_AMOUNTS).join(", ");
}

/** https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
export function amountProblem(
  amount: number,
  currency: string,
): "too-small" | "too-large" | undefined {
  const minimum = MINIMUM_AMOUNTS[currency.toLowerCase()] ?? 50;
  if (amount < minimum) return "too-small";
  return amount > AMOUNT_MAX ? "too-large" : undefined;
}

/** "$120.00", as Stripe's messages write amounts. */
export function dollars(amount: number): string {
  return `$${(amount / 100).toFixed(2)}`;
}

export function minimumOf(currency: string): number {
  return MINIMUM_AMOUNTS[currency.toLowerCase()] ?? 50;
}
