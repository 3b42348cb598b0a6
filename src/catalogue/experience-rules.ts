import { minutesOf } from "../domain/local-time.ts";
import { closureRules } from "./closures.ts";
import type { HolidayCalendars } from "./holidays.ts";
import { repeated } from "./repeated.ts";
import type { CatalogueConfig } from "./schema.ts";
import { AMOUNT_MAX } from "./values.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;

type Selling = CatalogueConfig["selling"];
type Experience = CatalogueConfig["experiences"][number];

/** The rules of experiences, suppliers and hotels between values that each are well-formed. */
export function brokenExperienceRules(
  config: CatalogueConfig,
  holidays: HolidayCalendars,
): string[] {
  const { operators, selling, suppliers, hotels, experiences } = config;
  const hasOperator = operators.some(({ id }) => id === selling.operator);
  return [
    ...(hasOperator ? [] : [`selling.operator: no operator has the id "${selling.operator}"`]),
    ...repeatedSlugs("suppliers", suppliers),
    ...repeatedSlugs("hotels", hotels),
    ...repeatedSlugs("experiences", experiences),
    ...splitRules(selling),
    ...windowRules(selling),
    ...closureRules("selling.closures", selling.closures, holidays),
    ...experiences.flatMap((experience, index) => {
      const path = `experiences[${index}]`;
      return [
        ...supplierRules(path, experience, config),
        ...participantRules(path, experience),
        ...offerRules(path, experience),
        ...scheduleRules(path, experience, selling),
        ...requestRules(path, experience, selling),
      ];
    }),
  ];
}

function repeatedSlugs(list: string, entries: readonly { slug: string }[]): string[] {
  return repeated(
    list,
    "slug",
    entries.map(({ slug }) => slug),
  );
}

function splitRules({ split }: Selling): string[] {
  const sum = split.supplier + split.hotel + split.platform;
  return sum === 100 ? [] : [`selling.split: must add up to 100, and adds up to ${sum}`];
}

function windowRules(selling: Selling): string[] {
  const { requestGrid, notice, horizon, autoComplete, reportWindow } = selling;
  const broken: string[] = [];
  if (requestGrid % MINUTE_MS !== 0 || DAY_MS % requestGrid !== 0) {
    broken.push("selling.requestGrid: must be whole minutes that divide a day evenly, like PT15M");
  }
  if (notice >= horizon) broken.push("selling.horizon: must be longer than selling.notice");
  if (reportWindow < autoComplete) {
    broken.push("selling.reportWindow: must not be shorter than selling.autoComplete");
  }
  return broken;
}

function supplierRules(
  path: string,
  { supplier }: Experience,
  { suppliers }: CatalogueConfig,
): string[] {
  if (suppliers.some(({ slug }) => slug === supplier)) return [];
  return [`${path}.supplier: no supplier has the slug "${supplier}"`];
}

function participantRules(
  path: string,
  { participants: { minimum, maximum }, pricePerPerson }: Experience,
): string[] {
  if (maximum < minimum) return [`${path}.participants.maximum: must not be below the minimum`];
  if (pricePerPerson * maximum <= AMOUNT_MAX) return [];
  return [`${path}.pricePerPerson: must be below 1,000,000.00 for all participants together`];
}

function offerRules(path: string, { instant, request, checkout }: Experience): string[] {
  if (checkout === "payment-intent" && request) {
    return [`${path}.request: a class is paid at once (checkout): it cannot be requested`];
  }
  if (instant || request) return [];
  return [`${path}.instant: nobody could book it: make it instant, or let guests request it`];
}

function scheduleRules(path: string, experience: Experience, selling: Selling): string[] {
  const { duration, schedule } = experience;
  const times = Object.entries(schedule).flatMap(([weekday, day = []]) =>
    day.flatMap((time, index) => {
      const place = `${path}.schedule.${weekday}[${index}]`;
      return [
        ...(isOnGrid(time, selling)
          ? []
          : [`${place}: must lie on the grid (selling.requestGrid)`]),
        ...(day.indexOf(time) < index ? [`${place}: "${time}" is listed twice`] : []),
      ];
    }),
  );
  if (duration % MINUTE_MS === 0) return times;
  return [`${path}.duration: must be whole minutes`, ...times];
}

function requestRules(path: string, { request, duration }: Experience, selling: Selling): string[] {
  if (!request) return [];
  const { opens, closes } = request;
  const broken: string[] = [];
  for (const [name, time] of Object.entries(request)) {
    if (isOnGrid(time, selling)) continue;
    broken.push(`${path}.request.${name}: must lie on the grid (selling.requestGrid)`);
  }
  if (closes <= opens) {
    broken.push(`${path}.request.closes: must be later than it opens`);
  } else if ((minutesOf(closes) - minutesOf(opens)) * MINUTE_MS < duration) {
    broken.push(`${path}.request.closes: must leave room for one session of the experience`);
  }
  return broken;
}

function isOnGrid(time: string, { requestGrid }: Selling): boolean {
  return (minutesOf(time) * MINUTE_MS) % requestGrid === 0;
}
