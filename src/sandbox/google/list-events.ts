import type { World } from "../world.ts";
import { events, syncGeneration } from "./calendars.ts";
import { badRequest, googleError, invalidValue } from "./errors.ts";
import { type EventRecord, shownEvent } from "./event-resource.ts";
import { instantOfEventTime, readInstant } from "./event-time.ts";
import { instancesOf } from "./instances.ts";
import {
  type ListQuery,
  type PageToken,
  readToken,
  type SyncToken,
  writeToken,
} from "./sync-token.ts";

const PAGE_DEFAULT = 250;
const PAGE_MAX = 2500;

/** Google does not say how long a sync token lives; four weeks are the common observation. */
const SYNC_TOKEN_MS = 28 * 24 * 60 * 60 * 1000;

/** https://developers.google.com/workspace/calendar/api/v3/reference/events/list#syncToken */
const NOT_WITH_SYNC_TOKEN = [
  "iCalUID",
  "orderBy",
  "privateExtendedProperty",
  "q",
  "sharedExtendedProperty",
  "timeMin",
  "timeMax",
  "updatedMin",
];

interface Plan {
  query: ListQuery;
  /** The key of the last item of the page before. */
  after?: string;
  until: number;
  /** Set for an incremental sync: the sequence it starts after. */
  since?: number;
  orderByStart: boolean;
  /** Lists with these parameters give no sync token. */
  syncable: boolean;
}

/** https://developers.google.com/workspace/calendar/api/v3/reference/events/list */
export function listEvents(world: World, calendar: string, parameters: URLSearchParams): Response {
  const maxResults = Number(parameters.get("maxResults") ?? PAGE_DEFAULT);
  if (!Number.isInteger(maxResults) || maxResults < 1) return invalidValue("maxResults");
  const plan = planOf(world, calendar, parameters);
  if (plan instanceof Response) return plan;
  const { page, next } = onePage(world, calendar, plan, Math.min(maxResults, PAGE_MAX));
  const items = page
    .filter((item) => isWanted(world, plan.query, item, plan.since !== undefined))
    .filter((item) => matchesFilters(item, parameters));
  return Response.json({
    kind: "calendar#events",
    etag: `"p${world.documents.sequence()}"`,
    summary: calendar,
    description: "",
    updated: new Date(world.now()).toISOString(),
    timeZone: world.settings.calendarTimeZone,
    accessRole: "writer",
    defaultReminders: [],
    ...(next !== undefined
      ? { nextPageToken: pageToken(calendar, plan, next) }
      : plan.syncable
        ? { nextSyncToken: syncToken(world, calendar, plan) }
        : {}),
    items: items.map((item) => shownEvent(world, item)),
  });
}

function planOf(world: World, calendar: string, parameters: URLSearchParams): Plan | Response {
  const page = parameters.get("pageToken");
  if (page !== null) {
    const token = readToken("page", page);
    if (token === undefined || token.calendar !== calendar) return invalidValue("pageToken");
    return {
      ...token,
      orderByStart: parameters.get("orderBy") === "startTime",
      syncable: isSyncable(parameters),
    };
  }
  const sync = parameters.get("syncToken");
  if (sync !== null) return syncPlan(world, calendar, parameters, sync);
  const query = readQuery(parameters);
  if (query instanceof Response) return query;
  const orderBy = parameters.get("orderBy");
  if (orderBy !== null && orderBy !== "startTime" && orderBy !== "updated")
    return invalidValue("orderBy");
  if (orderBy === "startTime" && !query.singleEvents) {
    return badRequest("The requested ordering is not available for the particular query.");
  }
  return {
    query,
    until: world.documents.sequence(),
    orderByStart: orderBy === "startTime",
    syncable: isSyncable(parameters),
  };
}

function syncPlan(
  world: World,
  calendar: string,
  parameters: URLSearchParams,
  text: string,
): Plan | Response {
  for (const name of NOT_WITH_SYNC_TOKEN) {
    if (!parameters.has(name)) continue;
    return googleError(
      400,
      "badRequest",
      `The ${name} parameter cannot be specified together with syncToken.`,
      {
        location: name,
        locationType: "parameter",
      },
    );
  }
  if (parameters.get("showDeleted") === "false") {
    return badRequest("showDeleted cannot be false when a syncToken is specified.");
  }
  const token = readToken("sync", text);
  if (
    token === undefined ||
    token.calendar !== calendar ||
    token.generation !== syncGeneration(world, calendar) ||
    token.sequence > world.documents.sequence() ||
    world.now() - token.issuedAt > SYNC_TOKEN_MS
  ) {
    return googleError(
      410,
      "fullSyncRequired",
      "Sync token is no longer valid, a full sync is required.",
      { domain: "calendar", location: "syncToken", locationType: "parameter" },
    );
  }
  // Google calls other parameters than those of the first list "undefined behaviour".
  if ((parameters.get("singleEvents") === "true") !== token.query.singleEvents) {
    return invalidValue("singleEvents", "singleEvents must be the same as in the initial request.");
  }
  return {
    query: { ...token.query, showDeleted: true },
    until: world.documents.sequence(),
    since: token.sequence,
    orderByStart: false,
    syncable: true,
  };
}

