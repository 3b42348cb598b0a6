import { englishOf } from "../../domain/english.ts";
import {
  formatDay,
  formatShortDay,
  localDateOf,
  wallTimeOf,
  zoneName,
} from "../../domain/local-time.ts";
import { formatMoney } from "../../domain/money.ts";
import { oneLine, timeInWords } from "../booking-words.ts";
import type { ServiceFacts } from "../service-facts.ts";
import { harmless } from "../session/session-words.ts";

/** One trip in words: dates, times, people and money. What guests wrote is harmless in it. */
export interface TripWords {
  /** For the `lang` of the document and for dates. */
  locale: string;
  /** "Saturday, December 12, 2026" */
  day: string;
  /** "8:30 am" */
  time: string;
  /** "Saturday, December 12, 2026 at 8:30 am", within a sentence. */
  when: string;
  /** When the vehicle is back: "10:00 am", with the day when that is another. */
  back: string;
  /** Whose clock: "Vancouver time". */
  zone: string;
  route: string;
  /** Where it ends for this guest. */
  dropOff: string | undefined;
  /** The route for one line: "Airport to Whistler, drop-off: Hotel Alma". */
  wholeRoute: string;
  /** Format and package: "Private car · Classic". */
  serviceType: string;
  /** "4 passengers" */
  passengers: string;
  /** The guest's whole name, and what one calls them; neither is ever empty. */
  guest: string;
  firstName: string;
  /** Place and details of the pickup, those that there are. */
  pickup: readonly string[];
  /** For subjects: "Airport to Whistler, Sat, Dec 12, 8:30 am". */
  brief: string;
  /** An amount in minor units of the booking's currency. */
  money(amount: number): string;
}

export function tripWords(facts: ServiceFacts): TripWords {
  const { operator, date, timeZone, currency } = facts;
  const locale = englishOf(operator);
  const day = formatDay(date, locale);
  const time = timeInWords(facts.time);
  const route = oneLine(facts.route);
  const dropOff = harmless(facts.dropOff ?? "") || undefined;
  const guest = harmless(facts.guest.name) || "Guest";
  return {
    locale,
    day,
    time,
    when: `${day} at ${time}`,
    back: backInWords(facts, locale),
    zone: zoneName(timeZone),
    route,
    dropOff,
    wholeRoute: dropOff === undefined ? route : `${route}, drop-off: ${dropOff}`,
    serviceType: oneLine(`${facts.format} · ${facts.package}`),
    passengers: passengersInWords(facts.passengers),
    guest,
    firstName: guest.split(" ", 1)[0] ?? guest,
    pickup: pickupOf(facts),
    brief: `${route}, ${formatShortDay(date, locale)}, ${time}`,
    money: (amount) => formatMoney(amount, currency),
  };
}

function passengersInWords(count: number): string {
  return `${count} ${count === 1 ? "passenger" : "passengers"}`;
}

function backInWords({ endsAt, date, timeZone }: ServiceFacts, locale: string): string {
  const time = timeInWords(wallTimeOf(endsAt, timeZone));
  const day = localDateOf(endsAt, timeZone);
  return day === date ? time : `${time} (${formatShortDay(day, locale)})`;
}

function pickupOf({ pickup }: ServiceFacts): TripWords["pickup"] {
  const place = oneLine(pickup.place);
  const details = harmless(pickup.details ?? "");
  return details ? [place, details] : [place];
}
