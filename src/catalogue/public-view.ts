import { describeRefundPolicy } from "../domain/refund-policy.ts";
import type { Discount, Extra } from "../domain/room/quote.ts";
import type { RoomRules } from "../domain/room/room-rules.ts";
import type { SessionRules } from "../domain/session/session-rules.ts";
import type { Catalogue, Room } from "./parse.ts";
import type { Checkout, Experience } from "./parse-experience.ts";
import type { PublicOperator } from "./public-operator.ts";
import { publicOperator } from "./public-operator.ts";
import type { PublicService } from "./public-service.ts";
import { publicService } from "./public-service.ts";

export type { PublicOperator } from "./public-operator.ts";
export type { PublicRoute, PublicService } from "./public-service.ts";
export { publicService } from "./public-service.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What a guest may know about a room: no calendar id, no caps. Amounts are in minor units. */
export interface PublicRoom {
  slug: string;
  name: string;
  description: string;
  capacity: number;
  bookable: boolean;
  currency: string;
  pricePerHour: number;
  dayRate?: number;
  minimumHours: number;
  discounts: Discount[];
  extras: Extra[];
  timeZone: string;
  /** By ISO weekday, Monday is 1; a missing one is closed. */
  weeklyHours: RoomRules["weeklyHours"];
  gridMinutes: number;
  bufferMinutes: number;
  /** How many hours ahead a booking must at least be made. */
  earliestHours: number;
  horizonDays: number;
  daysMax: number;
  refundPolicy: string[];
  holdMinutes: number;
}

/** What a guest may know about an experience. Amounts are in minor units. */
export interface PublicExperience {
  slug: string;
  name: string;
  description: string;
  supplierName: string;
  pricePerPerson: number;
  currency: string;
  participants: { minimum: number; maximum: number };
  durationMinutes: number;
  meetingPoint: string;
  whatToBring: string[];
  timeZone: string;
  /** The sessions there are can be booked at once. */
  instant: boolean;
  /** Another time can be asked for: it begins on the grid and is over by `closes`. */
  request?: { opens: string; closes: string; gridMinutes: number };
  checkout: Checkout;
  /** How long a guest has to pay by link. */
  paymentHours: number;
  /** How long the spots of a class are held while it is paid on the page. */
  holdMinutes: number;
  /** How many days before the start a guest can at the latest cancel. */
  cancellationDays: number;
  horizonDays: number;
  noticeHours: number;
  /** When sessions begin, by ISO weekday: Monday is 1. */
  weeklyTimes: SessionRules["weeklyTimes"];
}

/** The JSON of `GET /api/catalogue`. */
export interface PublicCatalogue {
  /** Of the rooms and experiences; a service names its own. */
  operator: PublicOperator;
  rooms: PublicRoom[];
  experiences: PublicExperience[];
  services: PublicService[];
}

/** What of the catalogue is shown to guests. */
export function publicCatalogue(catalogue: Catalogue): PublicCatalogue {
  const operator = catalogue.rooms[0]?.operator ?? catalogue.operators[0];
  if (!operator) throw new Error("publicCatalogue: the schema asks for at least one operator");
  return {
    operator: publicOperator(operator),
    rooms: catalogue.rooms.map(publicRoom),
    experiences: catalogue.experiences.filter(isSold).map(publicExperience),
    services: catalogue.services.filter(isSold).map(publicService),
  };
}

function publicRoom(room: Room): PublicRoom {
  const { slug, name, description, capacity, bookable, rules, pricing } = room;
  return {
    slug,
    name,
    description,
    capacity,
    bookable,
    currency: pricing.currency,
    pricePerHour: pricing.pricePerHour,
    ...(pricing.dayRate !== undefined && { dayRate: pricing.dayRate }),
    minimumHours: rules.minimumMs / HOUR_MS,
    discounts: pricing.discounts,
    extras: pricing.extras,
    timeZone: rules.timeZone,
    weeklyHours: rules.weeklyHours,
    gridMinutes: rules.gridMs / MINUTE_MS,
    bufferMinutes: rules.bufferMs / MINUTE_MS,
    earliestHours: rules.noticeMs / HOUR_MS,
    horizonDays: rules.horizonMs / DAY_MS,
    daysMax: rules.daysMax,
    refundPolicy: describeRefundPolicy(room.refundPolicy),
    holdMinutes: room.holdMs / MINUTE_MS,
  };
}

const isSold = ({ retired }: { retired: boolean }): boolean => !retired;

export function publicExperience(experience: Experience): PublicExperience {
  const { slug, name, description, supplier, pricing, rules } = experience;
  const { meetingPoint, whatToBring, checkout } = experience;
  return {
    slug,
    name,
    description,
    supplierName: supplier.name,
    pricePerPerson: pricing.pricePerPerson,
    currency: pricing.currency,
    participants: rules.participants,
    durationMinutes: rules.durationMs / MINUTE_MS,
    meetingPoint,
    whatToBring,
    timeZone: rules.timeZone,
    instant: rules.instant,
    ...(rules.request && { request: { ...rules.request, gridMinutes: rules.gridMs / MINUTE_MS } }),
    checkout,
    paymentHours: experience.paymentMs / HOUR_MS,
    holdMinutes: experience.holdMs / MINUTE_MS,
    cancellationDays: experience.cancellationMs / DAY_MS,
    horizonDays: rules.horizonMs / DAY_MS,
    noticeHours: rules.noticeMs / HOUR_MS,
    weeklyTimes: rules.weeklyTimes,
  };
}
