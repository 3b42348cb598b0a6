import type { World } from "../world.ts";
import type { MessageRecord } from "./records.ts";

/** https://www.twilio.com/docs/messaging/api/message-resource#message-properties */
export function messageResource({ settings }: World, message: MessageRecord) {
  const { sid, to, from, body, status, errorCode } = message;
  const account = settings.keys.twilioAccountSid;
  const uri = `/2010-04-01/Accounts/${account}/Messages/${sid}`;
  return {
    account_sid: account,
    api_version: "2010-04-01",
    body,
    date_created: dateOf(message.createdAt),
    date_sent: message.sentAt === null ? null : dateOf(message.sentAt),
    date_updated: dateOf(message.updatedAt),
    direction: "outbound-api",
    error_code: errorCode,
    error_message: null,
    from,
    messaging_service_sid: null,
    num_media: "0",
    num_segments: "1",
    price: null,
    price_unit: null,
    sid,
    status,
    subresource_uris: { media: `${uri}/Media.json` },
    to,
    uri: `${uri}.json`,
  };
}

/** RFC 2822, in whole seconds: "Tue, 01 Dec 2026 12:00:00 +0000". */
function dateOf(instant: number): string {
  return new Date(instant).toUTCString().replace("GMT", "+0000");
}
