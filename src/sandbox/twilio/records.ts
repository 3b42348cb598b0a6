import type { MessageStatus } from "twilio/lib/rest/api/v2010/account/message.js";
import type { Collection } from "../documents.ts";
import type { World } from "../world.ts";

/** A message that Twilio took. Times are UTC epoch milliseconds. */
export interface MessageRecord {
  sid: string;
  /** "whatsapp:+16045550199" */
  to: string;
  from: string;
  /** What the recipient reads: a template with its places filled. */
  body: string;
  /** Absent for free text. */
  contentSid?: string;
  statusCallback?: string;
  status: MessageStatus;
  errorCode: number | null;
  createdAt: number;
  updatedAt: number;
  /** When it left; a message that waits has no such time yet. */
  sentAt: number | null;
}

/** Owned by their recipient's address. */
export const messages = (world: World): Collection<MessageRecord> =>
  world.documents.collection("twilio.message");

/** By a person's address: until when free text may be sent to them. */
export const conversations = (world: World): Collection<{ until: number }> =>
  world.documents.collection("twilio.conversation");
