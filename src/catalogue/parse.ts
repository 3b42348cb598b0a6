import type { LocalDate, Weekday } from "../domain/local-time.ts";
import type { Discount, Extra, RoomPricing } from "../domain/quote.ts";
import type { RefundPolicy } from "../domain/refund-policy.ts";
import type { OpeningHours, RoomRules } from "../domain/room-rules.ts";
import { CatalogueError, problemsIn } from "./catalogue-error.ts";
import type { HolidayCalendars } from "./holidays.ts";
import { brokenRules } from "./rules.ts";
import type { CatalogueConfig } from "./schema.ts";
import { catalogueSchema } from "./schema.ts";

/** Whose brand, sender, reply address, zone and currency a bookable carries. */
export interface Operator {
  id: string;
  name: string;
  brand?: { accent: string };
  /** Where guests' replies go. */
  email: string;
  senderEmail: string;
  senderName: string;
  staffEmail: string;
  phone?: string;
  address: string;
  timeZone: string;
  currency: string;
  locale: string;
}

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
  const bySlug = new Map(rooms.map((room) => [room.slug, room]));
  return {
    operators,
    discounts: config.discounts,
    rooms,
    room: (slug) => bySlug.get(slug),
    bookableRooms: () => rooms.filter(({ bookable }) => bookable),
  };
}

function operatorOf({ brand, phone, ...config }: CatalogueConfig["operators"][number]): Operator {
  return {
    ...config,
    senderName: config.senderName ?? config.name,
    ...(brand && { brand }),
    ...(phone !== undefined && { phone }),
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
    refundPolicy: {
      tiers: venue.refundPolicy.map(({ notice, percent }) => ({ noticeMs: notice, percent })),
    },
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
    weeklyHours: weeklyHoursOf(venue.hours),
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

function weeklyHoursOf(
  hours: CatalogueConfig["venue"]["hours"],
): Partial<Record<Weekday, OpeningHours>> {
  const { monday, tuesday, wednesday, thursday, friday, saturday, sunday } = hours;
  return {
    ...(monday && { 1: monday }),
    ...(tuesday && { 2: tuesday }),
    ...(wednesday && { 3: wednesday }),
    ...(thursday && { 4: thursday }),
    ...(friday && { 5: friday }),
    ...(saturday && { 6: saturday }),
    ...(sunday && { 7: sunday }),
  };
}

/** The venue's own dates win over a holiday on the same day: their reason is the nearer one. */
function closuresOf(
  { holidays: region, dates }: CatalogueConfig["venue"]["closures"],
  holidays: HolidayCalendars,
): Record<LocalDate, string> {
  return {
    ...(region !== undefined && holidays[region]),
    ...Object.fromEntries(dates.map(({ date, reason }) => [date, reason])),
  };
}

/** Leaves out settings that are not there, which zod types as possibly undefined. */
function extraOf({ hint, ...extra }: CatalogueConfig["rooms"][number]["extras"][number]): Extra {
  const asked = hint === undefined ? {} : { hint };
  if (extra.type === "choice") {
    const options = extra.options.map(({ price, ...option }) => ({
      ...option,
      ...(price && { price }),
    }));
    return { ...extra, ...asked, options };
  }
  if (extra.type !== "flag") return { ...extra, ...asked };
  const { price, ...flag } = extra;
  return { ...flag, ...asked, ...(price && { price }) };
}
