import type { Extra, ExtraAnswers, ExtraPrice } from "../extras.ts";
import { chosenPrice } from "../extras.ts";
import type { PriceLine, Quote } from "../money.ts";
import { formatMoney, sumOf } from "../money.ts";
import type { ServiceFormat, ServicePackage, ServiceRoute, TripPrice } from "./service-rules.ts";

/** What the price of a trip depends on: things that the offer has, and validated answers. */
export interface PricedTrip {
  route: ServiceRoute;
  format: ServiceFormat;
  /** Of the route in this format. */
  price: TripPrice;
  package: ServicePackage;
  passengers: number;
  extras: ExtraAnswers;
}

/**
 * The price of a trip: one line for the route in its format, one for the package and one for each
 * extra that cost something. Every line is above zero, as a hosted checkout wants them.
 */
export function quoteTrip(
  { currency, extras }: { currency: string; extras: readonly Extra[] },
  trip: PricedTrip,
): Quote {
  const { route, format, passengers } = trip;
  const line = (label: string, price: TripPrice | undefined) =>
    price === undefined ? [] : [lineOf(label, price, passengers, currency)];
  const lines = [
    ...line(`${route.label}, ${format.label}`, trip.price),
    ...line(trip.package.label, trip.package.price),
    ...extras.flatMap((extra) => {
      const chosen = chosenPrice(extra, trip.extras[extra.id]);
      return chosen === undefined ? [] : line(chosen.label, tripPrice(chosen.price));
    }),
  ];
  return { currency, lines, total: sumOf(lines) };
}

function lineOf(label: string, price: TripPrice, passengers: number, currency: string): PriceLine {
  const { amount, per } = price;
  if (per === "booking") return { label, amount };
  const people = `${passengers} ${passengers === 1 ? "passenger" : "passengers"}`;
  return {
    label: `${label}: ${formatMoney(amount, currency)} × ${people}`,
    amount: amount * passengers,
  };
}

/** A trip is on one day: what is priced by the day is paid once. */
function tripPrice({ amount, per }: ExtraPrice): TripPrice {
  return { amount, per: per === "attendee" ? "passenger" : "booking" };
}
