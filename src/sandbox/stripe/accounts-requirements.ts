import type { Stripe } from "stripe";

/** What Stripe asks everybody who opens an account. https://docs.stripe.com/connect/required-verification-information */
const ASKED = [
  "business_profile.mcc",
  "business_profile.url",
  "business_type",
  "external_account",
  "tos_acceptance.date",
  "tos_acceptance.ip",
];

export function nothingDue(): Stripe.Account.Requirements {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: [],
    disabled_reason: null,
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  };
}

/** Nothing has been told yet. */
export function onboardingDue(): Stripe.Account.Requirements {
  return {
    ...nothingDue(),
    currently_due: [...ASKED],
    disabled_reason: "requirements.past_due",
    eventually_due: [...ASKED],
    past_due: [...ASKED],
  };
}

/** Everything has been told, and Stripe is checking it. */
export function verificationPending(): Stripe.Account.Requirements {
  return {
    ...nothingDue(),
    disabled_reason: "requirements.pending_verification",
    pending_verification: ["individual.verification.document"],
  };
}

/** Something that was told has turned out wrong, or Stripe wants more. */
export function moreDue(): Stripe.Account.Requirements {
  const due = ["individual.verification.document"];
  return {
    ...nothingDue(),
    currently_due: due,
    disabled_reason: "requirements.past_due",
    eventually_due: due,
    past_due: due,
  };
}
