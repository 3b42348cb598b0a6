import type { Violation } from "./room/slot.ts";

/** `attendee` is for each person on each day. */
export interface ExtraPrice {
  amount: number;
  per: "booking" | "day" | "attendee";
}

export interface ChoiceOption {
  id: string;
  label: string;
  price?: ExtraPrice;
}

/** Something that is asked, or offered, beside the time. */
export type Extra = { id: string; label: string; required: boolean; hint?: string } & (
  | { type: "text"; maxLength: number }
  | { type: "number"; minimum: number; maximum: number }
  | { type: "choice"; options: ChoiceOption[] }
  | { type: "flag"; price?: ExtraPrice }
);

/** Answers by the extra's id: text, a whole number, an option's id, or yes/no. */
export type ExtraAnswers = Record<string, string | number | boolean>;

export type ExtrasDecision =
  | { ok: true; answers: ExtraAnswers }
  | { ok: false; violations: Violation[] };

/** Text is for one line of an email or a calendar entry. */
const CONTROL_CHARACTERS = /\p{Cc}/u;

/**
 * Checks answers against what is asked: required ones are there, none is unknown, each is of
 * its kind. Returns them trimmed, without empty optional ones.
 */
export function validateExtras(
  extras: readonly Extra[],
  answers: ExtraAnswers | undefined,
): ExtrasDecision {
  const given = new Map(Object.entries(answers ?? {}));
  const kept: [string, string | number | boolean][] = [];
  const violations: Violation[] = [];
  for (const id of given.keys()) {
    if (extras.some((extra) => extra.id === id)) continue;
    const message = "This is not asked for here.";
    violations.push({ field: `extras.${id}`, code: "unknown-extra", message });
  }
  for (const extra of extras) {
    const answer = withoutSpaceAround(given.get(extra.id));
    if (answer === undefined || answer === "" || (extra.required && answer === false)) {
      if (extra.required) violations.push(missing(extra));
      continue;
    }
    const message = problemWith(extra, answer);
    if (message) violations.push({ field: `extras.${extra.id}`, code: "bad-extra", message });
    else kept.push([extra.id, answer]);
  }
  if (violations.length > 0) return { ok: false, violations };
  return { ok: true, answers: Object.fromEntries(kept) };
}

function withoutSpaceAround(answer: string | number | boolean | undefined) {
  return typeof answer === "string" ? answer.trim() : answer;
}

function missing(extra: Extra): Violation {
  const message = `Please fill in: ${extra.label}.`;
  return { field: `extras.${extra.id}`, code: "missing-extra", message };
}

function problemWith(extra: Extra, answer: string | number | boolean): string | undefined {
  switch (extra.type) {
    case "text": {
      const fits = typeof answer === "string" && answer.length <= extra.maxLength;
      if (fits && !CONTROL_CHARACTERS.test(answer)) return undefined;
      return `${extra.label}: one line of at most ${extra.maxLength} characters.`;
    }
    case "number": {
      const { minimum, maximum } = extra;
      const fits = typeof answer === "number" && answer >= minimum && answer <= maximum;
      if (fits && Number.isSafeInteger(answer)) return undefined;
      return `${extra.label}: a whole number from ${minimum} to ${maximum}.`;
    }
    case "choice":
      if (extra.options.some(({ id }) => id === answer)) return undefined;
      return `${extra.label}: choose one of ${extra.options.map(({ label }) => label).join(", ")}.`;
    case "flag":
      return typeof answer === "boolean" ? undefined : `${extra.label}: yes or no.`;
  }
}

/** What an answer adds to the price, and in which words; `undefined` when it costs nothing. */
export function chosenPrice(
  extra: Extra,
  answer: string | number | boolean | undefined,
): { label: string; price: ExtraPrice } | undefined {
  if (extra.type === "flag" && answer === true && extra.price) {
    return { label: extra.label, price: extra.price };
  }
  if (extra.type !== "choice") return undefined;
  const option = extra.options.find(({ id }) => id === answer);
  return option?.price && { label: `${extra.label}: ${option.label}`, price: option.price };
}

/** Answers as people read them, in the order in which they are asked for: "Set: Green screen". */
export function extrasInWords(
  extras: readonly Extra[],
  answers: ExtraAnswers,
): { label: string; value: string }[] {
  return extras.flatMap((extra) => {
    const answer = answers[extra.id];
    return answer === undefined ? [] : [{ label: extra.label, value: inWords(extra, answer) }];
  });
}

function inWords(extra: Extra, answer: string | number | boolean): string {
  if (typeof answer === "boolean") return answer ? "Yes" : "No";
  if (extra.type !== "choice") return String(answer);
  return extra.options.find(({ id }) => id === answer)?.label ?? String(answer);
}
