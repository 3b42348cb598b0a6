import { invalidParameter, isRefusal, type StripeRefusal } from "./errors.ts";
import type { Form } from "./form.ts";

/** What one parameter may be. `empty`: the empty string is allowed and unsets it. */
export type Rule =
  | { type: "string"; required?: true; maxLength?: number; empty?: true }
  | { type: "integer"; required?: true; minimum?: number; maximum?: number }
  | { type: "boolean"; required?: true }
  | { type: "enum"; values: readonly string[]; required?: true }
  | { type: "metadata"; required?: true }
  | { type: "range"; required?: true }
  | { type: "list"; of: Rule; required?: true }
  | { type: "object"; fields: Schema; required?: true };

export type Schema = { readonly [name: string]: Rule };

/** `created` filters: seconds since the epoch. */
export interface Range {
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
}

type ValueOf<R> = R extends { type: "string" }
  ? string
  : R extends { type: "integer" }
    ? number
    : R extends { type: "boolean" }
      ? boolean
      : R extends { type: "enum"; values: readonly (infer V)[] }
        ? V
        : R extends { type: "metadata" }
          ? Record<string, string>
          : R extends { type: "range" }
            ? Range
            : R extends { type: "list"; of: infer I }
              ? ValueOf<I>[]
              : R extends { type: "object"; fields: infer F }
                ? Values<F>
                : never;

/** The parameters as read: required ones are there, others may be absent. */
export type Values<S> = {
  [K in keyof S as S[K] extends { required: true } ? K : never]: ValueOf<S[K]>;
} & {
  [K in keyof S as S[K] extends { required: true } ? never : K]?: ValueOf<S[K]>;
};

// https://docs.stripe.com/api/metadata
const METADATA_KEYS_MAX = 50;
const METADATA_KEY_LENGTH_MAX = 40;
const METADATA_VALUE_LENGTH_MAX = 500;
const STRING_LENGTH_MAX = 5_000;

/** Reads and checks every parameter; refuses the first that is unknown, missing or wrong. */
export function readParameters<S extends Schema>(
  schema: S,
  form: Form,
  parent = "",
): Values<S> | StripeRefusal {
  const nameOf = (name: string) => (parent === "" ? name : `${parent}[${name}]`);
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(form)) {
    if (schema[name] === undefined) {
      const param = nameOf(name);
      return invalidParameter(`Received unknown parameter: ${param}`, param, "parameter_unknown");
    }
  }
  for (const [name, rule] of Object.entries(schema)) {
    const param = nameOf(name);
    const given = form[name];
    if (given === undefined) {
      if (rule.required !== true) continue;
      return invalidParameter(`Missing required param: ${param}.`, param, "parameter_missing");
    }
    const read = readValue(rule, given, param);
    if (isRefusal(read)) return read;
    values[name] = read.value;
  }
  return values as Values<S>;
}

function readValue(
  rule: Rule,
  given: string | Form,
  param: string,
): { value: unknown } | StripeRefusal {
  switch (rule.type) {
    case "metadata":
      return readMetadata(given, param);
    case "object": {
      if (typeof given === "string") return invalidParameter("Invalid object", param);
      const fields = readParameters(rule.fields, given, param);
      return isRefusal(fields) ? fields : { value: fields };
    }
    case "list":
      return readList(rule.of, given, param);
    case "range":
      return readRange(given, param);
    default:
      if (typeof given !== "string") return invalidParameter(`Invalid ${rule.type}: {}`, param);
      return readScalar(rule, given, param);
  }
}

function readScalar(
  rule: Extract<Rule, { type: "string" | "integer" | "boolean" | "enum" }>,
  given: string,
  param: string,
): { value: unknown } | StripeRefusal {
  if (given === "" && !(rule.type === "string" && rule.empty === true)) {
    return invalidParameter(
      `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
      param,
      "parameter_invalid_empty",
    );
  }
  switch (rule.type) {
    case "string": {
      const maximum = rule.maxLength ?? STRING_LENGTH_MAX;
      if (given.length <= maximum) return { value: given };
      return invalidParameter(
        `Invalid string: ${given.slice(0, 10)}...${given.slice(-10)}; must be at most ${maximum} characters`,
        param,
      );
    }
    case "integer":
      return readInteger(rule, given, param);
    case "boolean":
      if (given === "true" || given === "false") return { value: given === "true" };
      return invalidParameter(`Invalid boolean: ${given}`, param);
    case "enum":
      if (rule.values.includes(given)) return { value: given };
      return invalidParameter(`Invalid ${param}: must be one of ${rule.values.join(", ")}`, param);
  }
}

function readInteger(
  rule: { minimum?: number; maximum?: number },
  given: string,
  param: string,
): { value: number } | StripeRefusal {
  const code = "parameter_invalid_integer";
  if (!/^-?\d{1,15}$/.test(given))
    return invalidParameter(`Invalid integer: ${given}`, param, code);
  const value = Number(given);
  if (rule.minimum !== undefined && value < rule.minimum) {
    return invalidParameter(
      `This value must be greater than or equal to ${rule.minimum}.`,
      param,
      code,
    );
  }
  if (rule.maximum !== undefined && value > rule.maximum) {
    return invalidParameter(
      `This value must be less than or equal to ${rule.maximum} (it currently is '${given}').`,
      param,
      code,
    );
  }
  return { value };
}

function readMetadata(given: string | Form, param: string): { value: unknown } | StripeRefusal {
  if (given === "") return { value: {} };
  if (typeof given === "string") return invalidParameter("Invalid object", param);
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(given)) {
    const at = `${param}[${key}]`;
    if (typeof value !== "string") {
      return invalidParameter(`Invalid string: {}`, at);
    }
    if (key.length > METADATA_KEY_LENGTH_MAX) {
      return invalidParameter(
        `Metadata keys can be at most ${METADATA_KEY_LENGTH_MAX} characters long; '${key}' has ${key.length}.`,
        param,
      );
    }
    if (value.length > METADATA_VALUE_LENGTH_MAX) {
      return invalidParameter(
        `Metadata values can have up to ${METADATA_VALUE_LENGTH_MAX} characters, but you passed in a value that is ${value.length} characters. Invalid value: ${value.slice(0, 40)}`,
        at,
      );
    }
    values[key] = value;
  }
  if (Object.keys(values).length > METADATA_KEYS_MAX) {
    return invalidParameter(
      `You can only have up to ${METADATA_KEYS_MAX} metadata keys; you passed ${Object.keys(values).length}.`,
      param,
    );
  }
  return { value: values };
}

function readList(
  of: Rule,
  given: string | Form,
  param: string,
): { value: unknown } | StripeRefusal {
  if (typeof given === "string") return invalidParameter("Invalid array", param);
  const values: unknown[] = [];
  for (const [index, item] of Object.values(given).entries()) {
    const read = readValue(of, item, `${param}[${index}]`);
    if (isRefusal(read)) return read;
    values.push(read.value);
  }
  return { value: values };
}

function readRange(given: string | Form, param: string): { value: unknown } | StripeRefusal {
  const form = typeof given === "string" ? { gte: given, lte: given } : given;
  const second = { type: "integer", minimum: 0 } as const;
  const read = readParameters({ gt: second, gte: second, lt: second, lte: second }, form, param);
  return isRefusal(read) ? read : { value: read };
}
