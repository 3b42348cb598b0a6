import { type Network, NoAnswer, type Party, ServerFailure } from "../network.ts";
import type { Random } from "../random.ts";
import { lightResponse } from "./light-response.ts";

export interface CalendarEvent {
  id: string;
  status: "confirmed" | "cancelled";
  startsAt: number;
  endsAt: number;
  /** Our marks; absent on what staff entered by hand. */
  marks?: Record<string, string>;
  createdAt: number;
  /** Moved or deleted by a person. */
  touched?: boolean;
  deletedAt?: number;
  change: number;
}

interface Answer {
  status: number;
  body?: unknown;
}

/** Google Calendar, as far as rooms use it: ids chosen by us and never free again, sync tokens. */
export class SimulatedCalendar {
  readonly events = new Map<string, CalendarEvent>();
  readonly #now: () => number;
  readonly #random: Random;
  readonly #pages = new Map<string, Pages>();
  #changes = 0;
  #oldestToken = 0;
  #byHand = 0;

  constructor(now: () => number, random: Random) {
    this.#now = now;
    this.#random = random;
  }

  /** `fetch` for the calendar port, over a network that loses things. */
  fetch(network: Network, party: Party): typeof fetch {
    const respond = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      const url = new URL(String(input));
      const method = init?.method ?? "GET";
      try {
        const { status, body } = await network.send(
          "google",
          `events ${method.toLowerCase()}`,
          (fault) =>
            fault === "refused"
              ? { status: 403, body: { error: { errors: [{ reason: "forbidden" }] } } }
              : this.#handle(method, url, String(init?.body ?? "{}")),
          party,
        );
        return lightResponse(status, body);
      } catch (error) {
        if (error instanceof ServerFailure) return lightResponse(error.status, {});
        if (error instanceof NoAnswer) throw new TypeError("network failure");
        throw error;
      }
    };
    return respond as typeof fetch;
  }

  addByHand(startsAt: number, endsAt: number): CalendarEvent {
    this.#byHand += 1;
    const event: CalendarEvent = {
      id: `hand${this.#byHand}`,
      status: "confirmed",
      startsAt,
      endsAt,
      createdAt: this.#now(),
      change: this.#changed(),
    };
    this.events.set(event.id, event);
    return event;
  }

  change(id: string, to: { deleted: true } | { byMs: number }): void {
    const event = this.events.get(id);
    if (event?.status !== "confirmed") return;
    if ("deleted" in to) {
      event.status = "cancelled";
      event.deletedAt = this.#now();
    } else {
      event.startsAt += to.byMs;
      event.endsAt += to.byMs;
    }
    event.touched = true;
    event.change = this.#changed();
  }

  /** Google throws sync tokens away when it likes. */
  expireTokens(): void {
    this.#oldestToken = this.#changes + 1;
    this.#changed();
  }

  standing(): CalendarEvent[] {
    return [...this.events.values()].filter(({ status }) => status === "confirmed");
  }

  #changed(): number {
    this.#changes += 1;
    return this.#changes;
  }

  #handle(method: string, url: URL, body: string): Answer {
    const id = /\/events\/([^/]+)$/.exec(url.pathname)?.[1];
    if (method === "POST") return this.#insert(JSON.parse(body));
    if (method === "DELETE") return this.#delete(id ?? "");
    if (id !== undefined) return this.#get(id);
    return this.#list(url.searchParams);
  }

  #insert(event: Insert): Answer {
    if (this.events.has(event.id)) return { status: 409 };
    if (!/^[a-v0-9]{5,1024}$/.test(event.id)) return { status: 400 };
    const inserted: CalendarEvent = {
      id: event.id,
      status: "confirmed",
      startsAt: Date.parse(event.start.dateTime),
      endsAt: Date.parse(event.end.dateTime),
      marks: event.extendedProperties.private,
      createdAt: this.#now(),
      change: this.#changed(),
    };
    this.events.set(event.id, inserted);
    return { status: 200, body: shown(inserted) };
  }

  #get(id: string): Answer {
    const event = this.events.get(id);
    return event === undefined ? { status: 404 } : { status: 200, body: shown(event) };
  }

  #delete(id: string): Answer {
    const event = this.events.get(id);
    if (event === undefined) return { status: 404 };
    if (event.status === "cancelled") return { status: 410 };
    event.status = "cancelled";
    event.change = this.#changed();
    return { status: 204 };
  }

  #list(query: URLSearchParams): Answer {
    const rest = this.#pages.get(query.get("pageToken") ?? "");
    if (rest !== undefined) return this.#page(rest);
    const token = query.get("syncToken");
    if (token !== null && Number(token) < this.#oldestToken) return { status: 410 };
    const from = Date.parse(query.get("timeMin") ?? "");
    const until = Date.parse(query.get("timeMax") ?? "");
    const found = [...this.events.values()].filter((event) =>
      token !== null
        ? event.change > Number(token)
        : event.status === "confirmed" && event.endsAt > from && event.startsAt < until,
    );
    return this.#page({ items: found.map(shown), upTo: this.#changes });
  }

  /** Pages are of one instant: what changes while they are read comes with the next token. */
  #page({ items, upTo }: Pages): Answer {
    const size = this.#random.chance(0.3) ? this.#random.between(0, 3) : items.length;
    if (size >= items.length) {
      return { status: 200, body: { items, nextSyncToken: String(upTo) } };
    }
    const token = `page${this.#pages.size}`;
    this.#pages.set(token, { items: items.slice(size), upTo });
    return { status: 200, body: { items: items.slice(0, size), nextPageToken: token } };
  }
}

interface Pages {
  items: unknown[];
  upTo: number;
}

interface Insert {
  id: string;
  start: { dateTime: string };
  end: { dateTime: string };
  extendedProperties: { private: Record<string, string> };
}

function shown({ id, status, startsAt, endsAt, marks }: CalendarEvent) {
  if (status === "cancelled") return { id, status };
  return {
    id,
    status,
    start: { dateTime: new Date(startsAt).toISOString() },
    end: { dateTime: new Date(endsAt).toISOString() },
    ...(marks && { extendedProperties: { private: marks } }),
  };
}
