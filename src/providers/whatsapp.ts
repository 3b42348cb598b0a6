import type { ReceiptStatus } from "../domain/service/receipt.ts";
import type { Outcome } from "./outcome.ts";

/** A message outside a conversation: WhatsApp takes approved templates only. */
export interface WhatsAppMessage {
  /** E.164: "+16045550199". */
  to: string;
  /** The operator's own number, E.164. */
  from: string;
  /**
   * The provider's id of the approved template, and what goes into its places, by their names ("1",
   * "2", …). A value is one line and not empty, or the provider refuses the message.
   */
  template: { id: string; variables: Record<string, string> };
  /** Come back with every receipt: what the message is, and what it is about. */
  tags: string[];
}

/** A message as the provider remembers it. */
export interface SentWhatsApp {
  id: string;
  /** What the recipient reads; empty when the provider does not say. */
  text: string;
  status: ReceiptStatus;
  /** The provider's own code of a failure. */
  code?: string | undefined;
  /** Why it did not arrive, as the provider's documentation says. */
  reason?: string | undefined;
  /** UTC epoch milliseconds, in whole seconds. */
  createdAt: number;
}

/** The port to whoever delivers WhatsApp messages. No idempotency key: `unknown` may mean sent. */
export interface WhatsApp {
  /** `permanent` carries the provider's code: what it says of the number or the template is final. */
  send(message: WhatsAppMessage): Promise<Outcome<{ id: string }>>;
  /**
   * Whatever went to a number since an instant (UTC epoch milliseconds), newest first: to look before
   * repeating. A message can be missing for a moment after it was taken.
   */
  sentTo(query: { to: string; from: string; since: number }): Promise<Outcome<SentWhatsApp[]>>;
  /** What became of a message whose receipts were lost. */
  look(id: string): Promise<Outcome<SentWhatsApp>>;
}

/**
 * Whether a sent message says everything that another one says. The provider keeps no template, no
 * values and no reference with a message, so its text is all there is to go by; for some senders
 * there is not even that. Two templates to one number are told apart only by a value that stands in
 * one of them.
 */
export function isSentAs(
  { text }: Pick<SentWhatsApp, "text">,
  { template }: Pick<WhatsAppMessage, "template">,
): "yes" | "no" | "cannot-tell" {
  if (text === "") return "cannot-tell";
  return Object.values(template.variables).every((value) => text.includes(value)) ? "yes" : "no";
}
