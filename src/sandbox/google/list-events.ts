import type { World } from "../world.ts";
import { events, syncGeneration } from "./calendars.ts";
import { invalidValue } from "./errors.ts";
import { type EventRecord, shownEvent } from "./event-resource.ts";
import { instantOfEventTime, readInstant } from "./event-time.ts";
import { instancesOf } from "./instances.ts";
import { type Plan, planOf } from "./list-plan.ts";
import { type ListQuery, type PageToken, type SyncToken, writeToken } from "./sync-token.ts";

const PAGE_DEFAULT = 250;
const PAGE_MAX = 2500;

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
