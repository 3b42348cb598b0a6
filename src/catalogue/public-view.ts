import type { Discount, Extra } from "../domain/quote.ts";
import { describeRefundPolicy } from "../domain/refund-policy.ts";
import type { RoomRules } from "../domain/room-rules.ts";
import type { Catalogue, Room } from "./parse.ts";

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

/** The JSON of `GET /api/catalogue`. */
export interface PublicCatalogue {
  operator: {
    name: string;
    email: string;
    phone?: string;
    address: string;
    timeZone: string;
    currency: string;
  };
  rooms: PublicRoom[];
}

/** What of the catalogue is shown to guests. */
export function publicCatalogue(catalogue: Catalogue): PublicCatalogue {
  const operator = catalogue.rooms[0]?.operator ?? catalogue.operators[0];
  if (!operator) throw new Error("publicCatalogue: the schema asks for at least one operator");
  const { name, email, phone, address, timeZone, currency } = operator;
  return {
    operator: { name, email, ...(phone !== undefined && { phone }), address, timeZone, currency },
    rooms: catalogue.rooms.map(publicRoom),
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
