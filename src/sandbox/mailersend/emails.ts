import type { Collection } from "../documents.ts";
import type { World } from "../world.ts";

export interface Address {
  email: string;
  name?: string;
}

export interface Attachment {
  filename: string;
  /** Base64, as it was sent. */
  content: string;
  disposition: "attachment" | "inline";
  id?: string;
}

/** An accepted email. */
export interface EmailRecord {
  id: string;
  from: Address;
  to: Address[];
  cc: Address[];
  bcc: Address[];
  replyTo?: Address;
  subject: string;
  text?: string;
  html?: string;
  tags: string[];
  attachments: Attachment[];
  /** UTC epoch milliseconds. */
  at: number;
}

export const emails = (world: World): Collection<EmailRecord> =>
  world.documents.collection("mailersend.email");
