import type { WallTime } from "../domain/local-time.ts";
import { formatDay, formatShortDay, minutesOf } from "../domain/local-time.ts";
import type { Alternative } from "../domain/room/alternatives.ts";
import type { BookedDay, BookingFacts } from "./facts.ts";

/** How long card refunds take to show, as Stripe tells cardholders. */
export const REFUND_ARRIVAL =
  "Banks usually take 5 to 10 business days to show a refund on your statement.";

/** Text for one line: a subject, a name, a heading. Line breaks cannot add a header or a line. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
}

/** "9:00 am", as the pages write it. */
export function timeInWords(time: WallTime): string {
  const minutes = minutesOf(time);
  const hour = Math.floor(minutes / 60);
  return `${hour % 12 || 12}:${time.slice(3)} ${hour < 12 ? "am" : "pm"}`;
}

/** "9:00 am – 12:00 pm" */
export function timesInWords({ start, end }: { start: WallTime; end: WallTime }): string {
  return `${timeInWords(start)} – ${timeInWords(end)}`;
}

/** "Monday, December 7, 2026" */
export function dayInWords(day: BookedDay, locale: string): string {
  return formatDay(day.date, locale);
}

/** All the days in few words, for subjects: "Mon, Dec 7" or "3 days from Mon, Dec 7". */
export function daysInBrief({ days, operator }: BookingFacts): string {
  const first = days[0];
  if (!first) throw new Error("a booking has at least one day");
  const day = formatShortDay(first.date, operator.locale);
  return days.length === 1 ? day : `${days.length} days from ${day}`;
}

/** "1 person", "8 people" */
export function peopleInWords(count: number): string {
  return `${count} ${count === 1 ? "person" : "people"}`;
}

/** Up to this many dates are named one by one. */
const NAMED_DATES_MAX = 4;

/** "Same days, 1:15 pm – 4:15 pm" or "Mon, Dec 14 · Tue, Dec 15, 9:00 am – 12:00 pm" */
export function alternativeInWords({ days, operator }: BookingFacts, offer: Alternative): string {
  return `${datesOfOffer(days, offer, operator.locale)}, ${timesInWords(offer)}`;
}

function datesOfOffer(days: readonly BookedDay[], { dates }: Alternative, locale: string): string {
  if (dates.join() === days.map(({ date }) => date).join()) {
    return dates.length === 1 ? "Same day" : "Same days";
  }
  const words = dates.map((date) => formatShortDay(date, locale));
  if (words.length <= NAMED_DATES_MAX) return words.join(" · ");
  return `${words.length} days from ${words[0]}`;
}

/** The page of the room with the offered slot filled in. */
export function alternativeUrl({ publicUrl, bookable }: BookingFacts, offer: Alternative): string {
  const { dates, start, end } = offer;
  return `${publicUrl}/rooms/${bookable.slug}?dates=${dates.join(",")}&start=${start}&end=${end}`;
}

/** How a guest reaches the venue: "reply to this email or call +1 604 555 0142". */
export function contactInWords({ operator }: Pick<BookingFacts, "operator">): string {
  const call = operator.phone ? ` or call ${operator.phone}` : "";
  return `reply to this email${call}`;
}
