import { type Address, emails } from "./mailersend/emails.ts";
import type { World } from "./world.ts";

/** One message as a person got it. */
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
  /** The app tags its emails with the reservation id. */
  reservation?: string;
  /** `content` is base64. */
  attachments: { filename: string; content: string }[];
}

/** Everything that was sent, oldest first. */
export function listMessages(world: World): SandboxMessage[] {
  return emails(world)
    .list()
    .map((email) => ({
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
      attachments: email.attachments.map(({ filename, content }) => ({ filename, content })),
    }));
}

function reservationOf(tags: string[]): { reservation?: string } {
  const reservation = tags.find((tag) => tag.startsWith("res_"));
  return reservation === undefined ? {} : { reservation };
}

function written({ email, name }: Address): string {
  return name === undefined ? email : `${name} <${email}>`;
}
