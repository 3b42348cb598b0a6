import type { Extra } from "../extras.ts";
import type { LocalDate, Weekday } from "../local-time.ts";
import type { OpeningHours } from "../room/room-rules.ts";

/** When and for whom a transport service runs. Lengths are exact milliseconds. */
export interface ServiceRules {
  timeZone: string;
  /** When guests can be picked up; a weekday that is missing has no service. */
  weeklyHours: Partial<Record<Weekday, OpeningHours>>;
  closures: Record<LocalDate, string>;
  /** Pickup times lie on this grid, counted from midnight on the wall. */
  gridMs: number;
  noticeMs: number;
  horizonMs: number;
  passengers: { minimum: number; maximum: number };
  /** How many vehicles there are; `undefined` when that is no limit. */
  vehicles: number | undefined;
}

/** A price for the whole vehicle, or for each passenger; minor units. */
export interface TripPrice {
  amount: number;
  per: "booking" | "passenger";
}

export interface ServiceRoute {
  id: string;
  label: string;
  /** How long a vehicle is away for it. */
  durationMs: number;
  /** The ids of the pickup places it begins at, where those are not all of the service's. */
  pickupPlaces?: string[] | undefined;
  /** Asks where exactly it ends for this guest. */
  dropOffLabel?: string | undefined;
  /** What it costs in each format, by the format's id; a format without a price is not offered. */
  prices: Record<string, TripPrice>;
}

export interface ServiceFormat {
  id: string;
  label: string;
  description?: string | undefined;
  /** How many vehicles one booking takes for itself; 0 when it shares one with others. */
  vehicles: number;
  /** The most passengers of one booking, where that is fewer than the service takes. */
  passengersMax?: number | undefined;
}

export interface ServicePackage {
  id: string;
  label: string;
  description?: string | undefined;
  price?: TripPrice | undefined;
}

export interface PickupPlace {
  id: string;
  label: string;
  /** Asks for more: an address, a room number, a flight. */
  detailsLabel?: string | undefined;
}

/** What a service sells. `currency` is a lowercase ISO 4217 code. */
export interface ServiceOffer {
  currency: string;
  routes: ServiceRoute[];
  formats: ServiceFormat[];
  packages: ServicePackage[];
  /** Priced `per: "attendee"` means per passenger. */
  extras: Extra[];
  pickupPlaces: PickupPlace[];
}
