import type { Email } from "../../../src/messages/email.ts";
import type { Mail } from "../../../src/providers/mail.ts";
import { type Network, NoAnswer, type Party, ServerFailure } from "../network.ts";
import type { Tracked } from "./receipts-of.ts";

export interface Accepted extends Tracked {
  id: string;
  to: string;
  tags: string[];
  at: number;
  text: string;
  /** Whether the answer to this one was lost, so that a second copy is the product's right. */
  unanswered: boolean;
  /** It came when nobody expected it any more. */
  stray: boolean;
}

/** An inbox behind a vendor without idempotency keys. */
export class SimulatedMail {
  readonly accepted: Accepted[] = [];
  /** Addresses that no email is taken for. */
  readonly invalid = new Set<string>();
  /** Emails that were refused for good, by their tags. */
  readonly refused: string[][] = [];
  /** Somebody finds it in their inbox. */
  onAccepted: (email: Accepted) => void = () => undefined;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  port(network: Network, party: Party): Mail {
    return {
      send: async (email: Email) => {
        let copy: Accepted | undefined;
        try {
          const id = await network.send(
            "mail",
            "email.send",
            (fault) => {
              if (this.invalid.has(email.to.email)) {
                this.refused.push(email.tags);
                return undefined;
              }
              // "twice" is a client's retry below us: MailerSend itself does not repeat.
              const first = fault === "twice" ? this.#first(email) : undefined;
              if (first !== undefined) return first.id;
              copy = this.#accept(email, fault === "late");
              return copy.id;
            },
            party,
          );
          if (copy !== undefined) copy.unanswered = false;
          if (id === undefined) return { kind: "permanent", reason: "422 the address is invalid" };
          return { kind: "ok", value: { id } };
        } catch (error) {
          if (error instanceof NoAnswer) return { kind: "unknown", reason: error.message };
          if (!(error instanceof ServerFailure)) throw error;
          return error.status === 429
            ? { kind: "retryable", reason: "429" }
            : { kind: "unknown", reason: "500" };
        }
      },
    };
  }

  #accept({ to, tags, text }: Email, stray: boolean): Accepted {
    const id = `mail_${this.accepted.length + 1}`;
    const copy: Accepted = {
      id,
      to: to.email,
      tags,
      text,
      at: this.#now(),
      unanswered: true,
      stray,
      happened: [],
      told: [],
    };
    this.accepted.push(copy);
    this.onAccepted(copy);
    return copy;
  }

  #first({ tags, text }: Email): Accepted | undefined {
    return this.accepted.find((one) => one.tags.join() === tags.join() && one.text === text);
  }
}