function readQuery(parameters: URLSearchParams): ListQuery | Response {
  const query: ListQuery = {
    singleEvents: parameters.get("singleEvents") === "true",
    showDeleted: parameters.get("showDeleted") === "true",
  };
  for (const name of ["timeMin", "timeMax"] as const) {
    const given = parameters.get(name);
    if (given === null) continue;
    const instant = readInstant(given);
    if (instant === undefined) return badRequest();
    query[name] = instant;
  }
  const { timeMin, timeMax } = query;
  if (timeMin !== undefined && timeMax !== undefined && timeMax <= timeMin) {
    return googleError(400, "timeRangeEmpty", "The specified time range is empty.", {
      domain: "calendar",
      location: "timeMax",
      locationType: "parameter",
    });
  }
  return query;
}

function isSyncable(parameters: URLSearchParams): boolean {
  const others = [
    "iCalUID",
    "orderBy",
    "privateExtendedProperty",
    "q",
    "sharedExtendedProperty",
    "updatedMin",
  ];
  return others.every((name) => !parameters.has(name));
}

/**
 * A page is cut before the filters are applied, so it can be short or empty although more follow,
 * as Google warns. Keys, not offsets, so that a change between two pages hides nothing.
 */
function onePage(
  world: World,
  calendar: string,
  plan: Plan,
  size: number,
): { page: EventRecord[]; next?: string } {
  const keyed = candidatesOf(world, calendar, plan)
    .map((item) => ({ item, key: sortKey(world, plan, item) }))
    .filter(({ key }) => plan.after === undefined || key > plan.after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = keyed.slice(0, size);
  const last = page.at(-1);
  return {
    page: page.map(({ item }) => item),
    ...(last !== undefined && keyed.length > size ? { next: last.key } : {}),
  };
}

function sortKey(world: World, plan: Plan, item: EventRecord): string {
  if (!plan.orderByStart) return item.id;
  const startsAt = instantOfEventTime(item.start, world.settings.calendarTimeZone);
  return `${String(startsAt).padStart(16, "0")} ${item.id}`;
}

function candidatesOf(world: World, calendar: string, plan: Plan): EventRecord[] {
  const incremental = plan.since !== undefined;
  const records = incremental
    ? events(world).changedSince(calendar, plan.since ?? 0)
    : events(world).list(calendar);
  const found = new Map<string, EventRecord>();
  for (const record of records) {
    const isSeries = record.recurrence !== undefined && plan.query.singleEvents;
    // An exception belongs to its series, and shows with it unless only the exception changed.
    const isException = record.recurringEventId !== undefined && plan.query.singleEvents;
    const items = isSeries
      ? instancesOf(world, record)
      : isException && !incremental
        ? []
        : [record];
    for (const item of items) found.set(item.id, item);
  }
  return [...found.values()];
}

function isWanted(
  world: World,
  query: ListQuery,
  record: EventRecord,
  incremental: boolean,
): boolean {
  if (record.status === "cancelled") {
    const exception = record.recurringEventId !== undefined && !query.singleEvents;
    if (!incremental && !query.showDeleted && !exception) return false;
    if (incremental) return true;
  }
  const { timeMin, timeMax } = query;
  const zone = world.settings.calendarTimeZone;
  if (record.recurrence !== undefined && !query.singleEvents) {
    return instancesOf(world, record).some((one) => isWanted(world, query, one, incremental));
  }
  const inside =
    (timeMin === undefined || instantOfEventTime(record.end, zone) > timeMin) &&
    (timeMax === undefined || instantOfEventTime(record.start, zone) < timeMax);
  // An event that was moved out of the window still concerns whoever mirrors the window.
  return inside || (incremental && record.changes > 0);
}

function matchesFilters(record: EventRecord, parameters: URLSearchParams): boolean {
  const words = parameters.get("q")?.toLowerCase();
  const text =
    `${record.summary ?? ""} ${record.description ?? ""} ${record.location ?? ""}`.toLowerCase();
  if (words !== undefined && !text.includes(words)) return false;
  const uid = parameters.get("iCalUID");
  if (uid !== null && uid !== `${record.recurringEventId ?? record.id}@google.com`) return false;
  for (const kind of ["private", "shared"] as const) {
    for (const pair of parameters.getAll(`${kind}ExtendedProperty`)) {
      const at = pair.indexOf("=");
      if (record.extendedProperties?.[kind]?.[pair.slice(0, at)] !== pair.slice(at + 1))
        return false;
    }
  }
  const updatedMin = readInstant(parameters.get("updatedMin") ?? "");
  return updatedMin === undefined || record.updatedAt >= updatedMin;
}

function pageToken(calendar: string, plan: Plan, after: string): string {
  const token: PageToken = {
    calendar,
    after,
    until: plan.until,
    query: plan.query,
    ...(plan.since === undefined ? {} : { since: plan.since }),
  };
  return writeToken("page", token);
}

/** The next sync starts where this list's first page was read, so nothing falls in between. */
function syncToken(world: World, calendar: string, plan: Plan): string {
  const token: SyncToken = {
    calendar,
    sequence: plan.until,
    generation: syncGeneration(world, calendar),
    issuedAt: world.now(),
    query: { ...plan.query, showDeleted: false },
  };
  return writeToken("sync", token);
}
