import { type Address, type EmailRecord, type EmailSettings, emails } from "./mailersend/emails.ts";
import { type MessageRecord, messages as whatsApps } from "./twilio/records.ts";
import type { World } from "./world.ts";

/** One message as a person got it, or would have. */
export interface SandboxMessage {
  id: string;
  channel: "email" | "whatsapp";
  from: string;
  /** Addresses, separated by ", ". */
  to: string;
  replyTo?: string;
  subject?: string;
  text: string;
  html?: string;
  /** UTC epoch milliseconds. */
  at: number;
  /** The app tags its messages with the reservation id. */
  reservation?: string;
  /** What its vendor last said of it, in the vendor's word. */
  status?: string;
  errorCode?: number;
  /** What of an email is tracked. */
  settings?: EmailSettings;
  /** `content` is base64. */
  attachments: { filename: string; content: string }[];
}

/** Everything that was sent, oldest first. */
export function listMessages(world: World): SandboxMessage[] {
  const sent = [...emails(world).list().map(asEmail), ...whatsApps(world).list().map(asWhatsApp)];
  return sent.sort((one, other) => one.at - other.at);
}

function asEmail(email: EmailRecord): SandboxMessage {
  return {
    id: email.id,
    channel: "email",
    from: written(email.from),
    to: [...email.to, ...email.cc, ...email.bcc].map(({ email: address }) => address).join(", "),
    ...(email.replyTo === undefined ? {} : { replyTo: email.replyTo.email }),
    subject: email.subject,
    text: email.text ?? "",
    ...(email.html === undefined ? {} : { html: email.html }),
    at: email.at,
    ...reservationOf(email.tags),
    ...(email.activity === undefined ? {} : { status: email.activity }),
    ...(email.settings === undefined ? {} : { settings: email.settings }),
    attachments: email.attachments.map(({ filename, content }) => ({ filename, content })),
  };
}

function asWhatsApp(message: MessageRecord): SandboxMessage {
  const callback = message.statusCallback;
  return {
    id: message.sid,
    channel: "whatsapp",
    from: message.from.replace("whatsapp:", ""),
    to: message.to.replace("whatsapp:", ""),
    text: message.body,
    at: message.createdAt,
    ...reservationOf(callback === undefined ? [] : [...new URL(callback).searchParams.values()]),
    status: message.status,
    ...(message.errorCode === null ? {} : { errorCode: message.errorCode }),
    attachments: [],
  };
}

function reservationOf(tags: string[]): { reservation?: string } {
  const reservation = tags.find((tag) => tag.startsWith("res_"));
  return reservation === undefined ? {} : { reservation };
}

function written({ email, name }: Address): string {
  return name === undefined ? email : `${name} <${email}>`;
}
