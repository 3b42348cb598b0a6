import type { TextVariables } from "./text-variables.ts";
import { tripWords } from "./trip-words.ts";
import { undeliveredWords } from "./undelivered-words.ts";

/** Tells the owner on WhatsApp that an email came back: which, to whom, why, what to do. */
export const OWNER_UNDELIVERED_TEXT: TextVariables = {
  code: { atMost: 20, say: ({ code }) => code },
  message: { atMost: 80, say: (facts) => undeliveredWords(facts).message },
  to: { atMost: 100, say: (facts) => undeliveredWords(facts).to },
  reason: { atMost: 180, say: (facts) => undeliveredWords(facts).why },
  trip: { atMost: 180, say: (facts) => tripWords(facts).brief },
  todo: { atMost: 180, say: (facts) => undeliveredWords(facts).steps[0] },
};
