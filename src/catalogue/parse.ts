import type { RefundPolicy } from "../domain/refund-policy.ts";
import type { Discount, RoomPricing } from "../domain/room/quote.ts";
import type { RoomRules } from "../domain/room/room-rules.ts";
import { CatalogueError, problemsIn } from "./catalogue-error.ts";
import { closuresOf } from "./closures.ts";
import { extraOf } from "./extra-schema.ts";
import type { HolidayCalendars } from "./holidays.ts";
import { type Operator, operatorOf } from "./operator.ts";
import type { Experience, Hotel, Supplier } from "./parse-experience.ts";
import { experiencesOf } from "./parse-experience.ts";
import type { Service } from "./parse-service.ts";
import { servicesOf } from "./parse-service.ts";
import { refundPolicyOf } from "./refund-tiers.ts";
import { brokenRules } from "./rules.ts";
import type { CatalogueConfig } from "./schema.ts";
import { catalogueSchema } from "./schema.ts";
import { byWeekday } from "./weekly.ts";

/** One room with everything that is decided about it. */
export interface Room {
  slug: string;
  name: string;
  description: string;
  capacity: number;
  bookable: boolean;
  calendarId: string;
  rules: RoomRules;
  pricing: RoomPricing;
  refundPolicy: RefundPolicy;
  operator: Operator;
  holdMs: number;
  /** Live unpaid holds at once, by email address and by network address. */
  holdCaps: { perEmail: number; perAddress: number };
  calendar: { writeBudgetMs: number; stalenessMs: number };
}

/** rooms.config.ts, checked and read. */
export interface Catalogue {
  operators: Operator[];
  /** Every discount of the venue; each room's `pricing.discounts` are those that it gives. */
  discounts: Discount[];
  rooms: Room[];
  room(slug: string): Room | undefined;
  bookableRooms(): Room[];
  suppliers: Supplier[];
  supplier(slug: string): Supplier | undefined;
  /** Only looked up: which hotels there are is nobody's business. */
  hotels: Hotel[];
  hotel(slug: string): Hotel | undefined;
  experiences: Experience[];
  /** Also one that is retired: what is booked of it goes on. */
  experience(slug: string): Experience | undefined;
  /** One that guests can see and book. */
  soldExperience(slug: string): Experience | undefined;
  services: Service[];
  /** Also one that is retired. */
  service(slug: string): Service | undefined;
  soldService(slug: string): Service | undefined;
}

/** Reads a config, or throws a CatalogueError that lists everything that is wrong with it. */
export function parseCatalogue(input: unknown, holidays: HolidayCalendars): Catalogue {
  const shape = catalogueSchema.safeParse(input);
  if (!shape.success) throw new CatalogueError(problemsIn(shape.error.issues, input));
  const broken = brokenRules(shape.data, holidays);
  if (broken.length > 0) throw new CatalogueError(broken);
  return catalogueOf(shape.data, holidays);
}

function catalogueOf(config: CatalogueConfig, holidays: HolidayCalendars): Catalogue {
  const operators = config.operators.map(operatorOf);
  const operator = operators.find(({ id }) => id === config.venue.operator);
  if (!operator) throw new Error("brokenRules lets no unknown operator through");
  const rooms = config.rooms.map((room) => roomOf(room, config, operator, holidays));
  const { discounts, suppliers, hotels } = config;
  const experiences = experiencesOf(config, operators, holidays);
  const services = servicesOf(config, operators, holidays);
  return {
    operators,
    discounts,
    rooms,
    room: lookUp(rooms),
    bookableRooms: () => rooms.filter(({ bookable }) => bookable),
    suppliers,
    supplier: lookUp(suppliers),
    hotels,
    hotel: lookUp(hotels),
    experiences,
    experience: lookUp(experiences),
    soldExperience: lookUpSold(experiences),
    services,
    service: lookUp(services),
    soldService: lookUpSold(services),
  };
}

function lookUp<T extends { slug: string }>(list: T[]): (slug: string) => T | undefined {
  const bySlug = new Map(list.map((one) => [one.slug, one]));
  return (slug) => bySlug.get(slug);
}

function lookUpSold<T extends { slug: string; retired: boolean }>(list: T[]) {
  const find = lookUp(list);
  return (slug: string): T | undefined => {
    const found = find(slug);
    return found?.retired ? undefined : found;
  };
}

function roomOf(
  room: CatalogueConfig["rooms"][number],
  { venue, discounts, BOOKABLE }: CatalogueConfig,
  operator: Operator,
  holidays: HolidayCalendars,
): Room {
  const { slug, name, description, capacity, calendarId } = room;
  return {
    slug,
    name,
    description,
    capacity,
    bookable: BOOKABLE.includes(slug),
    calendarId,
    rules: rulesOf(room, venue, operator, holidays),
    pricing: {
      currency: operator.currency,
      pricePerHour: room.pricePerHour,
      ...(room.dayRate !== undefined && { dayRate: room.dayRate }),
      discounts: discounts.filter(({ id }) => room.discounts.includes(id)),
      extras: room.extras.map(extraOf),
    },
    refundPolicy: refundPolicyOf(venue.refundPolicy),
    operator,
    holdMs: venue.hold,
    holdCaps: venue.holdCaps,
    calendar: {
      writeBudgetMs: venue.calendar.writeBudget,
      stalenessMs: venue.calendar.staleness,
    },
  };
}

function rulesOf(
  room: CatalogueConfig["rooms"][number],
  venue: CatalogueConfig["venue"],
  operator: Operator,
  holidays: HolidayCalendars,
): RoomRules {
  return {
    timeZone: operator.timeZone,
    weeklyHours: byWeekday(venue.hours),
    closures: closuresOf(venue.closures, holidays),
    gridMs: venue.grid,
    bufferMs: venue.buffer,
    minimumMs: room.minimum,
    noticeMs: venue.notice,
    horizonMs: venue.horizon,
    daysMax: venue.daysMax,
    capacity: room.capacity,
  };
}
