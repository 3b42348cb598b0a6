import type { World } from "../world.ts";
import { syncGeneration } from "./calendars.ts";
import { badRequest, googleError, invalidValue } from "./errors.ts";
import { readInstant } from "./event-time.ts";
import { type ListQuery, readToken } from "./sync-token.ts";

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

/** What one list call reads: a first page, a later page, or an incremental sync. */
export interface Plan {
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

/** Reads the parameters of a list call as strictly as Google does. */
export function planOf(
  world: World,
  calendar: string,
  parameters: URLSearchParams,
): Plan | Response {
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
