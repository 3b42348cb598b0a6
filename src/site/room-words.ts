import type { PublicRoom } from "../catalogue/public-view.ts";
import { formatMoney } from "../domain/money.ts";
import { count, sayLength, sayTimes } from "./day-words.ts";

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const weekdayNames = {
  1: "Monday",
  2: "Tuesday",
  3: "Wednesday",
  4: "Thursday",
  5: "Friday",
  6: "Saturday",
  7: "Sunday",
};

/** Whole dollars are said without cents: "$45", "$45.50". */
export const sayPrice = (amount: number, currency: string): string =>
  formatMoney(amount, currency).replace(/\.00$/, "");

/** "Monday to Friday, 8:00 am – 5:00 pm": one entry for each run of days that keep the same hours. */
export function sayWeeklyHours(hours: PublicRoom["weeklyHours"]): string[] {
  const runs: { first: string; last: string; times: string; until: number }[] = [];
  for (const weekday of weekdays) {
    const day = hours[weekday];
    if (day === undefined) continue;
    const times = sayTimes(day.opens, day.closes);
    const previous = runs.at(-1);
    if (previous?.times === times && previous.until === weekday - 1) {
      previous.last = weekdayNames[weekday];
      previous.until = weekday;
    } else {
      const name = weekdayNames[weekday];
      runs.push({ first: name, last: name, times, until: weekday });
    }
  }
  return runs.map(({ first, last, times }) =>
    first === last ? `${first}, ${times}` : `${first} to ${last}, ${times}`,
  );
}

/** The city of an IANA zone: "Vancouver" of "America/Vancouver". */
export const sayZone = (timeZone: string): string =>
  (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");

/** Every rule that a guest can run into, as sentences. */
export function sayRules(room: PublicRoom): string[] {
  return [
    `Open ${sayWeeklyHours(room.weeklyHours).join("; ")} (${sayZone(room.timeZone)} time). The calendar names the holidays on which the house is closed.`,
    `Book at least ${count(room.earliestHours, "hour")} and at most ${count(room.horizonDays, "day")} ahead, up to ${count(room.daysMax, "day")} in one booking.`,
    `At least ${sayLength(room.minimumHours * 60)} on each day, starting and ending on the ${room.gridMinutes}-minute mark.`,
    `We keep ${sayLength(room.bufferMinutes)} clear before and after every booking, so the room is ready for you.`,
    `Your time is held for ${sayLength(room.holdMinutes)} while you pay, and nobody else can take it.`,
  ];
}
