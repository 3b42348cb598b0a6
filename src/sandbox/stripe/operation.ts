import type { World } from "../world.ts";
import { isRefusal, type StripeRefusal } from "./errors.ts";
import type { Form } from "./form.ts";
import { readParameters, type Schema, type Values } from "./parameters.ts";

/** One authenticated call. */
export interface StripeCall {
  world: World;
  /** The id in the path, "" where there is none. */
  id: string;
  /** True for a publishable key: the call comes from a browser and may know only one PaymentIntent. */
  publishable: boolean;
  requestId: string;
  idempotencyKey: string | null;
}

export interface StripeOperation {
  /** The vendor's own name, which fault switches use: "payment_intents.create". */
  name: string;
  /** Whether a publishable key may call it. */
  publishable: boolean;
  /** Checks every parameter; what it returns runs the call, synchronously and in one go. */
  prepare(form: Form): StripeRefusal | { perform(call: StripeCall): object | StripeRefusal };
}

/** Ties an operation's parameter schema to the function that gets the parameters, typed. */
export function stripeOperation<const S extends Schema>(definition: {
  name: string;
  publishable?: true;
  parameters: S;
  perform(call: StripeCall, values: Values<S>): object | StripeRefusal;
}): StripeOperation {
  return {
    name: definition.name,
    publishable: definition.publishable === true,
    prepare(form) {
      const values = readParameters(definition.parameters, form);
      if (isRefusal(values)) return values;
      return { perform: (call) => definition.perform(call, values) };
    },
  };
}

export const EXPAND = { type: "list", of: { type: "string" } } as const;

/** Parameters of every list call. */
export const PAGINATION = {
  limit: { type: "integer", minimum: 1, maximum: 100 },
  starting_after: { type: "string" },
  ending_before: { type: "string" },
  expand: EXPAND,
} as const;
