import type { PublicRoute, PublicService } from "../catalogue/public-view.ts";
import type { TripPrice } from "../domain/service/service-rules.ts";
import { count, sayLength } from "./day-words.ts";
import { sayPrice, sayWeeklyHours, sayZone } from "./room-words.ts";

const per = { booking: "for your group", passenger: "a passenger" };

/** "US$45 a passenger", "US$220 for your group" */
export const sayTripPrice = (price: TripPrice, currency: string): string =>
  `${sayPrice(price.amount, currency)} ${per[price.per]}`;

/** "1 passenger", "4 passengers" */
export const sayPassengers = (passengers: number): string => count(passengers, "passenger");

/** "About 1 hour 15 minutes" */
export const sayDrive = ({ durationMinutes }: Pick<PublicRoute, "durationMinutes">): string =>
  `About ${sayLength(durationMinutes)}`;

/** The lowest price of all those given; `undefined` of none. */
export function lowestPrice(prices: readonly TripPrice[]): TripPrice | undefined {
  return prices.reduce<TripPrice | undefined>(
    (lowest, price) => (lowest === undefined || price.amount < lowest.amount ? price : lowest),
    undefined,
  );
}

export const pricesOf = (routes: readonly PublicRoute[]): TripPrice[] =>
  routes.flatMap(({ prices }) => Object.values(prices));

/** How long the trip is kept while its guest pays, and what happens then. */
export const sayTripHold = ({ holdMinutes }: Pick<PublicService, "holdMinutes">): string =>
  `We keep your trip for ${sayLength(holdMinutes)} while you pay. If no payment arrives by then, it is free for others again, and nothing is charged.`;

/** Every rule that a guest can run into, as sentences. */
export function sayServiceRules(service: PublicService): string[] {
  const { passengers, noticeHours, horizonDays, timeZone, weeklyHours } = service;
  const { minimum, maximum } = passengers;
  const hours = sayWeeklyHours(weeklyHours).join("; ");
  return [
    `Pickups: ${hours} (${sayZone(timeZone)} time).`,
    minimum > 1
      ? `From ${minimum} to ${sayPassengers(maximum)} in one booking.`
      : `Up to ${sayPassengers(maximum)} in one booking.`,
    noticeHours > 0
      ? `Book at least ${count(noticeHours, "hour")} and at most ${count(horizonDays, "day")} ahead.`
      : `Book at most ${count(horizonDays, "day")} ahead.`,
    sayTripHold(service),
  ];
}
