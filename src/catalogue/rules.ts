import { minutesOf } from "../domain/local-time.ts";
import type { HolidayCalendars } from "./holidays.ts";
import type { CatalogueConfig } from "./schema.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;

type Venue = CatalogueConfig["venue"];
type Room = CatalogueConfig["rooms"][number];
type Extra = Room["extras"][number];

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
    ...hoursRules(venue),
    ...windowRules(venue),
    ...closureRules(venue, holidays),
    ...refundRules(venue),
    ...rooms.flatMap((room, index) => roomRules(`rooms[${index}]`, room, config)),
  ];
}

function repeated(list: string, key: string, values: string[]): string[] {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    return first === index
      ? []
      : [`${list}[${index}].${key}: "${value}" is already taken by ${list}[${first}]`];
  });
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

function hoursRules({ hours, grid }: Venue): string[] {
  const days = Object.entries(hours);
  if (days.length === 0) return ["venue.hours: must be open on at least one weekday"];
  return days.flatMap(([weekday, day]) => {
    if (!day) return [];
    const path = `venue.hours.${weekday}`;
    const isOffGrid = [day.opens, day.closes].some(
      (time) => (minutesOf(time) * MINUTE_MS) % grid !== 0,
    );
    return [
      ...(day.closes <= day.opens ? [`${path}.closes: must be later than it opens`] : []),
      ...(isOffGrid ? [`${path}: must open and close on the grid (venue.grid)`] : []),
    ];
  });
}

function windowRules({ grid, notice, horizon }: Venue): string[] {
  const broken: string[] = [];
  if (grid % MINUTE_MS !== 0 || DAY_MS % grid !== 0) {
    broken.push("venue.grid: must be whole minutes that divide a day evenly, like PT15M");
  }
  if (notice >= horizon) broken.push("venue.horizon: must be longer than venue.notice");
  return broken;
}

function closureRules({ closures }: Venue, holidays: HolidayCalendars): string[] {
  const { holidays: region, dates } = closures;
  const broken = repeated(
    "venue.closures.dates",
    "date",
    dates.map(({ date }) => date),
  );
  if (region !== undefined && !Object.hasOwn(holidays, region)) {
    const known = Object.keys(holidays).join(", ");
    broken.push(
      `venue.closures.holidays: no holidays are kept for "${region}" (there are: ${known})`,
    );
  }
  return broken;
}

function refundRules({ refundPolicy }: Venue): string[] {
  return refundPolicy.flatMap((tier, index) => {
    const above = refundPolicy[index - 1];
    if (!above) return [];
    const path = `venue.refundPolicy[${index}]`;
    return [
      ...(tier.notice >= above.notice
        ? [`${path}.notice: must be shorter than the one before: longest notice first`]
        : []),
      ...(tier.percent >= above.percent
        ? [`${path}.percent: must be lower than the one before: less notice, less refund`]
        : []),
    ];
  });
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
  broken.push(
    ...repeated(
      `${path}.extras`,
      "id",
      room.extras.map(({ id }) => id),
    ),
  );
  const extras = room.extras.flatMap((extra, index) =>
    extraRules(`${path}.extras[${index}]`, extra),
  );
  return [...broken, ...extras];
}

function extraRules(path: string, extra: Extra): string[] {
  if (extra.type === "number" && extra.maximum < extra.minimum) {
    return [`${path}.maximum: must not be below the minimum`];
  }
  if (extra.type !== "choice") return [];
  return repeated(
    `${path}.options`,
    "id",
    extra.options.map(({ id }) => id),
  );
}
