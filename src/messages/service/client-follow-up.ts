import { oneLine } from "../booking-words.ts";
import type { TextVariables } from "./text-variables.ts";
import { tripWords } from "./trip-words.ts";

/**
 * The client's WhatsApp after paying: it stands, when and where, and how to answer. It names the
 * owner's own number, because the one that sends it is a machine's.
 */
export const CLIENT_FOLLOW_UP: TextVariables = {
  guest: { atMost: 40, say: (facts) => tripWords(facts).firstName },
  operator: { atMost: 60, say: ({ operator }) => oneLine(operator.name) },
  code: { atMost: 20, say: ({ code }) => code },
  route: { atMost: 200, say: (facts) => tripWords(facts).wholeRoute },
  date: { atMost: 40, say: (facts) => tripWords(facts).day },
  time: {
    atMost: 50,
    say: (facts) => {
      const { time, zone } = tripWords(facts);
      return `${time} (${zone})`;
    },
  },
  pickup: { atMost: 180, say: (facts) => tripWords(facts).pickup.join(", ") },
  reply: {
    atMost: 160,
    say: ({ owner }) =>
      `write to ${oneLine(owner.name)} on WhatsApp at ${owner.whatsapp} or by email at ${owner.email}`,
  },
};
