import type { Extra, ExtraAnswers } from "../../../domain/extras.ts";
import type { TripForm } from "./trip-state.ts";

const wholeNumber = (text: string): number | undefined =>
  /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;

/** How many travel; `undefined` for what is no whole number above zero. */
export const passengersOf = ({ passengers }: TripForm): number | undefined =>
  wholeNumber(passengers) || undefined;

/** The extras as the API wants them: answered ones only, numbers as numbers. */
export function tripExtras(extras: readonly Extra[], { extras: given }: TripForm): ExtraAnswers {
  const answers: ExtraAnswers = {};
  for (const { id, type } of extras) {
    const answer = given[id];
    if (answer === undefined || answer === false) continue;
    if (typeof answer === "string" && answer.trim() === "") continue;
    const number = type === "number" ? wholeNumber(String(answer)) : undefined;
    answers[id] = number ?? answer;
  }
  return answers;
}
