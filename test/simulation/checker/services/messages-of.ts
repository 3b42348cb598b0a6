import type { Evidence } from "../evidence.ts";
import type { StoredTrip } from "./evidence-of-services.ts";

/** One copy of a message that a vendor took, by whichever channel. */
export interface Copy {
  to: string;
  /** What its recipient can read of it. */
  words: string;
  at: number;
  unanswered: boolean;
  stray: boolean;
  happened: string[];
  told: string[];
}

/** One message of a trip: all of its copies. */
export interface Sent {
  message: string;
  channel: "email" | "whatsapp";
  /** Of a notice: the message that did not arrive. */
  about: string | undefined;
  /** In the order in which they were taken. */
  copies: Copy[];
  /** Whether the vendor would not take it, ever. */
  refused: boolean;
}

/** Written down a second time: how a notice names the message that did not arrive. */
const NAMES: Record<string, string> = {
  "client-recap": "Confirmation email to the guest",
  "client-follow-up": "WhatsApp confirmation to the guest",
  "client-payment-failed": "Email to the guest: payment failed, nothing is booked",
  "client-refund": "Email to the guest about their refund",
  "client-cancellation": "Email to the guest about the cancellation",
  "owner-recap": "Booking email to you",
  "owner-dispatch": "WhatsApp dispatch to you",
  "owner-cancellation": "Email to you about a cancellation",
  "staff-alert": "staff-alert",
};

/** Everything that was sent about a trip to its guest and its owner, by message. */
export function messagesOf(evidence: Evidence, { id }: StoredTrip): Sent[] {
  const { mail, twilio } = evidence.world;
  const found = new Map<string, Sent>();
  const take = (channel: Sent["channel"], message: string, copy: Copy | undefined) => {
    const isNotice = message.startsWith("owner-undelivered");
    const about = isNotice && copy !== undefined ? aboutOf(copy.words) : undefined;
    const key = `${channel} ${message} ${about}`;
    const sent = found.get(key) ?? { message, channel, about, copies: [], refused: false };
    found.set(key, sent);
    if (copy === undefined) sent.refused = true;
    else sent.copies.push(copy);
  };
  for (const { tags, text: words, ...copy } of mail.accepted) {
    const [message = ""] = tags;
    if (tags.includes(id) && message !== "staff-alert") take("email", message, { ...copy, words });
  }
  for (const { tags, record, values, ...copy } of twilio.copies) {
    const [message = ""] = tags;
    const to = record.to.replace("whatsapp:", "");
    if (tags.includes(id)) take("whatsapp", message, { ...copy, to, words: values.join("\n") });
  }
  for (const tags of mail.refused) if (tags.includes(id)) take("email", tags[0] ?? "", undefined);
  for (const tags of twilio.refused) {
    if (tags.includes(id)) take("whatsapp", tags[0] ?? "", undefined);
  }
  return [...found.values()];
}

function aboutOf(words: string): string {
  const flat = words.replace(/\s+/g, " ");
  return Object.entries(NAMES).find(([, name]) => flat.includes(name))?.[0] ?? "something unnamed";
}
