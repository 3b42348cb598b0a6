import type { PublicService } from "../../../catalogue/public-view.ts";
import type { LocalDate, WallTime } from "../../../domain/local-time.ts";
import { datePlus, monthOf, weekdayNumber } from "../../day-words.ts";
import { requestTimes } from "../times.ts";

type Days = Pick<PublicService, "weeklyHours" | "closedDays" | "noticeHours" | "horizonDays">;

const hoursOn = ({ weeklyHours }: Pick<PublicService, "weeklyHours">, date: LocalDate) =>
  weeklyHours[weekdayNumber(date) as 1 | 2 | 3 | 4 | 5 | 6 | 7];

/** The first and the last date that can be asked for; the API knows the hour as well. */
export const pickupWindow = (
  { noticeHours, horizonDays }: Days,
  today: LocalDate,
): { first: LocalDate; last: LocalDate } => ({
  first: datePlus(today, Math.floor(noticeHours / 24)),
  last: datePlus(today, horizonDays),
});

/** Why nobody is picked up on a date, in words; `undefined` when somebody is. */
export function refusalOfDay(service: Days, today: LocalDate, date: LocalDate): string | undefined {
  const { first, last } = pickupWindow(service, today);
  if (date < first) return "Too soon to book";
  if (date > last) return "Not open for booking yet";
  const closed = Object.hasOwn(service.closedDays, date) ? service.closedDays[date] : undefined;
  if (closed !== undefined) return `Closed: ${closed}`;
  return hoursOn(service, date) === undefined ? "No pickups on this weekday" : undefined;
}

/** The first date with pickups: where the calendar opens. */
export function firstPickupDay(service: Days, today: LocalDate): LocalDate {
  const { first, last } = pickupWindow(service, today);
  for (let date = first; date <= last; date = datePlus(date, 1)) {
    if (refusalOfDay(service, today, date) === undefined) return date;
  }
  return first;
}

/** Every pickup time of a date, up to and with the moment that the hours close. */
export function pickupTimes(
  service: Pick<PublicService, "weeklyHours" | "gridMinutes">,
  date: LocalDate | "",
): WallTime[] {
  const hours = date === "" ? undefined : hoursOn(service, date);
  if (hours === undefined) return [];
  return requestTimes({ ...hours, gridMinutes: service.gridMinutes }, 0);
}

/** The named closures of a month: the reason, with the days of the month that it covers. */
export function closuresOf(
  { closedDays }: Pick<PublicService, "closedDays">,
  month: string,
): { reason: string; days: number[] }[] {
  const byReason = new Map<string, number[]>();
  for (const [date, reason] of Object.entries(closedDays)) {
    if (monthOf(date) !== month) continue;
    byReason.set(reason, [...(byReason.get(reason) ?? []), Number(date.slice(8))]);
  }
  return [...byReason]
    .map(([reason, days]) => ({ reason, days: days.sort((a, b) => a - b) }))
    .sort((a, b) => (a.days[0] ?? 0) - (b.days[0] ?? 0));
}
