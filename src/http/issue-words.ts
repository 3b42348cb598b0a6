import type * as z from "zod";

/** Enough of a field's name to know it by; a client can make it as long as the body. */
const NAME_LENGTH_MAX = 60;

const KINDS: Record<string, string> = {
  object: "an object",
  record: "an object",
  array: "a list",
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

/** What is wrong with a field for which its schema has no words of its own: the field and the rule. */
export function sayIssue(issue: z.core.$ZodRawIssue): string {
  const path = issue.path ?? [];
  if (path.length === 0) return "The body must be a JSON object.";
  const name = `"${fieldOf(path).slice(0, NAME_LENGTH_MAX)}"`;
  if (issue.input === undefined && issue.code === "invalid_type") return `${name} is missing.`;
  switch (issue.code) {
    case "invalid_type":
      return `${name} must be ${KINDS[issue.expected] ?? issue.expected}.`;
    case "too_big":
      return issue.origin === "string"
        ? `${name} has at most ${issue.maximum} characters.`
        : `${name} is at most ${issue.maximum}.`;
    case "too_small":
      return issue.origin === "string"
        ? `${name} is empty.`
        : `${name} is at least ${issue.minimum}.`;
    case "invalid_key":
      return `There is no field ${name} here.`;
    default:
      return `${name} is not as it must be.`;
  }
}

/** `dates[2]`, `customer.email`: as the guest's page names its fields; `body` is all of them. */
export function fieldOf(path: readonly PropertyKey[]): string {
  const field = path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
  return field || "body";
}
