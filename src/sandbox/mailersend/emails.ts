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

/** What of an email is tracked; the domain's own settings hold for what is not said. */
export interface EmailSettings {
  track_clicks?: boolean;
  track_opens?: boolean;
  track_content?: boolean;
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
  settings?: EmailSettings;
  attachments: Attachment[];
  /** UTC epoch milliseconds. */
  at: number;
  /** What was last said of it, where somebody wants to hear that. */
  activity?: string;
}

export const emails = (world: World): Collection<EmailRecord> =>
  world.documents.collection("mailersend.email");
