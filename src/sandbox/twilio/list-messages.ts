import type { World } from "../world.ts";
import { twilioError } from "./errors.ts";
import { messageResource } from "./message-resource.ts";
import { type MessageRecord, messages } from "./records.ts";

const PAGE_SIZE_DEFAULT = 50;
const PAGE_SIZE_MAX = 1000;
const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

/** https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources */
export function listMessages(world: World, url: URL): Response {
  const query = url.searchParams;
  const filters = ["DateSent", "DateSent>", "DateSent<"].map((name) => dateFilter(query, name));
  if (filters.includes("invalid")) return twilioError(400, 20001, "Invalid date value.");
  const fits = (message: MessageRecord) =>
    [query.get("From") ?? message.from].includes(message.from) &&
    filters.every((filter) => typeof filter !== "function" || filter(message.sentAt));
  const found = messages(world)
    .list(query.get("To") ?? undefined)
    .filter(fits)
    .reverse();
  const size = Math.min(Number(query.get("PageSize") ?? PAGE_SIZE_DEFAULT), PAGE_SIZE_MAX);
  const page = Number(query.get("Page") ?? 0);
  const start = page * size;
  const shown = found.slice(start, start + size);
  return Response.json({
    messages: shown.map((message) => messageResource(world, message)),
    page,
    page_size: size,
    start,
    end: Math.max(start, start + shown.length - 1),
    uri: uriOf(url, page),
    first_page_uri: uriOf(url, 0),
    next_page_uri: found.length > start + size ? uriOf(url, page + 1) : null,
    previous_page_uri: page > 0 ? uriOf(url, page - 1) : null,
  });
}

function uriOf(url: URL, page: number): string {
  const query = new URLSearchParams(url.search);
  query.set("Page", String(page));
  return `${url.pathname.replace("/sandbox/twilio", "")}?${query}`;
}

/**
 * `DateSent` is a day or an instant in GMT; ">" and "<" include it. What has not left yet has no such
 * date, and fits none.
 */
function dateFilter(
  query: URLSearchParams,
  name: string,
): ((sentAt: number | null) => boolean) | "invalid" | undefined {
  const given = query.get(name);
  if (given === null) return undefined;
  const from = Date.parse(given);
  if (Number.isNaN(from)) return "invalid";
  const until = from + (/^\d{4}-\d\d-\d\d$/.test(given) ? DAY : SECOND);
  return (sentAt) => {
    if (sentAt === null) return false;
    return (name === "DateSent<" || sentAt >= from) && (name === "DateSent>" || sentAt < until);
  };
}
