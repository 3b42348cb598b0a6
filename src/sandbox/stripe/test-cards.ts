/** What happens when a test card pays. https://docs.stripe.com/testing */
export type CardBehaviour =
  | { kind: "succeeds" }
  | { kind: "declines"; code: string; declineCode?: string; message: string }
  | { kind: "needs-authentication" }
  | { kind: "processes"; ending: "succeeds" | "fails" };

export type RefundBehaviour = "succeeds" | "pending-then-succeeds" | "succeeds-then-fails";

export interface TestCard {
  number: string;
  brand: "visa" | "mastercard";
  /** The test PaymentMethods that stand for the card. */
  paymentMethods: string[];
  /** What a person reads on the button that fills it in. */
  label: string;
  charge: CardBehaviour;
  refund: RefundBehaviour;
}

const succeeds: CardBehaviour = { kind: "succeeds" };

function declines(code: string, message: string, declineCode?: string): CardBehaviour {
  return { kind: "declines", code, message, ...(declineCode === undefined ? {} : { declineCode }) };
}

const DECLINED = "Your card was declined.";

export const TEST_CARDS: readonly TestCard[] = [
  card("4242424242424242", "Pays", ["pm_card_visa"], succeeds),
  card("5555555555554444", "Pays (Mastercard)", ["pm_card_mastercard"], succeeds),
  card(
    "4000000000000002",
    "Declined",
    ["pm_card_chargeDeclined", "pm_card_visa_chargeDeclined"],
    declines("card_declined", DECLINED, "generic_decline"),
  ),
  card(
    "4000000000009995",
    "Insufficient funds",
    ["pm_card_chargeDeclinedInsufficientFunds", "pm_card_visa_chargeDeclinedInsufficientFunds"],
    declines("card_declined", "Your card has insufficient funds.", "insufficient_funds"),
  ),
  card(
    "4000000000009987",
    "Lost card",
    ["pm_card_chargeDeclinedLostCard", "pm_card_visa_chargeDeclinedLostCard"],
    declines("card_declined", DECLINED, "lost_card"),
  ),
  card(
    "4000000000000069",
    "Expired card",
    ["pm_card_chargeDeclinedExpiredCard"],
    declines("expired_card", "Your card has expired."),
  ),
  card(
    "4000000000000127",
    "Wrong CVC",
    ["pm_card_chargeDeclinedIncorrectCvc"],
    declines("incorrect_cvc", "Your card's security code is incorrect."),
  ),
  card(
    "4000000000000119",
    "Processing error",
    ["pm_card_chargeDeclinedProcessingError"],
    declines(
      "processing_error",
      "An error occurred while processing your card. Try again in a little bit.",
    ),
  ),
  card(
    "4000002760003184",
    "3-D Secure",
    ["pm_card_authenticationRequired", "pm_card_threeDSecure2Required"],
    {
      kind: "needs-authentication",
    },
  ),
  card(
    "4000000000007726",
    "Refund stays pending",
    ["pm_card_pendingRefund"],
    succeeds,
    "pending-then-succeeds",
  ),
  card(
    "4000000000005126",
    "Refund fails later",
    ["pm_card_refundFail"],
    succeeds,
    "succeeds-then-fails",
  ),
  // At Stripe only bank debits stay `processing`; these two numbers exist in the sandbox alone.
  card("4000008888881005", "Processing, then pays", ["pm_sandbox_processing_succeeds"], {
    kind: "processes",
    ending: "succeeds",
  }),
  card("4000008888882003", "Processing, then fails", ["pm_sandbox_processing_fails"], {
    kind: "processes",
    ending: "fails",
  }),
];

export function cardByNumber(number: string): TestCard | undefined {
  return TEST_CARDS.find((candidate) => candidate.number === number);
}

export function cardByPaymentMethod(name: string): TestCard | undefined {
  return TEST_CARDS.find((candidate) => candidate.paymentMethods.includes(name));
}

function card(
  number: string,
  label: string,
  paymentMethods: string[],
  charge: CardBehaviour,
  refund: RefundBehaviour = "succeeds",
): TestCard {
  const brand = number.startsWith("5") ? "mastercard" : "visa";
  return { number, label, paymentMethods, charge, refund, brand };
}
