import type { ExtraAnswers } from "../extras.ts";
import { extrasInWords } from "../extras.ts";
import type { Interval } from "../intervals.ts";
import type { LocalDate, WallTime } from "../local-time.ts";
import type { Quote } from "../money.ts";
import type { Customer } from "../reservation.ts";
import {
  answersOf,
  chooseDropOff,
  chooseFromOffer,
  choosePickup,
  passengerViolations,
  violationsOf,
} from "./service-choices.ts";
import { quoteTrip } from "./service-quote.ts";
import type { ServiceOffer, ServiceRules } from "./service-rules.ts";
import { pickupTimeViolations, tripInterval } from "./service-times.ts";
import type { TripViolation } from "./service-violation.ts";

export type { TripViolation, TripViolationCode } from "./service-violation.ts";

/** A guest's wish in the shape of the API, by ids; nothing of it is trusted. */
export interface TripWishes {
  route: string;
  format: string;
  package: string;
  date: LocalDate;
  /** When the guest is picked up. */
  time: WallTime;
  passengers: number;
  pickup: { place: string; details?: string | undefined };
  /** Where the route ends for this guest. */
  dropOff?: string | undefined;
  extras?: ExtraAnswers | undefined;
  notes?: string | undefined;
}

/** The same before the guest is through with it: what is priced, and what is chosen beside it. */
export type UnfinishedWishes = Pick<TripWishes, "route" | "format" | "package" | "passengers"> & {
  [Later in "date" | "time" | "pickup" | "dropOff" | "extras"]?: TripWishes[Later] | undefined;
};

/** One trip in time, and how many vehicles it takes for itself. */
export interface Trip extends Interval {
  date: LocalDate;
  time: WallTime;
  vehicles: number;
}

/** What the guest asked for, as validated, in words. */
export interface TripRequest {
  route: { id: string; label: string };
  format: { id: string; label: string };
  package: { id: string; label: string };
  /** `place` is the label of one that the service offers. */
  pickup: { place: string; details?: string | undefined };
  /** Where the route ends for this guest, if that was asked. */
  dropOff?: string | undefined;
  passengers: number;
  extras: { label: string; value: string }[];
  notes?: string | undefined;
}

/** What of a service decides about a trip. */
export interface ServiceTerms {
  rules: ServiceRules;
  offer: ServiceOffer;
}

export type PreparedTrip =
  | { ok: true; trip: Trip; quote: Quote; request: TripRequest }
  | { ok: false; violations: TripViolation[] };

export type PricedWishes = { ok: true; quote: Quote } | { ok: false; violations: TripViolation[] };

/**
 * Everything about a trip that does not depend on which vehicles are taken, at `now` (UTC epoch ms):
 * its choices, its time and the price, which the client never names. Lists every broken rule.
 */
export function prepareTrip(
  { rules, offer }: ServiceTerms,
  wishes: TripWishes,
  now: number,
): PreparedTrip {
  const chosen = chooseFromOffer(offer, wishes);
  const pickup = choosePickup(offer, wishes);
  const dropOff = chooseDropOff(offer, wishes);
  const extras = answersOf(offer.extras, wishes.extras);
  const violations = [
    ...violationsOf(chosen),
    ...pickupTimeViolations(rules, wishes, now),
    ...passengerViolations(rules, wishes.passengers, formatOf(offer, wishes)),
    ...violationsOf(pickup),
    ...violationsOf(dropOff),
    ...violationsOf(extras),
  ];
  if (!chosen.ok || !pickup.ok || !dropOff.ok || !extras.ok || violations.length > 0) {
    return { ok: false, violations };
  }
  const { route, format } = chosen.value;
  const { date, time, passengers } = wishes;
  const away = tripInterval(rules, { date, time }, route.durationMs);
  if (!away) throw new Error("prepareTrip: pickupTimeViolations lets no skipped time through");
  return {
    ok: true,
    trip: { date, time, ...away, vehicles: format.vehicles },
    quote: quoteTrip(offer, { ...chosen.value, passengers, extras: extras.value }),
    request: {
      route: named(route),
      format: named(format),
      package: named(chosen.value.package),
      pickup: pickup.value,
      ...(dropOff.value && { dropOff: dropOff.value }),
      passengers,
      extras: extrasInWords(offer.extras, extras.value),
      notes: notesOf(wishes),
    },
  };
}

/**
 * What a trip costs while its guest is still choosing. What is there must be valid; what is missing
 * (also an extra that must be answered in the end) is not asked for yet.
 */
export function priceTrip(
  { rules, offer }: ServiceTerms,
  wishes: UnfinishedWishes,
  now: number,
): PricedWishes {
  const { route, date, time, passengers, pickup, dropOff } = wishes;
  const chosen = chooseFromOffer(offer, wishes);
  const optional = offer.extras.map((extra) => ({ ...extra, required: false }));
  const extras = answersOf(optional, wishes.extras);
  const violations = [
    ...violationsOf(chosen),
    ...pickupTimeViolations(rules, { date, time }, now),
    ...passengerViolations(rules, passengers, formatOf(offer, wishes)),
    ...(pickup === undefined ? [] : violationsOf(choosePickup(offer, { route, pickup }))),
    ...(dropOff === undefined ? [] : violationsOf(chooseDropOff(offer, wishes))),
    ...violationsOf(extras),
  ];
  if (!chosen.ok || !extras.ok || violations.length > 0) return { ok: false, violations };
  return {
    ok: true,
    quote: quoteTrip(offer, { ...chosen.value, passengers, extras: extras.value }),
  };
}

function formatOf({ formats }: ServiceOffer, { format }: Pick<TripWishes, "format">) {
  return formats.find(({ id }) => id === format);
}

/**
 * Whether a guest asks for exactly what a reservation was made for. For a repeated request, whose
 * answer must not depend on how much time has passed since the first.
 */
export function isSameTrip(
  { offer }: Pick<ServiceTerms, "offer">,
  first: {
    trip: Pick<Trip, "date" | "time">;
    request: TripRequest;
    customer: Customer;
    whatsapp: string | null;
  },
  again: { wishes: TripWishes; customer: Customer; whatsapp: string | null },
): boolean {
  const { wishes } = again;
  const pickup = choosePickup(offer, wishes);
  const dropOff = chooseDropOff(offer, wishes);
  const extras = answersOf(offer.extras, wishes.extras);
  if (!pickup.ok || !dropOff.ok || !extras.ok) return false;
  const { route, format, package: chosen } = first.request;
  const asked = {
    ...wishes,
    pickup: pickup.value,
    dropOff: dropOff.value || undefined,
    extras: extrasInWords(offer.extras, extras.value),
    notes: notesOf(wishes),
  };
  const held = {
    ...first.request,
    ...first.trip,
    route: route.id,
    format: format.id,
    package: chosen.id,
  };
  return fingerprint(held, first) === fingerprint(asked, again);
}

function fingerprint(
  wanted: Omit<TripWishes, "extras"> & Pick<TripRequest, "extras">,
  who: { customer: Customer; whatsapp: string | null },
): string {
  const { route, format, date, time, passengers, pickup, dropOff, extras, notes } = wanted;
  const { name, email, phone } = who.customer;
  return JSON.stringify([
    [route, format, wanted.package, date, time, passengers, notes],
    [pickup.place, pickup.details, dropOff],
    extras.map(({ label, value }) => [label, value]),
    [name, email, phone, who.whatsapp],
  ]);
}

function named({ id, label }: { id: string; label: string }): { id: string; label: string } {
  return { id, label };
}

function notesOf({ notes }: TripWishes): string | undefined {
  return notes?.trim() || undefined;
}
