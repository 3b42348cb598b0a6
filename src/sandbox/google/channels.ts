import type { Collection } from "../documents.ts";
import { randomId } from "../random-id.ts";
import type { World } from "../world.ts";
import { googleError, invalidValue, notFound } from "./errors.ts";

// https://developers.google.com/workspace/calendar/api/guides/push
const CHANNEL_ID = /^[A-Za-z0-9\-_+/=]{1,64}$/;
const TOKEN_LENGTH_MAX = 256;
const LIFE_DEFAULT_MS = 7 * 24 * 60 * 60 * 1000;
const LIFE_MAX_MS = 30 * 24 * 60 * 60 * 1000;
const PUSH_DELAY_MS = 500;

interface Channel {
  id: string;
  calendar: string;
  resourceId: string;
  address: string;
  token?: string;
  expiration: number;
  messages: number;
  stopped: boolean;
}

interface Push {
  channel: string;
  state: "sync" | "exists";
  number: number;
}

export const channels = (world: World): Collection<Channel> =>
  world.documents.collection("google.channel");
const pushes = (world: World): Collection<Push> => world.documents.collection("google.push");

/** https://developers.google.com/workspace/calendar/api/v3/reference/events/watch */
export function watchEvents(
  world: World,
  calendar: string,
  body: Record<string, unknown>,
): Response {
  const { id, type, address, token, expiration, params } = body;
  if (typeof id !== "string" || !CHANNEL_ID.test(id))
    return invalidValue("id", "Invalid channel id.");
  if (type !== "web_hook" && type !== "webhook")
    return invalidValue("type", "Unknown channel type.");
  if (typeof address !== "string" || !isReachable(world, address)) {
    return googleError(
      400,
      "push.webhookUrlNotHttps",
      `WebHook callback must be HTTPS: ${String(address)}`,
    );
  }
  if (token !== undefined && (typeof token !== "string" || token.length > TOKEN_LENGTH_MAX)) {
    return invalidValue("token", "Invalid channel token.");
  }
  if (channels(world).get(id) !== undefined) {
    return googleError(400, "channelIdNotUnique", `Channel id ${id} not unique`);
  }
  const ends = expiresAt(world, expiration, params);
  if (ends === undefined) return invalidValue("expiration");
  const channel: Channel = {
    id,
    calendar,
    resourceId: randomId(world, "", 27),
    address,
    ...(typeof token === "string" ? { token } : {}),
    expiration: ends,
    messages: 0,
    stopped: false,
  };
  channels(world).put(id, channel, calendar);
  push(world, channel, "sync");
  return Response.json({
    kind: "api#channel",
    id,
    resourceId: channel.resourceId,
    resourceUri: resourceUri(calendar),
    ...(channel.token === undefined ? {} : { token: channel.token }),
    expiration: String(ends),
  });
}

/** https://developers.google.com/workspace/calendar/api/v3/reference/channels/stop */
export function stopChannel(world: World, body: Record<string, unknown>): Response {
  const channel = channels(world).get(String(body.id));
  if (channel === undefined || channel.stopped || channel.resourceId !== body.resourceId) {
    return notFound();
  }
  channels(world).put(channel.id, { ...channel, stopped: true }, channel.calendar);
  return new Response(null, { status: 204 });
}

/** Tells every live channel of a calendar that something in it has changed. */
export function notifyChannels(world: World, calendar: string): void {
  for (const channel of channels(world).list(calendar)) push(world, channel, "exists");
}

function push(world: World, channel: Channel, state: "sync" | "exists"): void {
  if (channel.stopped || channel.expiration <= world.now()) return;
  const number = channel.messages + 1;
  channels(world).put(channel.id, { ...channel, messages: number }, channel.calendar);
  const id = `${channel.id}/${number}`;
  pushes(world).put(id, { channel: channel.id, state, number });
  world.agenda.add("google-push", id, world.now() + PUSH_DELAY_MS);
}

/** Sends one notification, once: a lost one stays lost. */
export async function deliverPush(world: World, id: string): Promise<void> {
  const notification = pushes(world).get(id);
  pushes(world).remove(id);
  const channel =
    notification === undefined ? undefined : channels(world).get(notification.channel);
  if (notification === undefined || channel === undefined || channel.stopped) return;
  const fault = world.faults.take("google", "push.deliver");
  if (fault !== undefined && fault.mode !== "duplicate" && fault.mode !== "slow") return;
  const send = () =>
    world
      .fetch(
        new Request(channel.address, { method: "POST", headers: headersOf(channel, notification) }),
      )
      .then((answer) => answer.body?.cancel())
      .catch(() => undefined);
  await send();
  if (fault?.mode === "duplicate") await send();
}

function headersOf(channel: Channel, notification: Push): Record<string, string> {
  return {
    "x-goog-channel-id": channel.id,
    ...(channel.token === undefined ? {} : { "x-goog-channel-token": channel.token }),
    "x-goog-channel-expiration": new Date(channel.expiration).toUTCString(),
    "x-goog-message-number": String(notification.number),
    "x-goog-resource-id": channel.resourceId,
    "x-goog-resource-state": notification.state,
    "x-goog-resource-uri": resourceUri(channel.calendar),
    "user-agent": "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)",
  };
}

/** Google insists on HTTPS; only the sandbox's own address may do without. */
function isReachable(world: World, address: string): boolean {
  if (!URL.canParse(address)) return false;
  return address.startsWith("https://") || address.startsWith(`${world.settings.publicBase}/`);
}

function expiresAt(world: World, expiration: unknown, params: unknown): number | undefined {
  const latest = world.now() + LIFE_MAX_MS;
  if (expiration !== undefined && expiration !== null) {
    const asked = Number(expiration);
    return Number.isFinite(asked) && asked > world.now() ? Math.min(asked, latest) : undefined;
  }
  const ttl =
    typeof params === "object" && params !== null && "ttl" in params
      ? Number(params.ttl)
      : undefined;
  if (ttl === undefined) return world.now() + LIFE_DEFAULT_MS;
  return Number.isFinite(ttl) && ttl > 0 ? Math.min(world.now() + ttl * 1000, latest) : undefined;
}

function resourceUri(calendar: string): string {
  return `https://www.googleapis.com/calendar/v3/calendars/${encodeURIComponent(calendar)}/events?alt=json`;
}
