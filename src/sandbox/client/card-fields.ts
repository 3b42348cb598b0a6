import type { StripeJsError } from "./stripe-api.ts";

export interface CardInput {
  number: string;
  expMonth: number;
  expYear: number;
  cvc: string;
}

export type FieldName = "number" | "expiry" | "cvc";

/** What is in the three fields, as typed. */
export type CardText = Record<FieldName, string>;

const NUMBER_DIGITS = 16;

/** "4242 4242 4242 4242". */
export function formatNumber(text: string): string {
  return digits(text, 19).replace(/(\d{4})(?=\d)/g, "$1 ");
}

/** "12 / 34"; a first digit above 1 is a month of its own. */
export function formatExpiry(text: string): string {
  const typed = digits(text, 4);
  const month = /^[2-9]/.test(typed) ? `0${typed}` : typed;
  return month.length > 2 ? `${month.slice(0, 2)} / ${month.slice(2, 4)}` : month;
}

export function formatCvc(text: string): string {
  return digits(text, 4);
}

/** The sentence that is wrong with one field, in Stripe's words; undefined when it is good. */
export function fieldError(
  name: FieldName,
  text: CardText,
  now: Date,
): { code: string; message: string } | undefined {
  switch (name) {
    case "number":
      return numberError(digits(text.number, 19));
    case "expiry":
      return expiryError(digits(text.expiry, 4), now);
    case "cvc":
      if (text.cvc.length >= 3) return undefined;
      return { code: "incomplete_cvc", message: "Your card's security code is incomplete." };
  }
}

/** The card, or the first error, as `confirmPayment` returns it. */
export function readCard(text: CardText, now: Date): CardInput | { error: StripeJsError } {
  for (const name of ["number", "expiry", "cvc"] as const) {
    const wrong = fieldError(name, text, now);
    if (wrong !== undefined) return { error: { type: "validation_error", ...wrong } };
  }
  const expiry = digits(text.expiry, 4);
  return {
    number: digits(text.number, 19),
    expMonth: Number(expiry.slice(0, 2)),
    expYear: 2000 + Number(expiry.slice(2)),
    cvc: text.cvc,
  };
}

function numberError(number: string): { code: string; message: string } | undefined {
  if (number.length < NUMBER_DIGITS) {
    return { code: "incomplete_number", message: "Your card number is incomplete." };
  }
  if (!passesLuhn(number)) {
    return { code: "invalid_number", message: "Your card number is invalid." };
  }
  return undefined;
}

function expiryError(expiry: string, now: Date): { code: string; message: string } | undefined {
  const month = Number(expiry.slice(0, 2));
  if (expiry.length < 4 || month < 1 || month > 12) {
    return { code: "incomplete_expiry", message: "Your card's expiration date is incomplete." };
  }
  const endsAt = new Date(2000 + Number(expiry.slice(2)), month, 1);
  if (endsAt > now) return undefined;
  return {
    code: "invalid_expiry_year_past",
    message: "Your card's expiration date is in the past.",
  };
}

function digits(text: string, maximum: number): string {
  return text.replaceAll(/\D/g, "").slice(0, maximum);
}

function passesLuhn(number: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...number].reverse().entries()) {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
