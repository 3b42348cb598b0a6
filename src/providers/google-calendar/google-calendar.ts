import type { Calendar, CalendarItem, CalendarPage, NewEntry, Span } from "../calendar.ts";
import type { Outcome } from "../outcome.ts";
import { type AccessTokens, accessTokens, type ServiceAccount } from "./access-token.ts";
import { type Call, callJson } from "./call-json.ts";

export interface GoogleSettings {
  account: ServiceAccount;
  /** `https://www.googleapis.com`, or where the sandbox stands in for it. */
  apiBase: string;
  tokenUrl: string;
  fetch: typeof fetch;
  now: () => number;
}

/** What we read of an event (Calendar API v3: Events resource). */
interface GoogleEvent {
  id: string;
  status?: "confirmed" | "tentative" | "cancelled";
  transparency?: "opaque" | "transparent";
  start?: GoogleTime;
  end?: GoogleTime;
  extendedProperties?: { private?: Record<string, string> };
}

interface GoogleTime {
  date?: string;
  dateTime?: string;
}

interface GoogleList {
  items?: GoogleEvent[];
  nextPageToken?: string;
  nextSyncToken?: string;
}

/** Fewer pages make a read less likely to break off; Google allows 2,500. */
const PAGE_SIZE = 2500;

/** The calendar port on Google Calendar v3, as a service account. */
export function googleCalendar(
  settings: GoogleSettings,
  tokens: AccessTokens = accessTokens(settings),
): Calendar {
  async function call<T>(request: Call): Promise<Outcome<T>> {
    const answer = await authorized<T>(request);
    if (answer.kind !== "permanent" || answer.code !== "401") return answer;
    tokens.forget();
    const again = await authorized<T>(request);
    if (again.kind !== "permanent" || again.code !== "401") return again;
    return { kind: "retryable", reason: again.reason };
  }

  async function authorized<T>(request: Call): Promise<Outcome<T>> {
    const token = await tokens.get();
    // Without a token nothing was asked of the calendar; a bad key is mended by people.
    if (token.kind !== "ok") return { kind: "retryable", reason: `token: ${token.reason}` };
    const authorization = { authorization: `Bearer ${token.value}` };
    return callJson<T>(settings.fetch, {
      ...request,
      headers: { ...request.headers, ...authorization },
    });
  }

  const json = { "content-type": "application/json" };
  const events = (calendar: string) =>
    `${settings.apiBase}/calendar/v3/calendars/${encodeURIComponent(calendar)}/events`;

  return {
    async changes({ calendar, since, page }) {
      const query = new URLSearchParams({ singleEvents: "true", maxResults: String(PAGE_SIZE) });
      if ("cursor" in since) query.set("syncToken", since.cursor);
      else {
        query.set("timeMin", new Date(since.from).toISOString());
        query.set("timeMax", new Date(since.until).toISOString());
      }
      if (page !== undefined) query.set("pageToken", page);
      const answer = await call<GoogleList>({ method: "GET", url: `${events(calendar)}?${query}` });
      if (answer.kind === "permanent" && answer.code === "410") {
        return { kind: "ok", value: "expired" };
      }
      return answer.kind === "ok" ? { kind: "ok", value: pageOf(answer.value) } : answer;
    },

    async write(calendar, entry) {
      const written = await call<GoogleEvent>({
        method: "POST",
        url: events(calendar),
        headers: json,
        body: JSON.stringify(eventOf(entry)),
      });
      if (written.kind === "ok") return { kind: "ok", value: "written" };
      if (written.kind !== "permanent" || written.code !== "409") return written;
      const standing = await call<GoogleEvent>({
        method: "GET",
        url: `${events(calendar)}/${entry.id}`,
      });
      return standing.kind === "ok" ? standingOutcome(standing.value, entry) : standing;
    },

    async erase(calendar, id) {
      const erased = await call<void>({ method: "DELETE", url: `${events(calendar)}/${id}` });
      if (erased.kind === "ok") return { kind: "ok", value: "erased" };
      if (erased.kind !== "permanent") return erased;
      // Gone is what we wanted: 410 for what was deleted, 404 for what never stood there.
      if (erased.code === "410") return { kind: "ok", value: "erased" };
      return erased.code === "404" ? { kind: "ok", value: "absent" } : erased;
    },

    async watch({ calendar, channel, token, address }) {
      const body = JSON.stringify({ id: channel, type: "web_hook", address, token });
      const opened = await call<{ resourceId: string; expiration: string }>({
        method: "POST",
        url: `${events(calendar)}/watch`,
        headers: json,
        body,
      });
      if (opened.kind !== "ok") return opened;
      const { resourceId: resource, expiration } = opened.value;
      return { kind: "ok", value: { id: channel, resource, expiresAt: Number(expiration) } };
    },

    async unwatch({ id, resource }) {
      return call<void>({
        method: "POST",
        url: `${settings.apiBase}/calendar/v3/channels/stop`,
        headers: json,
        body: JSON.stringify({ id, resourceId: resource }),
      });
    },
  };
}

function eventOf({ id, startsAt, endsAt, timeZone, summary, description, marks }: NewEntry) {
  return {
    id,
    summary,
    description,
    start: { dateTime: new Date(startsAt).toISOString(), timeZone },
    end: { dateTime: new Date(endsAt).toISOString(), timeZone },
    extendedProperties: { private: marks },
  };
}

function standingOutcome(
  event: GoogleEvent,
  { marks, id }: NewEntry,
): Outcome<"written" | "burnt"> {
  if (event.status === "cancelled") return { kind: "ok", value: "burnt" };
  const ours = event.extendedProperties?.private?.reservation === marks.reservation;
  if (ours) return { kind: "ok", value: "written" };
  return { kind: "permanent", reason: `the id ${id} is taken by an event that is not ours` };
}

function pageOf({ items = [], nextPageToken, nextSyncToken }: GoogleList): CalendarPage {
  return { items: items.map(itemOf), nextPage: nextPageToken, cursor: nextSyncToken };
}

function itemOf({ id, status, transparency, start, end }: GoogleEvent): CalendarItem {
  if (status === "cancelled") return { id, state: "gone" };
  const state = transparency === "transparent" ? "free" : "busy";
  return { id, state, span: start && end && spanOf(start, end) };
}

function spanOf(start: GoogleTime, end: GoogleTime): Span | undefined {
  if (start.date !== undefined && end.date !== undefined) {
    return { from: start.date, until: end.date };
  }
  if (start.dateTime === undefined || end.dateTime === undefined) return undefined;
  return { startsAt: Date.parse(start.dateTime), endsAt: Date.parse(end.dateTime) };
}
