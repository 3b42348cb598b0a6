import type { Stripe } from "stripe";
import { randomId } from "../random-id.ts";
import type { World } from "../world.ts";
import { amountProblem, isKnownCurrency, knownCurrencies } from "./currencies.ts";
import { invalidParameter, isRefusal, resourceMissing, type StripeRefusal } from "./errors.ts";
import { listPage } from "./list.ts";
import { withoutEmpty } from "./metadata.ts";
import type { Values } from "./parameters.ts";
import type { Line } from "./records.ts";

const PRICE_DATA = {
  type: "object",
  fields: {
    currency: { type: "string", required: true, maxLength: 3 },
    product: { type: "string" },
    product_data: {
      type: "object",
      fields: {
        name: { type: "string", required: true },
        description: { type: "string" },
        metadata: { type: "metadata" },
      },
    },
    unit_amount: { type: "integer", required: true, minimum: 0 },
  },
} as const;

/** `line_items` of a Payment Link and of a Checkout Session. */
export const LINE_ITEMS = {
  type: "list",
  of: {
    type: "object",
    fields: {
      price: { type: "string" },
      price_data: PRICE_DATA,
      quantity: { type: "integer", required: true, minimum: 1 },
    },
  },
} as const;

type GivenLine = Values<(typeof LINE_ITEMS)["of"]["fields"]>;

/** What is bought together. `total` in minor units. */
export interface Cart {
  lines: Line[];
  currency: string;
  total: number;
}

/** Prices line items; `most`: how many Stripe allows. Every price is given inline. */
export function readCart(world: World, given: GivenLine[], most: number): Cart | StripeRefusal {
  if (given.length === 0 || given.length > most) {
    return invalidParameter(`You must specify 1 to ${most} line items.`, "line_items");
  }
  const lines: Line[] = [];
  for (const [index, one] of given.entries()) {
    const line = readLine(world, one, `line_items[${index}]`);
    if (isRefusal(line)) return line;
    lines.push(line);
  }
  const currency = lines[0]?.item.currency ?? "";
  const stranger = lines.findIndex(({ item }) => item.currency !== currency);
  if (stranger !== -1) {
    return invalidParameter(
      "All line items must have the same currency.",
      `line_items[${stranger}][price_data][currency]`,
    );
  }
  const total = lines.reduce((sum, { item }) => sum + item.amount_total, 0);
  return wrongTotal(total, currency) ?? { lines, currency, total };
}

function readLine(world: World, given: GivenLine, param: string): Line | StripeRefusal {
  const { price, price_data: data, quantity } = given;
  // No call of the sandbox makes prices or products, so none that is named can exist.
  if (price !== undefined) return resourceMissing("price", price, `${param}[price]`);
  if (data === undefined) {
    return invalidParameter(`You must specify either \`price\` or \`price_data\`.`, param);
  }
  if (data.product !== undefined) {
    return resourceMissing("product", data.product, `${param}[price_data][product]`);
  }
  const { product_data: product, unit_amount: unit } = data;
  if (product === undefined) {
    const missing = `${param}[price_data][product_data]`;
    return invalidParameter(`Missing required param: ${missing}.`, missing, "parameter_missing");
  }
  const currency = data.currency.toLowerCase();
  if (!isKnownCurrency(currency)) {
    return invalidParameter(
      `Invalid currency: ${currency}. Stripe currently supports these currencies: ${knownCurrencies()}`,
      `${param}[price_data][currency]`,
    );
  }
  const amount = unit * quantity;
  const item: Stripe.LineItem = {
    id: randomId(world, "li_1"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency,
    description: product.name,
    metadata: {},
    price: inlinePrice(world, unit, currency),
    quantity,
  };
  const metadata = withoutEmpty(product.metadata ?? {});
  return { item, product: { description: product.description ?? null, metadata } };
}

/** A price made for one use: it is not active, so that nobody finds it in a list of prices. */
function inlinePrice(world: World, unitAmount: number, currency: string): Stripe.Price {
  return {
    id: randomId(world, "price_1"),
    object: "price",
    active: false,
    billing_scheme: "per_unit",
    created: Math.floor(world.now() / 1000),
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: randomId(world, "prod_", 14),
    recurring: null,
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: unitAmount,
    unit_amount_decimal: String(unitAmount) as unknown as Stripe.Price["unit_amount_decimal"],
  };
}

function wrongTotal(total: number, currency: string): StripeRefusal | undefined {
  switch (amountProblem(total, currency)) {
    case "too-small":
      return invalidParameter(
        "The total amount due must add up to at least the minimum charge of the currency.",
        "line_items",
        "amount_too_small",
      );
    case "too-large":
      return invalidParameter(
        `The total amount due must be no more than $999,999.99 ${currency}`,
        "line_items",
        "amount_too_large",
      );
    case undefined:
      return undefined;
  }
}

/** The same things bought again, as lines of another object. */
export function copyLines(world: World, lines: readonly Line[]): Line[] {
  return lines.map(({ item, product }) => ({
    item: { ...item, id: randomId(world, "li_1") },
    product,
  }));
}

/** `line_items` of an object as a list of their own. */
export function lineItemsOf(lines: readonly Line[], url: string): Stripe.ApiList<Stripe.LineItem> {
  const data = lines.map(({ item }) => item);
  return { object: "list", data, has_more: false, url };
}

interface PageValues {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
}

/** A page of line items, in the order in which they were given. */
export function lineItemPage(
  lines: readonly Line[],
  url: string,
  values: PageValues,
): object | StripeRefusal {
  const items = lines.map(({ item }) => item);
  const collection = {
    get: (id: string) => items.find((item) => item.id === id),
    page: ({ before, after, limit }: { before?: string; after?: string; limit: number }) => {
      const at = items.findIndex(({ id }) => id === (before ?? after));
      if (after !== undefined) return items.slice(Math.max(0, at - limit), at);
      return items.slice(at + 1, at + 1 + limit);
    },
  };
  return listPage(collection, url, values, { what: "line_item", shown: (item) => item });
}
