import { catalogue } from "../../catalogue/catalogue.ts";
import type { Context } from "../context.ts";
import { roomStub } from "../stubs.ts";

/**
 * Google's push messages: no body and no signature; the channel id names the room and the token is
 * known to that room's object only. A message is a wake-up: the calendar itself is read again.
 */
export async function googleCalendarWebhook(request: Request, { env, log }: Context) {
  const channel = request.headers.get("x-goog-channel-id") ?? "";
  const token = request.headers.get("x-goog-channel-token") ?? "";
  const slug = /^room_([a-z0-9-]{1,40})_[0-9a-v]{16}$/.exec(channel)?.[1];
  const known =
    slug !== undefined &&
    catalogue.room(slug) !== undefined &&
    (await roomStub(env, slug).calendarPushed(channel, token));
  if (known) return new Response(null, { status: 204 });
  log({ message: "Calendar push refused", level: "warn", channel: channel.slice(0, 80) });
  return new Response(null, { status: 401 });
}
