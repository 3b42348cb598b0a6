import { shortened } from "../../domain/shortened.ts";
import { oneLine } from "../booking-words.ts";
import type { ServiceFacts } from "../service-facts.ts";

/** One variable of an approved template: what it says, cut at so many UTF-16 units. */
export interface TextVariable {
  atMost: number;
  say(facts: ServiceFacts): string;
}

/** A message's variables by their names, which the catalogue puts into a template's order. */
export type TextVariables = Readonly<Record<string, TextVariable>>;

/**
 * WhatsApp refuses a template of more than 1,024 characters with its values filled in (Twilio's
 * error 63021): the values together stay below this and leave the rest to the template's own words.
 */
export const VALUES_MAX = 750;

/** Where there is nothing to say: WhatsApp refuses an empty value (Twilio's error 63013). */
const NOTHING = "–";
/** What is not seen: white space, and what Unicode says to ignore. */
const UNSEEN = /[\s\p{Default_Ignorable_Code_Point}]/gu;
/** A template's own brackets: a value must not look like another placeholder. */
const BRACKETS = /([{}])(?=\1)/g;

/** Every variable of a message, fit for a template: one line, bounded, never empty. */
export function writeText(variables: TextVariables, facts: ServiceFacts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, { atMost, say }]) => [
      name,
      templateValue(say(facts), atMost),
    ]),
  );
}

/** `text` as WhatsApp takes it: no line break, no tab, single spaces, at most `atMost` long. */
export function templateValue(text: string, atMost: number): string {
  const line = oneLine(text.toWellFormed()).replace(BRACKETS, "$1 ");
  return line.replace(UNSEEN, "") === "" ? NOTHING : shortened(line, atMost);
}
