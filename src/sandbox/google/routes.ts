import { underFaults } from "../faults.ts";
import { answerRoute, type Route } from "../routes.ts";
import type { World } from "../world.ts";
import { calendarExists } from "./calendars.ts";
import { stopChannel, watchEvents } from "./channels.ts";
import { badRequest, faultError, notFound } from "./errors.ts";
import { deleteEvent, getEvent, insertEvent, patchEvent } from "./events.ts";
import { listEvents } from "./list-events.ts";
import { SANDBOX_SERVICE_ACCOUNT_EMAIL } from "./service-account.ts";
import { answerToken, refuseToken } from "./token.ts";

/** One call of the Calendar API whose token, calendar and body are known to be good. */
interface CalendarCall {
  world: World;
  calendar: string;
  id: string;
  body: Record<string, unknown>;
  parameters: URLSearchParams;
  ifMatch: string | null;
}

interface CalendarOperation {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  /** The vendor's own name, which fault switches use. */
  name: string;
  use: "read" | "write";
  perform(call: CalendarCall): Response;
}

const EVENTS = "/calendar/v3/calendars/:calendar/events";

/** Every call of the Calendar API that the sandbox answers. */
const OPERATIONS: CalendarOperation[] = [
  {
    method: "GET",
    path: EVENTS,
    name: "events.list",
    use: "read",
    perform: ({ world, calendar, parameters }) => listEvents(world, calendar, parameters),
  },
  {
    method: "POST",
    path: EVENTS,
    name: "events.insert",
    use: "write",
    perform: ({ world, calendar, body }) =>
      insertEvent(world, calendar, body, SANDBOX_SERVICE_ACCOUNT_EMAIL),
  },
  {
    method: "POST",
    path: `${EVENTS}/watch`,
    name: "events.watch",
    use: "read",
    perform: ({ world, calendar, body }) => watchEvents(world, calendar, body),
  },
  {
    method: "GET",
    path: `${EVENTS}/:id`,
    name: "events.get",
    use: "read",
    perform: ({ world, calendar, id }) => getEvent(world, calendar, id),
  },
  {
    method: "PATCH",
    path: `${EVENTS}/:id`,
    name: "events.patch",
    use: "write",
    perform: ({ world, calendar, id, body, ifMatch }) =>
      patchEvent(world, calendar, id, body, ifMatch),
  },
  {
    method: "DELETE",
    path: `${EVENTS}/:id`,
    name: "events.delete",
    use: "write",
    perform: ({ world, calendar, id, ifMatch }) => deleteEvent(world, calendar, id, ifMatch),
  },
  {
    method: "POST",
    path: "/calendar/v3/channels/stop",
    name: "channels.stop",
    use: "read",
    perform: ({ world, body }) => stopChannel(world, body),
  },
];

/** Answers everything under `/sandbox/google`. */
export function googleRoutes(world: World): (request: Request) => Promise<Response> {
  const routes: Route[] = [
    { method: "POST", path: "/token", handle: (request) => answerToken(world, request) },
    ...OPERATIONS.map((operation) => ({
      method: operation.method,
      path: operation.path,
      handle: (request: Request, parameters: Record<string, string>) =>
        answerCalendarCall(world, operation, request, parameters),
    })),
  ];
  return async (request) => (await answerRoute(routes, "/sandbox/google", request)) ?? notFound();
}

async function answerCalendarCall(
  world: World,
  operation: CalendarOperation,
  request: Request,
  { calendar, id = "" }: Record<string, string>,
): Promise<Response> {
  const body = operation.method === "GET" ? {} : await readBody(request);
  return underFaults(world, "google", operation.name, {
    fail: faultError,
    perform() {
      const refused = refuseToken(world, request.headers.get("authorization"), operation.use);
      if (refused !== undefined) return refused;
      if (body === undefined) return badRequest("Parse Error", "parseError");
      if (calendar !== undefined && !calendarExists(world, calendar)) return notFound();
      return world.transaction(() =>
        operation.perform({
          world,
          calendar: calendar ?? "",
          id,
          body,
          parameters: new URL(request.url).searchParams,
          ifMatch: request.headers.get("if-match"),
        }),
      );
    },
  });
}

async function readBody(request: Request): Promise<Record<string, unknown> | undefined> {
  const text = await request.text();
  if (text === "") return {};
  try {
    const body: unknown = JSON.parse(text);
    const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
    return isObject ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
