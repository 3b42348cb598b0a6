import { formatLength } from "../domain/local-time.ts";
import { LONGEST_TRIP_MS } from "../domain/service/vehicles.ts";
import { closureRules } from "./closures.ts";
import type { ExtraConfig } from "./extra-schema.ts";
import { extraRules } from "./extra-schema.ts";
import type { HolidayCalendars } from "./holidays.ts";
import { openingRules } from "./opening-hours.ts";
import { refundRules } from "./refund-tiers.ts";
import { repeated } from "./repeated.ts";
import type { CatalogueConfig } from "./schema.ts";
import { AMOUNT_MAX } from "./values.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Stripe keeps a hosted checkout open for half an hour at least, and a day at most: with a margin. */
const HOLD_MIN_MS = 30 * MINUTE_MS;
const HOLD_MAX_MS = 23 * HOUR_MS;

type Service = CatalogueConfig["services"][number];

/** The rules of transport services between values that each are well-formed. */
export function brokenServiceRules(config: CatalogueConfig, holidays: HolidayCalendars): string[] {
  const { services } = config;
  return [
    ...repeated(
      "services",
      "slug",
      services.map(({ slug }) => slug),
    ),
    ...services.flatMap((service, index) => {
      const path = `services[${index}]`;
      const { closures, refundPolicy, extras } = service;
      return [
        ...operatorRules(path, service, config),
        ...openingRules(path, service),
        ...(closures ? closureRules(`${path}.closures`, closures, holidays) : []),
        ...refundRules(path, refundPolicy),
        ...sizeRules(path, service),
        ...routeRules(path, service),
        ...formatRules(path, service),
        ...placeRules(path, service),
        ...extraRules(path, extras),
        ...dayPriceRules(path, extras),
        ...priceRules(path, service),
      ];
    }),
  ];
}

/** Its owner is told of every booking by email and by WhatsApp, so both must be known. */
function operatorRules(
  path: string,
  { operator: id }: Service,
  { operators }: CatalogueConfig,
): string[] {
  const operator = operators.find((one) => one.id === id);
  if (!operator) return [`${path}.operator: no operator has the id "${id}"`];
  return (["owner", "whatsapp"] as const)
    .filter((setting) => operator[setting] === undefined)
    .map((setting) => `${path}.operator: the operator "${id}" must have "${setting}"`);
}

function sizeRules(path: string, { passengers, hold, formats }: Service): string[] {
  const broken: string[] = [];
  if (formats.every(({ passengersMax = Infinity }) => passengersMax < passengers.maximum)) {
    broken.push(`${path}.passengers.maximum: no format takes so many (passengersMax)`);
  }
  if (passengers.maximum < passengers.minimum) {
    broken.push(`${path}.passengers.maximum: must not be below the minimum`);
  }
  if (hold < HOLD_MIN_MS || hold > HOLD_MAX_MS) {
    broken.push(`${path}.hold: must be from PT30M to PT23H: so long a checkout can be kept open`);
  }
  return broken;
}

function routeRules(path: string, { routes, formats }: Service): string[] {
  return [
    ...repeatedIds(`${path}.routes`, routes),
    ...routes.flatMap(({ duration, prices }, index) => {
      const place = `${path}.routes[${index}]`;
      const broken: string[] = [];
      if (duration % MINUTE_MS !== 0) broken.push(`${place}.duration: must be whole minutes`);
      if (duration > LONGEST_TRIP_MS) {
        const longest = formatLength(LONGEST_TRIP_MS);
        broken.push(`${place}.duration: must be at most ${longest}: no trip is longer`);
      }
      const priced = Object.keys(prices);
      if (priced.length === 0) broken.push(`${place}.prices: must have a price for some format`);
      for (const id of priced) {
        if (formats.some((format) => format.id === id)) continue;
        broken.push(`${place}.prices.${id}: no format has the id "${id}"`);
      }
      return broken;
    }),
  ];
}

