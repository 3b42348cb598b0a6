import type { ReceiptStatus } from "../../../src/domain/service/receipt.ts";
import type { Receipt } from "../../../src/providers/receipts.ts";
import type { Random } from "../random.ts";
import { type ReceiptSurroundings, type Step, sendReceipts } from "./receipts-of.ts";
import type { Accepted } from "./simulated-mail.ts";

export interface InboxSurroundings extends ReceiptSurroundings {
  random: Random;
  take: (receipt: Receipt) => Promise<void>;
}

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/** MailerSend's word for each step, and the product's. */
const STATUSES: Record<string, ReceiptStatus> = {
  sent: "sent",
  deferred: "delayed",
  delivered: "delivered",
  soft_bounced: "undelivered",
  hard_bounced: "failed",
  spam_complaint: "complained",
};

/** The mail servers of guests and owners: most take an email, some send it back. */
export class SimulatedInboxes {
  readonly #around: InboxSurroundings;

  constructor(surroundings: InboxSurroundings) {
    this.#around = surroundings;
  }

  receive(email: Accepted): void {
    const take = ({ status, code }: Step) =>
      this.#around.take({
        channel: "email",
        message: email.id,
        event: `${email.id}/${status}`,
        status: STATUSES[status] ?? "queued",
        tags: email.tags,
        ...(code !== undefined && { code: String(code), reason: "no such mailbox" }),
      });
    sendReceipts(this.#around, email.id, email, this.#way(), take);
  }

  #way(): Step[] {
    const { random } = this.#around;
    const ms = random.between(SECOND_MS, 90 * SECOND_MS);
    const later = ms + random.between(1, 5) * HOUR_MS;
    const sent: Step = { status: "sent", afterMs: random.between(200, SECOND_MS) };
    const delivered: Step = { status: "delivered", afterMs: ms };
    const bounced: Step = { status: "hard_bounced", afterMs: ms, code: 550 };
    const soft: Step = { status: "soft_bounced", afterMs: ms, code: 452 };
    const fate = random.next();
    if (fate < 0.78) return [sent, delivered];
    if (fate < 0.82)
      return [sent, { status: "deferred", afterMs: ms }, { ...delivered, afterMs: later }];
    if (fate < 0.89) return [sent, bounced];
    if (fate < 0.93) return [sent, soft];
    if (fate < 0.96) return [sent, soft, { ...delivered, afterMs: later }];
    // Its server had taken it, and sent it back all the same.
    if (fate < 0.98) return [sent, delivered, { ...bounced, afterMs: later }];
    return [sent, delivered, { status: "spam_complaint", afterMs: later }];
  }
}
