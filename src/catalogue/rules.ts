import { minutesOf } from "../domain/local-time.ts";
import { closureRules } from "./closures.ts";
import { brokenExperienceRules } from "./experience-rules.ts";
import { extraRules } from "./extra-schema.ts";
import type { HolidayCalendars } from "./holidays.ts";
import { openingRules } from "./opening-hours.ts";
import { refundRules } from "./refund-tiers.ts";
import { repeated } from "./repeated.ts";
import type { CatalogueConfig } from "./schema.ts";
import { brokenServiceRules } from "./service-rules.ts";
import { templateRules } from "./template-rules.ts";

const MINUTE_MS = 60_000;

type Room = CatalogueConfig["rooms"][number];

/** The rules between values that each are well-formed. One "path: rule" a broken rule. */
export function brokenRules(config: CatalogueConfig, holidays: HolidayCalendars): string[] {
  const { operators, venue, discounts, rooms, BOOKABLE } = config;
  return [
    ...repeated(
      "operators",
      "id",
      operators.map(({ id }) => id),
    ),
    ...repeated(
      "discounts",
      "id",
      discounts.map(({ id }) => id),
    ),
    ...repeated(
      "rooms",
      "slug",
      rooms.map(({ slug }) => slug),
    ),
    ...repeated(
      "rooms",
      "calendarId",
      rooms.map(({ calendarId }) => calendarId),
    ),
    ...bookableRules(BOOKABLE, rooms),
    ...operatorRules(config),
    ...operators.flatMap((operator, index) => templateRules(`operators[${index}]`, operator)),
    ...openingRules("venue", venue),
    ...closureRules("venue.closures", venue.closures, holidays),
    ...refundRules("venue", venue.refundPolicy),
    ...rooms.flatMap((room, index) => roomRules(`rooms[${index}]`, room, config)),
    ...brokenExperienceRules(config, holidays),
    ...brokenServiceRules(config, holidays),
  ];
}

function bookableRules(bookable: string[], rooms: Room[]): string[] {
  return bookable.flatMap((slug, index) => {
    if (!rooms.some((room) => room.slug === slug)) {
      return [`BOOKABLE[${index}]: no room has the slug "${slug}"`];
    }
    return bookable.indexOf(slug) < index ? [`BOOKABLE[${index}]: "${slug}" is listed twice`] : [];
  });
}

function operatorRules({ operators, venue }: CatalogueConfig): string[] {
  if (operators.some(({ id }) => id === venue.operator)) return [];
  return [`venue.operator: no operator has the id "${venue.operator}"`];
}

function roomRules(path: string, room: Room, { venue, discounts }: CatalogueConfig): string[] {
  const broken: string[] = [];
  const openMs = Object.values(venue.hours).map((day) =>
    day ? (minutesOf(day.closes) - minutesOf(day.opens)) * MINUTE_MS : 0,
  );
  if (room.minimum > Math.max(0, ...openMs)) {
    broken.push(`${path}.minimum: must not be longer than the longest opening hours`);
  }
  if (room.minimum % venue.grid !== 0) {
    broken.push(`${path}.minimum: must be a multiple of the grid (venue.grid)`);
  }
  for (const [index, id] of room.discounts.entries()) {
    if (!discounts.some((one) => one.id === id)) {
      broken.push(`${path}.discounts[${index}]: no discount has the id "${id}"`);
    }
  }
  broken.push(...repeated(`${path}.discounts`, "id", room.discounts));
  return [...broken, ...extraRules(path, room.extras)];
}