function formatRules(path: string, service: Service): string[] {
  const { routes, formats, packages, pickupPlaces } = service;
  const vehicles = service.vehicles ?? Infinity;
  return [
    ...repeatedIds(`${path}.formats`, formats),
    ...formats.flatMap((format, index) => {
      const place = `${path}.formats[${index}]`;
      const isPriced = routes.some(({ prices }) => Object.hasOwn(prices, format.id));
      return [
        ...(isPriced ? [] : [`${place}: no route has a price for "${format.id}"`]),
        ...(format.vehicles > vehicles
          ? [`${place}.vehicles: must not be more than there are (${path}.vehicles)`]
          : []),
        ...seatRules(path, place, service, format),
      ];
    }),
    ...repeatedIds(`${path}.packages`, packages),
    ...repeatedIds(`${path}.pickupPlaces`, pickupPlaces),
  ];
}

/** A place that no route begins at could never be chosen. */
function placeRules(path: string, { routes, pickupPlaces }: Service): string[] {
  const unknown = routes.flatMap(({ pickupPlaces: begins = [] }, index) =>
    begins.flatMap((id, at) =>
      pickupPlaces.some((place) => place.id === id)
        ? []
        : [`${path}.routes[${index}].pickupPlaces[${at}]: no pickup place has the id "${id}"`],
    ),
  );
  const unused = pickupPlaces.flatMap(({ id }, index) =>
    routes.some(({ pickupPlaces: begins }) => begins?.includes(id) ?? true)
      ? []
      : [`${path}.pickupPlaces[${index}]: no route begins at "${id}"`],
  );
  return [...unknown, ...unused];
}

function seatRules(
  path: string,
  place: string,
  { passengers }: Service,
  { passengersMax }: Service["formats"][number],
): string[] {
  const { minimum, maximum } = passengers;
  if (passengersMax === undefined || minimum > maximum) return [];
  const rule = (words: string) => [`${place}.passengersMax: must not be ${words}`];
  if (passengersMax < minimum) return rule(`below ${path}.passengers.minimum`);
  return passengersMax > maximum ? rule(`above ${path}.passengers.maximum`) : [];
}

function repeatedIds(list: string, entries: readonly { id: string }[]): string[] {
  return repeated(
    list,
    "id",
    entries.map(({ id }) => id),
  );
}

function dayPriceRules(path: string, extras: readonly ExtraConfig[]): string[] {
  const rule = 'a trip has no days: must be "booking" or "attendee" (a passenger)';
  return extras.flatMap((extra, index) => {
    const place = `${path}.extras[${index}]`;
    if (extra.type === "flag") {
      return extra.price?.per === "day" ? [`${place}.price.per: ${rule}`] : [];
    }
    if (extra.type !== "choice") return [];
    return extra.options.flatMap(({ price }, option) =>
      price?.per === "day" ? [`${place}.options[${option}].price.per: ${rule}`] : [],
    );
  });
}

/** The dearest trip that can be put together must still be one charge. */
function priceRules(path: string, { routes, packages, extras, passengers }: Service): string[] {
  const dearest = (prices: readonly ({ amount: number; per: string } | undefined)[]) =>
    Math.max(
      0,
      ...prices.map((price) => {
        if (price === undefined) return 0;
        return price.per === "booking" ? price.amount : price.amount * passengers.maximum;
      }),
    );
  const total =
    dearest(routes.flatMap(({ prices }) => Object.values(prices))) +
    dearest(packages.map(({ price }) => price)) +
    extras.reduce((sum, extra) => sum + dearest(pricesOf(extra)), 0);
  if (total <= AMOUNT_MAX) return [];
  return [`${path}.routes: the dearest trip must cost below 1,000,000.00 for all passengers`];
}

function pricesOf(extra: ExtraConfig) {
  if (extra.type === "flag") return [extra.price];
  return extra.type === "choice" ? extra.options.map(({ price }) => price) : [];
}
