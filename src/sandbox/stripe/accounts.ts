import type { Stripe } from "stripe";
import { randomId } from "../random-id.ts";
import { controllerOf, wrongController } from "./accounts-controller.ts";
import { currencyOfCountry } from "./accounts-countries.ts";
import { nothingDue, onboardingDue } from "./accounts-requirements.ts";
import { invalidParameter, isRefusal, type StripeRefusal } from "./errors.ts";
import { expandObject } from "./expand.ts";
import { listPage } from "./list.ts";
import { withoutEmpty } from "./metadata.ts";
import { EXPAND, PAGINATION, type StripeCall, stripeOperation } from "./operation.ts";
import type { Values } from "./parameters.ts";
import { type AccountRecord, accounts } from "./records.ts";

const REQUESTED = { type: "object", fields: { requested: { type: "boolean" } } } as const;

const PARAMETERS = {
  type: { type: "enum", values: ["custom", "express", "standard"] },
  controller: {
    type: "object",
    fields: {
      fees: {
        type: "object",
        fields: { payer: { type: "enum", values: ["account", "application"] } },
      },
      losses: {
        type: "object",
        fields: { payments: { type: "enum", values: ["application", "stripe"] } },
      },
      requirement_collection: { type: "enum", values: ["application", "stripe"] },
      stripe_dashboard: {
        type: "object",
        fields: { type: { type: "enum", values: ["express", "full", "none"] } },
      },
    },
  },
  country: { type: "string" },
  email: { type: "string", maxLength: 800 },
  default_currency: { type: "string", maxLength: 3 },
  business_type: {
    type: "enum",
    values: ["company", "government_entity", "individual", "non_profit"],
  },
  business_profile: {
    type: "object",
    fields: {
      mcc: { type: "string" },
      name: { type: "string" },
      product_description: { type: "string" },
      support_email: { type: "string" },
      url: { type: "string" },
    },
  },
  capabilities: {
    type: "object",
    fields: { transfers: REQUESTED, card_payments: REQUESTED },
  },
  metadata: { type: "metadata" },
  expand: EXPAND,
} as const;

type AccountValues = Values<typeof PARAMETERS>;

/** https://docs.stripe.com/api/accounts/create */
export const createAccount = stripeOperation({
  name: "accounts.create",
  parameters: PARAMETERS,
  perform(call, values) {
    const wrong = wrongAccount(values);
    if (wrong !== undefined) return wrong;
    const shown = newAccount(call, values);
    accounts(call.world).put(shown.id, { shown, paidOut: {} });
    return expandObject(call.world, shown, values.expand);
  },
});

/** https://docs.stripe.com/api/accounts/retrieve */
export const retrieveAccount = stripeOperation({
  name: "accounts.retrieve",
  parameters: { expand: EXPAND },
  perform(call, values) {
    const record = accounts(call.world).get(call.id);
    if (record === undefined) return foreignAccount(call.id);
    return expandObject(call.world, record.shown, values.expand);
  },
});

/** https://docs.stripe.com/api/accounts/list */
export const listAccounts = stripeOperation({
  name: "accounts.list",
  parameters: { ...PAGINATION, created: { type: "range" } },
  perform(call, values) {
    const page = listPage(accounts(call.world), "/v1/accounts", values, {
      what: "account",
      shown: ({ shown }: AccountRecord) => ({ ...shown, created: shown.created ?? 0 }),
    });
    return isRefusal(page) ? page : expandObject(call.world, page, values.expand);
  },
});

/** What Stripe answers for an account that is not connected to the platform, or does not exist. */
function foreignAccount(id: string): StripeRefusal {
  const refusal = invalidParameter(
    `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
    undefined,
    "account_invalid",
  );
  return { ...refusal, status: 403 };
}

function wrongAccount(values: AccountValues): StripeRefusal | undefined {
  const { country, email } = values;
  if (country !== undefined && currencyOfCountry(country) === undefined) {
    return invalidParameter(
      `Country '${country}' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US', 'EG', or 'GB'. A full list of country codes is available at https://stripe.com/global`,
      "country",
      "country_unsupported",
    );
  }
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    return invalidParameter(`Invalid email address: ${email}`, "email", "email_invalid");
  }
  return wrongController(values.type, values.controller);
}

function newAccount({ world }: StripeCall, values: AccountValues): Stripe.Account {
  const country = values.country ?? "CA";
  const controller = controllerOf(values.type, values.controller);
  const { card_payments, transfers } = values.capabilities ?? {};
  return {
    id: randomId(world, "acct_1", 16),
    object: "account",
    business_profile: businessProfile(values.business_profile),
    business_type: values.business_type ?? null,
    capabilities: {
      ...(card_payments?.requested === true ? { card_payments: "inactive" } : {}),
      ...(transfers?.requested === true ? { transfers: "inactive" } : {}),
    },
    charges_enabled: false,
    controller,
    country,
    created: Math.floor(world.now() / 1000),
    default_currency: values.default_currency ?? currencyOfCountry(country) ?? "cad",
    details_submitted: false,
    email: values.email ?? null,
    future_requirements: nothingDue(),
    metadata: withoutEmpty(values.metadata ?? {}),
    payouts_enabled: false,
    requirements: onboardingDue(),
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: typeOf(controller),
  };
}

function businessProfile(given: AccountValues["business_profile"]): Stripe.Account.BusinessProfile {
  return {
    annual_revenue: null,
    estimated_worker_count: null,
    mcc: null,
    minority_owned_business_designation: null,
    name: null,
    specified_commercial_transactions_act_url: null,
    support_address: null,
    support_email: null,
    support_phone: null,
    support_url: null,
    url: null,
    ...given,
  };
}

function typeOf(controller: Stripe.Account.Controller): Stripe.Account.Type {
  switch (controller.stripe_dashboard?.type) {
    case "express":
      return "express";
    case "none":
      return "custom";
    default:
      return "standard";
  }
}
