import {
  formatDay,
  formatShortDay,
  localDateOf,
  type WallTime,
  wallTimeOf,
  zoneName,
} from "../../domain/local-time.ts";
import { formatMoney } from "../../domain/money.ts";
import { oneLine, peopleInWords, timeInWords } from "../booking-words.ts";
import type { SessionFacts, SupplierLanguage } from "../session-facts.ts";

/** One session in the words of one language: dates, times, counts and money. */
export interface SessionWords {
  /** For the `lang` of the document and for formats. */
  locale: string;
  /** "Saturday, December 12, 2026" */
  day: string;
  /** "10:00 am – 12:30 pm" */
  times: string;
  /** "Saturday, December 12, 2026 at 10:00 am", within a sentence. */
  when: string;
  /** Whose clock: "Vancouver time". */
  zone: string;
  /** For subjects: "Harbour by Kayak, Sat, Dec 12, 10:00 am". */
  brief: string;
  /** "2 people" */
  people: string;
  /** "2 spots" */
  spots: string;
  /** An instant (UTC epoch ms) on the experience's clock, which it names. */
  instant(at: number): string;
  /** An amount in minor units of the session's currency. */
  money(amount: number): string;
}

/** The session in `language`; in the operator's own variety of it where that is known. */
export function sessionWords(facts: SessionFacts, language: SupplierLanguage): SessionWords {
  const { date, time, timeZone, operator, participants, currency } = facts;
  const grammar = GRAMMARS[language];
  const locale = operator.locale.startsWith(language) ? operator.locale : grammar.locale;
  const zone = grammar.zone(timeZone);
  const day = formatDay(date, locale);
  const shortDay = formatShortDay(date, locale);
  return {
    locale,
    // It stands alone, and Italian writes weekdays small.
    day: `${day.charAt(0).toLocaleUpperCase(locale)}${day.slice(1)}`,
    times: timesOf(facts, grammar, locale),
    when: grammar.dayAt(day, grammar.time(time)),
    zone,
    brief: `${facts.experienceName}, ${shortDay}, ${grammar.time(time)}`,
    people: grammar.people(participants),
    spots: grammar.spots(participants),
    instant(at) {
      const date = formatDay(localDateOf(at, timeZone), locale);
      return `${grammar.dayAt(date, grammar.time(wallTimeOf(at, timeZone)))} (${zone})`;
    },
    money: (amount) => grammar.money(amount, currency),
  };
}

/** How a language writes what all messages write. */
interface Grammar {
  locale: string;
  time(time: WallTime): string;
  dayAt(day: string, time: string): string;
  zone(timeZone: string): string;
  people(count: number): string;
  spots(count: number): string;
  money(amount: number, currency: string): string;
}

/** Cities that Italians call otherwise than the time zone database does. */
const ITALIAN_CITIES: Partial<Record<string, string>> = {
  Athens: "Atene",
  Berlin: "Berlino",
  Lisbon: "Lisbona",
  London: "Londra",
  Paris: "Parigi",
  Rome: "Roma",
  Zurich: "Zurigo",
};

const GRAMMARS: Record<SupplierLanguage, Grammar> = {
  en: {
    locale: "en-CA",
    time: timeInWords,
    dayAt: (day, time) => `${day} at ${time}`,
    zone: zoneName,
    people: peopleInWords,
    spots: (count) => `${count} ${count === 1 ? "spot" : "spots"}`,
    money: formatMoney,
  },
  it: {
    locale: "it-IT",
    time: (time) => time,
    dayAt: (day, time) => `${day}, ore ${time}`,
    zone: (timeZone) => {
      const city = timeZone.split("/").slice(1).at(-1)?.replaceAll("_", " ");
      return city ? `ora di ${ITALIAN_CITIES[city] ?? city}` : timeZone;
    },
    people: (count) => `${count} ${count === 1 ? "persona" : "persone"}`,
    spots: (count) => `${count} ${count === 1 ? "posto" : "posti"}`,
    money: (amount, currency) => {
      const format = new Intl.NumberFormat("it-IT", { style: "currency", currency });
      return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
    },
  },
};

/** From start to end; a session past midnight names the day on which it ends. */
function timesOf(facts: SessionFacts, { time }: Grammar, locale: string): string {
  const end = time(wallTimeOf(facts.endsAt, facts.timeZone));
  const endDate = localDateOf(facts.endsAt, facts.timeZone);
  const until = endDate === facts.date ? end : `${end} (${formatShortDay(endDate, locale)})`;
  return `${time(facts.time)} – ${until}`;
}

/** What turns the order of letters around (Unicode Bidi: embeddings, overrides, isolates). */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
/** Where mail clients see an address and make a link of it: the joints of "evil.example/pay". */
const JOINTS = /(?<=\S)([.:/@\u3002\uff0e\uff61])(?=\S)/g;

/**
 * What a stranger wrote as a name, fit for anybody's eyes: one line, read in order, and no link.
 * Mail clients make links of bare addresses, so invisible spaces part what would look like one.
 */
export function harmless(text: string): string {
  return oneLine(text.replace(TURNS, "")).replace(JOINTS, "\u200b$1\u200b");
}
