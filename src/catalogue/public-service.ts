import type { Extra } from "../domain/extras.ts";
import type { LocalDate } from "../domain/local-time.ts";
import { describeRefundPolicy } from "../domain/refund-policy.ts";
import type {
  PickupPlace,
  ServicePackage,
  ServiceRoute,
  ServiceRules,
  TripPrice,
} from "../domain/service/service-rules.ts";
import type { Service } from "./parse-service.ts";
import type { PublicOperator } from "./public-operator.ts";
import { publicOperator } from "./public-operator.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** One route as guests choose it; `prices` by the format's id, and none where it is not offered. */
export interface PublicRoute {
  id: string;
  label: string;
  durationMinutes: number;
  /** The ids of the pickup places it begins at, where those are not all of the service's. */
  pickupPlaces?: string[];
  /** Asks where exactly it ends for this guest. */
  dropOffLabel?: string;
  prices: Record<string, TripPrice>;
}

/** What a guest may know about a transport service. Amounts are in minor units of `currency`. */
export interface PublicService {
  slug: string;
  name: string;
  description: string;
  /** Whose service it is: not the venue's name, address, zone and currency. */
  operator: PublicOperator;
  /** The operator's colour, "#1a5c4c". */
  accent?: string;
  ownerName: string;
  currency: string;
  timeZone: string;
  /** When guests are picked up, by ISO weekday: Monday is 1. The last pickup is when it closes. */
  weeklyHours: ServiceRules["weeklyHours"];
  /** Dates without pickups, and why. */
  closedDays: Record<LocalDate, string>;
  gridMinutes: number;
  noticeHours: number;
  horizonDays: number;
  holdMinutes: number;
  passengers: { minimum: number; maximum: number };
  routes: PublicRoute[];
  /** `passengersMax`: where a booking takes fewer than the service's most. */
  formats: { id: string; label: string; description?: string; passengersMax?: number }[];
  packages: ServicePackage[];
  /** Priced `per: "attendee"` means per passenger. */
  extras: Extra[];
  pickupPlaces: PickupPlace[];
  refundPolicy: string[];
}

export function publicService(service: Service): PublicService {
  const { slug, name, description, operator, owner, rules, offer } = service;
  return {
    slug,
    name,
    description,
    operator: publicOperator(operator),
    ...(operator.brand && { accent: operator.brand.accent }),
    ownerName: owner.name,
    currency: offer.currency,
    timeZone: rules.timeZone,
    weeklyHours: rules.weeklyHours,
    closedDays: rules.closures,
    gridMinutes: rules.gridMs / MINUTE_MS,
    noticeHours: rules.noticeMs / HOUR_MS,
    horizonDays: rules.horizonMs / DAY_MS,
    holdMinutes: service.holdMs / MINUTE_MS,
    passengers: rules.passengers,
    routes: offer.routes.map(publicRoute),
    formats: offer.formats.map(({ id, label, description, passengersMax }) => ({
      id,
      label,
      ...(description !== undefined && { description }),
      ...(passengersMax !== undefined && { passengersMax }),
    })),
    packages: offer.packages,
    extras: offer.extras,
    pickupPlaces: offer.pickupPlaces,
    refundPolicy: describeRefundPolicy(service.refundPolicy, "service"),
  };
}

function publicRoute({ durationMs, pickupPlaces, dropOffLabel, ...route }: ServiceRoute) {
  return {
    ...route,
    durationMinutes: durationMs / MINUTE_MS,
    ...(pickupPlaces !== undefined && { pickupPlaces }),
    ...(dropOffLabel !== undefined && { dropOffLabel }),
  } satisfies PublicRoute;
}
