import type { StripeError } from "./errors.ts";
import type { CardDetails } from "./payment-methods.ts";
import { cardByNumber } from "./test-cards.ts";

export type CheckoutField = "email" | "number" | "expiry" | "cvc" | "name";

/** What is wrong, at a field or, without one, with the whole attempt. */
export interface CheckoutProblem {
  field?: CheckoutField;
  message: string;
}

export interface Payer {
  email: string;
  name: string;
}

export type ReadCheckout =
  | { payer: Payer; card: CardDetails }
  | { payer: Payer; problems: CheckoutProblem[] };

const SANDBOX_PAYER: Payer = { email: "guest@example.com", name: "Sandbox Guest" };

/**
 * Reads what a guest sent from the hosted page. `known`: the address that the session is bound to,
 * "" when the guest types one. A test card's button pays at once, with fields that are still empty
 * filled in.
 */
export function readCheckoutForm(form: URLSearchParams, known: string): ReadCheckout {
  const field = (name: string) => form.get(name)?.trim() ?? "";
  const payer = { email: known || field("email"), name: field("name") };
  const chosen = cardByNumber(field("test_card"));
  if (chosen !== undefined) {
    return {
      payer: {
        email: payer.email || SANDBOX_PAYER.email,
        name: payer.name || SANDBOX_PAYER.name,
      },
      card: { number: chosen.number, exp_month: 12, exp_year: 2034, cvc: "123" },
    };
  }
  const expiry = field("expiry").replaceAll(/\D/g, "");
  const given = { ...payer, number: field("number"), expiry, cvc: field("cvc") };
  const problems = CHECKS.filter(({ field: name, passes }) => !passes(given[name])).map(
    ({ field: name, message }) => ({ field: name, message }),
  );
  if (problems.length > 0) return { payer, problems };
  const [month, year] = [Number(expiry.slice(0, 2)), Number(expiry.slice(2))];
  return {
    payer,
    card: { number: given.number, exp_month: month, exp_year: 2000 + year, cvc: given.cvc },
  };
}

const CHECKS: { field: CheckoutField; passes(text: string): boolean; message: string }[] = [
  {
    field: "email",
    passes: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
    message: "Enter an email address like name@example.com.",
  },
  {
    field: "number",
    passes: (text) => text.replaceAll(/\D/g, "").length >= 12,
    message: "Your card number is incomplete.",
  },
  {
    field: "expiry",
    passes: (text) => text.length === 4,
    message: "Your card's expiration date is incomplete.",
  },
  {
    field: "cvc",
    passes: (text) => /^\d{3,4}$/.test(text),
    message: "Your card's security code is incomplete.",
  },
  { field: "name", passes: (text) => text !== "", message: "Enter the name on the card." },
];

/** The field that a refusal of the card is about. */
export function problemOf(error: StripeError): CheckoutProblem {
  const field = FIELD_OF[error.param ?? ""] ?? FIELD_OF[error.code ?? ""];
  return { message: error.message, ...(field === undefined ? {} : { field }) };
}

const FIELD_OF: Record<string, CheckoutField> = {
  number: "number",
  exp_month: "expiry",
  exp_year: "expiry",
  cvc: "cvc",
  expired_card: "expiry",
  incorrect_cvc: "cvc",
};
